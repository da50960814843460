import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Style } from '../../server/syntax/record.ts';
import { dataOf, type Data } from '../../server/syntax/tree.ts';
import { record } from '../fixture.ts';

const project = join(__dirname, '../..');

/** A Markdown file by its path below a folder, with its text. */
export interface MarkdownFile { readonly file: string; readonly text: string }

/** Every Markdown file below a folder, in the order of their names. */
export const markdownBelow = (folder: string, below = ''): readonly MarkdownFile[] => readdirSync(join(folder, below)).sort().flatMap(name => {
  const path = join(below, name);
  if (statSync(join(folder, path)).isDirectory()) return markdownBelow(folder, path);
  return path.endsWith('.md') ? [{ file: path, text: readFileSync(join(folder, path), 'utf8') }] : [];
});

/** The seeds, which are JSON, in the order of their names: English, then Chinese. */
export const seeds = markdownBelow(join(project, 'seeds'));

export const zhSeeds = seeds.filter(({ file }) => file.startsWith('zh'));

/** The data of a Chinese seed. */
export const seedData = (): Record<string, Data> => dataOf(record(zhSeeds[0]!.text).root) as Record<string, Data>;

/** Data as frontmatter in each notation, written as plainly as a person would: all on lines of their own, one way of quoting. */
export const frontmatter: Readonly<Record<Style, (data: Data) => string>> = {
  json: data => JSON.stringify(data, undefined, 2),
  flow: data => flow(data, ''),
  block: data => block(data, '').slice(1),
};

const file = (style: Style) => (data: Data): string => `---\n${frontmatter[style](data)}\n---\n\n# 正文\n`;

/** The same as a file with a body. */
export const written: Readonly<Record<Style, (data: Data) => string>> = { json: file('json'), flow: file('flow'), block: file('block') };

const single = (text: string) => `'${text.replaceAll('\'', '\'\'')}'`;
const plainOf = (data: Data) => typeof data === 'string' ? single(data) : String(data ?? null);

function flow(data: Data, indent: string): string {
  const step = `${indent}  `;
  if (Array.isArray(data)) return data.length === 0 ? '[]' : `[\n${data.map(item => `${step}${flow(item as Data, step)},\n`).join('')}${indent}]`;
  if (typeof data !== 'object') return plainOf(data);
  return `{\n${Object.entries(data).map(([name, value]) => `${step}${single(name)}: ${flow(value as Data, step)},\n`).join('')}${indent}}`;
}

function block(data: Data, indent: string): string {
  if (typeof data !== 'object') return ` ${plainOf(data)}`;
  const entries = Object.entries(data);
  if (entries.length === 0) return Array.isArray(data) ? ' []' : ' {}';
  if (Array.isArray(data)) return data.map(item => `\n${indent}-${typeof item === 'object' ? ` ${block(item as Data, `${indent}  `).trimStart()}` : block(item as Data, indent)}`).join('');
  return entries.map(([name, value]) => `\n${indent}${name}:${block(value as Data, `${indent}  `)}`).join('');
}
