import type { Span } from '../base/span.ts';
import type { Edit } from '../base/edit.ts';
import { eolOf } from '../base/lines.ts';
import { charactersOf, type Characters } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, type Path, type ScalarNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { pathTo, scalarsIn } from './scalars.ts';
import { sources } from './sources.ts';
import { frontmatterOf, mayEscape } from './texts.ts';
import { brief } from './wording.ts';

/** A carriage return, or its escape as two characters; a small letter behind those makes it the name of something, as in “\rho”. */
const residue = /(?:(?:\r|\\r(?![a-z]))(?:\\n(?![a-z]))?[ \t]*)+/g;
/** The same with the line feeds that are escapes, as between double quotes; elsewhere they are the source's own lines. */
const residueInDouble = /(?:(?:\r|\\r(?![a-z]))(?:\\n(?![a-z]))?[ \t\n]*)+/g;

export const escapeResidue: Rule = {
  id: 'escape-residue',
  title: { zh: '文本里没有残留的 \\r', en: 'No carriage return is left in a text' },
  why: {
    zh: '旧的导出程序把 Windows 换行拆成了“\\r”加空格，读者会在句子中间看到它，检索也会被它隔断。',
    en: 'An old export turned the line breaks of Windows into “\\r” and a blank. Readers see it in the middle of a sentence, and searches stop at it.',
  },
  source: sources.exporter,
  severity: 'warning',
  judges: 'values',
  examples: [
    example`
      ---
      { "description": "第一段\n\n第二段", "citation": "C:\\reports\\2024", "url": "https://example.org/r" }
      ---
    `,
    example`
      ---
      { "country": "加拿大", "description": "## 政策概览\r \r 艾伯塔省的收费机制。" }
                                                        ^^^^^^ escape-residue: A left-over “\r” stands behind “## 政策概览”.
      ---
      ->
      ---
      { "country": "加拿大", "description": "## 政策概览\n\n艾伯塔省的收费机制。" }
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      {
        'title': 'CCS\r Directive',
                     ^^^ escape-residue: A left-over “\r” stands behind “CCS”.
        'interpretation': "## Scope\r All storage sites.",
                                   ^^^ escape-residue: A left-over “\r” stands behind “## Scope”.
        'description': "## Policy Overview\r \r The directive sets a frame.\r It binds all states.\r ",
                                          ^^^^^^ escape-residue: A left-over “\r” stands behind “## Policy Overview”, and in 2 more places.
      }
      ---
      ->
      ---
      {
        'title': 'CCS Directive',
        'interpretation': "## Scope\n\nAll storage sites.",
        'description': "## Policy Overview\n\nThe directive sets a frame. It binds all states.",
      }
      ---
    `,
    example`
      ---
      description: 概览\r 碳市场的规则。
                       ^^^ escape-residue: A left-over “\r” stands behind “概览”.
      interpretation: |
        第一段。\r\n第二段。
                ^^^^ escape-residue: A left-over “\r” stands behind “第一段。”.
      ---
      ->
      ---
      description: 概览 碳市场的规则。
      interpretation: |
        第一段。
        第二段。
      ---
    `,
  ],

  check(record) {
    const written = frontmatterOf(record);
    if (!written.includes('\r') && !(mayEscape(record) && /\\[rxuU]/.test(written))) return [];
    const all: Found[] = [];
    for (const each of scalarsIn(record)) {
      const { node } = each;
      if (typeof node.value !== 'string' || !(node.value.includes('\r') || node.value.includes('\\r'))) continue;
      const path = pathTo(each);
      const characters = charactersOf(record.text, node);
      const found = [...characters.text.matchAll(node.form === 'double' ? residueInDouble : residue)].map(match => placed(characters, match.index, match[0]));
      const [first] = found;
      if (!first || nodeAt(record.root, path) !== node) continue;
      const before = brief(characters.text.slice(Math.max(0, first.from - 24), first.from));
      const more = found.length - 1;
      all.push({
        span: first.at, path,
        message: {
          zh: `${before === '' ? '文本开头' : `“${before}”后面`}残留着“\\r”${more > 0 ? `，另外还有 ${more} 处` : ''}。`,
          en: `A left-over “\\r” stands ${before === '' ? 'at the start of the text' : `behind “${before}”`}${more > 0 ? `, and in ${more} more ${more > 1 ? 'places' : 'place'}` : ''}.`,
        },
        fixes: fixesOf(record, path, node, characters, found),
      });
    }
    return all;
  },
};

