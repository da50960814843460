import { hasHan, type Both, type Locale } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import type { Facts } from '../record/facts.ts';
import type { Project } from '../schema/project.ts';
import { isTranslated, translated } from '../schema/translated.ts';
import { controlled, nameIn, type ControlledField, type Jurisdiction, type Vocabulary } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, wholeText } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Fix, type Found, type Rule, type World } from './rule.ts';
import { sources } from './sources.ts';
import { brief, eitherOf } from './wording.ts';

/** The fields that hold words of a vocabulary. */
const fields = [...controlled, 'country'] as const;
type Field = ControlledField | 'country';

export const unknownTerm: Rule = {
  id: 'unknown-term',
  title: { zh: '受控字段用词表里的词', en: 'Controlled fields use the words of their vocabulary' },
  why: {
    zh: '筛选和统计只认识词表里的词。旧写法改成词表里的词会丢掉一些含义，因此成批改正的只有大小写和空格的差别，以及国家的别名。确有需要的词可以加入项目文件的 vocabulary，此后就是词表里的词。',
    en: 'Filters and counts know the words of the vocabulary only. An old spelling says more than the word it becomes, so only differences of case and blanks and other names of a country are mended in bulk. A word that a library does need can go under vocabulary in its project file, and is one of its words from then on.',
  },
  source: sources.vocabulary,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  reads: fields,
  examples: [
    example`
      -- en/my-ccs-act.md --
      ---
      { "category": "Regulatory", "legalWeight": "Primary Legislation", "reviewStatus": "draft", "status": "Upcoming" }
      ---
    `,
    example`
      ---
      { "title": "封存令", "reviewStatus": "verifed", "legalWeight": "State Aid Scheme" }
                                           ^^^^^^^^^ unknown-term: “verifed” is not a reviewStatus value; suggested “verified”.
                                                                     ^^^^^^^^^^^^^^^^^^ unknown-term: “State Aid Scheme” is not a legalWeight value; suggested “Guideline/Policy”.
      ---
      ->
      ---
      { "title": "封存令", "reviewStatus": "verified", "legalWeight": "Guideline/Policy" }
      ---
    `,
    example`
      -- en/au-offshore-ghg-act.md --
      ---
      {
        'category': 'Statutory',
                    ^^^^^^^^^^^ unknown-term: “Statutory” is not a category value; suggested “Regulatory”.
        'legalWeight': 'Proposed Legislation',
                       ^^^^^^^^^^^^^^^^^^^^^^ unknown-term: “Proposed Legislation” is not a legalWeight value; suggested “Primary Legislation”.
        'status': 'active',
                  ^^^^^^^^ unknown-term: “active” is not a status value; suggested “Active”.
      }
      ---
    `,
    example`
      ---
      title: 碳封存法案
      legalWeight: Proposed Legislation
                   ^^^^^^^^^^^^^^^^^^^^ unknown-term: “Proposed Legislation” is not a legalWeight value; suggested “Primary Legislation”.
      status: 现行
      ---
      ->
      ---
      title: 碳封存法案
      legalWeight: Primary Legislation
      status: 制定中
      ---
    `,
    example`
      ---
      status: 有效
              ^^^^ unknown-term: “有效” is not a status value; suggested “现行”.
      legalWeight: Regulatory Directive
                   ^^^^^^^^^^^^^^^^^^^^ unknown-term: “Regulatory Directive” is not a legalWeight value; suggested “Administrative Regulation” or “Strategic Guidance”.
      category: 未分类
                ^^^^^^ unknown-term: “未分类” is not a category value.
      ---
    `,
    example`
      -- en/us-dac-hubs.md --
      ---
      { 'category': 'Funding', 'country': 'USA', 'legalWeight': 'Funding Programme' }
                                          ^^^^^ unknown-term: “USA” is not a country value; suggested “United States”.
      ---
      -- policy-records.json --
      { "vocabulary": { "category": ["Funding"], "legalWeight": [{ "zh": "Funding Programme", "en": "Funding Programme" }] } }
      ->
      ---
      { 'category': 'Funding', 'country': 'United States', 'legalWeight': 'Funding Programme' }
      ---
    `,
    example`
      ---
      { "country": "菲律滨", "status": "Awardd" }
                   ^^^^^^^^ unknown-term: “菲律滨” is not a country value; suggested “菲律宾”.
                                       ^^^^^^^^ unknown-term: “Awardd” is not a status value.
      ---
    `,
    example`
      ---
      country: 欧洲联盟
               ^^^^^^^^ unknown-term: “欧洲联盟” is not a country value; suggested “欧盟”.
      ---
      ->
      ---
      country: 欧盟
      ---
    `,
  ],

  check(record, world, facts) {
    const { project } = world;
    const { locale } = record;
    const { vocabulary } = project;
    const found: Found[] = [];
    for (const field of fields) {
      const node = wholeText(entryOf(record.root, field)?.value);
      if (!node) continue;
      const value = node.value.trim();
      // A blank at the edge of a known word is a matter of whitespace, and a word of the other language one of language.
      if (value === '' || isKnown(vocabulary, field, value) || (isTranslated(field) && translated(field, value, locale, vocabulary))) continue;
      const suggested = suggestedFor(vocabulary, locale, field, value);
      const either = eitherOf(suggested);
      const shown = brief(value);
      found.push({
        span: node.span, path: [field], fixes: [...fixesFor(record, world, facts, field, value, suggested), ...addedToProject(project, field, value)],
        ...(field === 'legalWeight' || field === 'country' ? { severity: 'information' as const } : {}),
        message: suggested.length > 0
          ? { zh: `“${shown}”不是 ${field} 的取值；建议${either.zh}。`, en: `“${shown}” is not a ${field} value; suggested ${either.en}.` }
          : { zh: `“${shown}”不是 ${field} 的取值。`, en: `“${shown}” is not a ${field} value.` },
      });
    }
    return found;
  },
};

