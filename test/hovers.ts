import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as lsp from 'vscode-languageserver-types';
import { stringify } from 'yaml';
import type { Locale } from '../server/base/both.ts';
import { hover } from '../server/features/hover.ts';
import type { PolicyRecord, Style } from '../server/syntax/record.ts';
import { record, world } from './fixture.ts';

/** A hover as it reads: its words, and the text it is shown on. */
export interface Shown { readonly value: string; readonly on: string }

/** What is shown where `$0` stands in a record, as plain text unless told, in the library of the others. */
export function hoverAt(marked: string, locale: Locale, others: readonly PolicyRecord[] = [], file = 'zh/example.md', markdown = false): Shown | undefined {
  const text = marked.replace('$0', '');
  const made = record(text, file);
  const found = hover(world([made, ...others.filter(({ uri }) => uri !== made.uri)]), made, marked.indexOf('$0'), { locale, markdown });
  if (!found) return undefined;
  const { start, end } = found.range as lsp.Range;
  return { value: (found.contents as lsp.MarkupContent).value, on: text.slice(made.lines.offsetOf(start), made.lines.offsetOf(end)) };
}

const written: Readonly<Record<Style, (policy: unknown, text: string) => string>> = {
  json: (_, text) => text,
  flow: (_, text) => text.replace(/"((?:[^"\\]|\\.)*)"/g, (whole, words: string) => words.includes('\'') ? whole : `'${words}'`).replace(/([^\s{[,])(?=\n\s*[}\]])/g, '$1,'),
  block: policy => stringify(policy, { lineWidth: 0, version: '1.1' }).trimEnd(),
};

/** A seed in a notation, as `zh/intl-ccs-plus-framework.md`; `change` is what is different in it. */
export function seedIn(style: Style, file: string, change: (frontmatter: string) => string = same => same): string {
  const [, frontmatter = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(__dirname, '../seeds', file), 'utf8')) ?? [];
  const text = change(frontmatter);
  return `---\n${written[style](JSON.parse(text), text)}\n---\n${body}`;
}

/** A text with the cursor put `behind` characters behind the first place that a pattern matches. */
export const marked = (text: string, place: RegExp, behind = 0): string => {
  const at = text.search(place);
  if (at < 0) throw new Error(`${String(place)} is not in the text`);
  return `${text.slice(0, at + behind)}$0${text.slice(at + behind)}`;
};