/** One place of residue: where it begins in the text, its source, and what it once was. */
interface Residue { readonly from: number; readonly to: number; readonly at: Span; readonly was: 'edge' | 'heading' | 'line' | 'paragraph'; readonly isBreak: boolean }

function placed({ text, sourceOf }: Characters, index: number, found: string): Residue {
  let from = index;
  while (/[ \t]/.test(text[from - 1] ?? '')) from--;
  const to = index + found.length;
  const isTwice = /(?:\r|\\r)[^]*(?:\r|\\r)/.test(found);
  return { from, to, at: sourceOf(from, to), was: /^\n?$/.test(text[from - 1] ?? '') || /^\n?$/.test(text[to] ?? '') ? 'edge' : endsHeading(text, from) ? 'heading' : isTwice ? 'paragraph' : 'line', isBreak: /\n|\\n/.test(found) };
}

/** No heading looked at is longer than this. */
const longest = 120;

/** Whether what stands before a place on its line is a heading, which must not be joined with the text behind it. */
function endsHeading(text: string, at: number): boolean {
  const lines = text.slice(Math.max(0, at - longest), at).split(/[\r\n]|\\r/);
  return (lines.length > 1 || at <= longest) && /^[ \t]{0,3}#{1,6}[ \t]/.test(lines.at(-1) ?? '');
}

function fixesOf(record: PolicyRecord, path: Path, node: ScalarNode, characters: Characters, found: readonly Residue[]): readonly Fix[] {
  // Two returns were an empty line between paragraphs, and one with a line feed is a line break still; a single one stood where a line was
  // wrapped, but behind a heading.
  const isBreak = ({ was, isBreak }: Residue) => was === 'paragraph' || was === 'heading' || isBreak;
  const line = (each: Residue) => each.was === 'edge' ? '' : each.was === 'line' ? '\n' : '\n\n';
  const mostLikely = (each: Residue) => each.was === 'edge' || isBreak(each) ? line(each) : ' ';
  const blank = (each: Residue) => each.was === 'edge' || each.was === 'heading' ? line(each) : ' ';
  const hasBreaks = found.some(isBreak);
  const write = (put: (each: Residue) => string) => edits(record, path, node, characters, found, put);
  const asBlank = mend(record, { zh: '改为空格', en: 'Replace it by a blank' }, write(blank), hasBreaks ? {} : { safe: true, preferred: true });
  const asBreak = mend(record, { zh: '改为换行', en: 'Replace it by a line break' }, write(hasBreaks ? mostLikely : line), hasBreaks ? { safe: true, preferred: true } : {});
  if (hasBreaks && !found.some(each => blank(each) === ' ')) return [asBreak];
  return hasBreaks ? [asBreak, asBlank] : [asBlank, asBreak];
}

function edits(record: PolicyRecord, path: Path, node: ScalarNode, { text }: Characters, found: readonly Residue[], put: (each: Residue) => string): readonly Edit[] {
  const { text: source, lines } = record;
  const all = found.map(each => ({ each, put: put(each) }));
  const indent = /^[ \t]*/.exec(source.slice(lines.startOf(lines.lineOf(found[0]?.at.start ?? 0))))?.[0] ?? '';
  if (node.form === 'double') return all.map(({ each, put }) => ({ span: each.at, text: put.replaceAll('\n', '\\n') }));
  if (!all.some(({ put }) => put.includes('\n'))) return all.map(({ each, put }) => ({ span: each.at, text: put }));
  if (node.form === 'literal') return all.map(({ each, put }) => ({ span: each.at, text: put === '\n\n' ? `${eolOf(source)}${eolOf(source)}${indent}` : put === '\n' ? eolOf(source) + indent : put }));
  // No other form can hold a line break as it stands.
  let [value, at] = ['', 0];
  for (const { each, put } of all) {
    value += text.slice(at, each.from) + put;
    at = each.to;
  }
  return setValue(record, path, value + text.slice(at));
}