function isKnown(vocabulary: Vocabulary, field: Field, value: string): boolean {
  if (field !== 'country') return vocabulary.writtenAs(field, value) !== undefined;
  const isNamed = (place: Jurisdiction) => place.zh === value || place.en === value;
  const place = vocabulary.jurisdictionOf(value);
  // The name of one may be an alias of another.
  return place !== undefined && (isNamed(place) || vocabulary.jurisdictions.some(isNamed));
}

/** The words a value may mean, else the one it was perhaps meant to be. */
function suggestedFor(vocabulary: Vocabulary, locale: Locale, field: Field, value: string): readonly string[] {
  const place = field === 'country' ? vocabulary.jurisdictionOf(value) : undefined;
  const meant = field !== 'country' ? vocabulary.meantBy(field, value).map(({ written }) => written[locale]) : place ? [nameIn(place, locale)] : [];
  if (meant.length > 0) return meant;
  const words = field === 'country' ? vocabulary.jurisdictions.map(each => nameIn(each, locale)) : vocabulary.terms(field).map(({ written }) => written[locale]);
  // Two slips in a Chinese word of four characters leave half of it.
  const near = nearest(value, words, hasHan(value) ? 1 : undefined);
  if (near !== undefined) return [near];
  // A word cut short, or one with something added, names its term when it is part of no other. Names of countries are parts of other things.
  const parts = field === 'country' || value.length < 2 ? [] : words.filter(word => folded(word).includes(folded(value)) || folded(value).includes(folded(word)));
  return parts.length === 1 ? parts : [];
}

function fixesFor(record: PolicyRecord, world: World, facts: Facts, field: Field, value: string, suggested: readonly string[]): readonly Fix[] {
  const { vocabulary } = world.project;
  const writing = (title: Both, told: readonly (readonly [field: string, word: string])[], options: { readonly safe?: boolean; readonly preferred?: boolean }) =>
    inBoth(mend(record, title, () => told.flatMap(([name, word]) => setValue(record, [name], word)), options), record, world, facts, told.map(([name, word]) => ({ path: [name], value: word })));
  if (field === 'legalWeight' && folded(value) === 'proposed legislation' && suggested.length === 1) {
    // A bill has no force yet, whatever it will weigh once it is passed.
    const status = vocabulary.terms('status').find(({ id }) => id === 'under-development')?.written[record.locale] ?? '';
    const [weight = ''] = suggested;
    return [writing({ zh: `写作“${weight}”，状态改为“${status}”`, en: `Write “${weight}” and set status to “${status}”` }, [[field, weight], ['status', status]], { preferred: true })];
  }
  if (suggested.length === 0 && field === 'reviewStatus') return [writing({ zh: '改为“draft”', en: 'Set it to “draft”' }, [[field, 'draft']], {})];
  const says = (word: string) => folded(word) === folded(value) || (field === 'country' && vocabulary.jurisdictionOf(value) !== undefined);
  return suggested.map(word => writing({ zh: `写作“${word}”`, en: `Write “${word}”` }, [[field, word]], { safe: says(word), preferred: suggested.length === 1 }));
}

const addedToProject = ({ uri }: Project, field: Field, value: string): readonly Fix[] => uri === undefined ? []
  : [{ title: { zh: `把“${brief(value)}”加入本项目的词表`, en: `Add “${brief(value)}” to this project’s vocabulary` }, changes: [{ kind: 'add', uri, path: ['vocabulary', field], value }], safe: false }];

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
