import { list, type Locale } from '../base/both.ts';
import type { Card, Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { translated, translatedFields, type TranslatedField } from '../schema/translated.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { entryOf, wholeText, type ScalarNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { eitherOf, languageName, otherLanguage } from './wording.ts';

export const wrongLanguageTerm: Rule = {
  id: 'wrong-language-term',
  title: { zh: '类别、状态和国家用本记录的语言书写', en: 'Category, status and country are in the language of the record' },
  why: {
    zh: '网站按这些词筛选和分组；中文页面里的“Active”会自成一组。reviewStatus、legalWeight、source 和 analysis 在两种语言里都用英文。'
      + '若一个文件夹的多数记录都写另一种语言，那是它的惯例，只在第一条记录上说一次。',
    en: 'Sites filter and group by these words, and a Chinese page with “Active” on it shows one group twice. reviewStatus, legalWeight, source and analysis are English in both languages. '
      + 'Where most records of a folder write the other language, that is its convention, and it is said once, on the first of them.',
  },
  source: sources.vocabulary,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  reads: translatedFields,
  examples: [
    example`
      ---
      { "category": "法律监管", "country": "国际", "legalWeight": "Technical Standard", "reviewStatus": "draft", "source": "UNFCCC", "status": "现行" }
      ---
    `,
    example`
      ---
      { "country": "阿根廷", "status": "Active", "title": "RIGI 法" }
                                       ^^^^^^^^ wrong-language-term: “Active” should be “现行” in a Chinese record.
      ---
      ->
      ---
      { "country": "阿根廷", "status": "现行", "title": "RIGI 法" }
      ---
    `,
    example`
      -- en/es-storage-law.md --
      ---
      {
        'category': '法律监管',
                    ^^^^^^^^^^ wrong-language-term: “法律监管” should be “Regulatory” in an English record.
        'country': 'Spain',
        'status': '现行',
                  ^^^^^^ wrong-language-term: “现行” should be “Active” in an English record.
      }
      ---
      ->
      ---
      {
        'category': 'Regulatory',
        'country': 'Spain',
        'status': 'Active',
      }
      ---
    `,
    example`
      ---
      title: 温室气体自愿减排方法学
      category: Methodology
                ^^^^^^^^^^^ wrong-language-term: “Methodology” should be “技术规范” in a Chinese record.
      country: Republic of Korea
               ^^^^^^^^^^^^^^^^^ wrong-language-term: “Republic of Korea” should be “韩国” in a Chinese record.
      status: active
              ^^^^^^ wrong-language-term: “active” should be “现行” in a Chinese record.
      ---
      ->
      ---
      title: 温室气体自愿减排方法学
      category: 技术规范
      country: 韩国
      status: 现行
      ---
    `,
    example`
      -- zh/a.md --
      ---
      country: 中国
      status: Active
              ^^^^^^ wrong-language-term: 7 of 8 records in this folder write status in English; in a Chinese record “Active” should be “现行”.
      ---
      -- zh/b.md --
      ---
      status: Active
      ---
      -- zh/c.md --
      ---
      status: Active
      ---
      -- zh/d.md --
      ---
      status: Active
      ---
      -- zh/e.md --
      ---
      status: Active
      ---
      -- zh/f.md --
      ---
      status: Planned
      ---
      -- zh/g.md --
      ---
      status: Active
      ---
      -- zh/h.md --
      ---
      status: 现行
      ---
      ->
      ---
      country: 中国
      status: 现行
      ---
    `,
  ],

  check(record, { corpus, project: { vocabulary } }, facts) {
    const { locale } = record;
    const wrong: Wrong[] = [];
    for (const field of translatedFields) {
      const node = wholeText(entryOf(record.root, field)?.value);
      const translation = node && translated(field, node.value, locale, vocabulary);
      if (translation) wrong.push({ field, node, value: node.value.trim(), ...translation });
    }
    if (wrong.length === 0) return [];
    const convention = conventionAround(facts, corpus, locale, vocabulary);
    const usual = wrong.filter(({ field }) => convention?.fields.includes(field));
    const lead = usual[0];
    const own = wrong.filter(each => !usual.includes(each));
    return [
      ...convention?.counts && lead ? [ofFolder(lead, usual, convention.fields, convention.counts)] : [],
      ...own.map(each => ({ ...ofField(each), fixes: [...ofField(each).fixes, ...together(own)] })),
    ];

    function ofFolder({ node, field, value, words }: Wrong, all: readonly Wrong[], fields: readonly TranslatedField[], { writing, of }: Counts): Found {
      const [zh, en] = [languageName[otherLanguage(locale)], languageName[locale]];
      const names = { zh: list(fields, 'zh'), en: list(fields, 'en') };
      const should = eitherOf(words);
      return {
        span: node.span, path: [field],
        message: {
          zh: `这个文件夹的 ${of} 条记录中有 ${writing} 条用${zh.zh}书写 ${names.zh}；${en.zh}记录中“${value}”应写作${should.zh}。`,
          en: `${writing} of ${of} records in this folder write ${names.en} in ${zh.en}; in ${article(locale)} record “${value}” should be ${should.en}.`,
        },
        // What a whole folder agrees on is not changed file by file in passing.
        fixes: [mend(record, { zh: `只在这条记录里改用${en.zh}`, en: `Write ${en.en} terms in this record alone` }, all.flatMap(({ field, words }) => setValue(record, [field], words[0])))],
      };
    }

    function ofField({ node, field, value, words, sure }: Wrong) {
      const should = eitherOf(words);
      const language = languageName[locale];
      return {
        span: node.span, path: [field],
        message: { zh: `${language.zh}记录中“${value}”应写作${should.zh}。`, en: `“${value}” should be ${should.en} in ${article(locale)} record.` },
        fixes: words.map(word => mend(record, { zh: `写作“${word}”`, en: `Write “${word}”` }, setValue(record, [field], word), { safe: sure, preferred: words.length === 1 })),
      };
    }

    function together(all: readonly Wrong[]) {
      if (all.length < 2 || all.some(({ words }) => words.length > 1)) return [];
      const language = languageName[locale];
      return [mend(record, { zh: `${all.length === 2 ? '两' : '三'}个词都用${language.zh}书写`, en: `Write ${all.length === 2 ? 'both terms' : 'all three terms'} in ${language.en}` },
        all.flatMap(({ field, words }) => setValue(record, [field], words[0])), { safe: all.every(({ sure }) => sure) })];
    }
  },
};

interface Wrong { readonly field: TranslatedField; readonly node: ScalarNode; readonly value: string; readonly words: readonly string[]; readonly sure: boolean }

const article = (locale: Locale): string => locale === 'zh' ? 'a Chinese' : 'an English';

/** What most records of a folder do: the fields they write in the other language, how many do so, and the file where it is said. */
interface Convention { readonly fields: readonly TranslatedField[]; readonly counts: Counts; readonly first: string }
type Told = Pick<Convention, 'fields'> & Partial<Pick<Convention, 'counts'>>;
interface Counts { readonly writing: number; readonly of: number }

/** What a record is told of its folder’s convention: the counts are for the one where they are said, so that the others need not be checked again with each count. */
const conventionAround = (facts: Facts, corpus: Corpus, locale: Locale, vocabulary: Vocabulary): Told | undefined => corpus.among(facts, toldOf, facts.uri, locale, vocabulary);

function toldOf(cards: readonly Card[], uri: string, locale: Locale, vocabulary: Vocabulary): Told | undefined {
  const convention = conventionOf(cards, locale, vocabulary);
  return convention && { fields: convention.fields, ...(convention.first === uri ? { counts: convention.counts } : {}) };
}

/** A folder with fewer records than this has no convention, only mistakes. */
const fewest = 8;

const known = new WeakMap<Vocabulary, WeakMap<readonly Card[], Map<Locale, Convention | undefined>>>();

function conventionOf(group: readonly Card[], locale: Locale, vocabulary: Vocabulary): Convention | undefined {
  const groups = known.get(vocabulary) ?? new WeakMap<readonly Card[], Map<Locale, Convention | undefined>>();
  known.set(vocabulary, groups);
  const before = groups.get(group) ?? new Map<Locale, Convention | undefined>();
  groups.set(group, before);
  if (!before.has(locale)) before.set(locale, readConvention(group.filter(each => each.locale === locale), locale, vocabulary));
  return before.get(locale);
}

function readConvention(records: readonly Card[], locale: Locale, vocabulary: Vocabulary): Convention | undefined {
  if (records.length < fewest) return undefined;
  const writes = (field: TranslatedField) => records.filter(each => translated(field, each[field] ?? '', locale, vocabulary));
  const usual = translatedFields.map(field => ({ field, records: writes(field) })).filter(each => each.records.length * 2 > records.length);
  const [lead] = usual;
  const first = lead?.records[0];
  return lead && first && { fields: usual.map(({ field }) => field), counts: { writing: lead.records.length, of: records.length }, first: first.uri };
}
