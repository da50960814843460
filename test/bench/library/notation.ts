import { stringify } from 'yaml';
import type { Style } from '../../../server/syntax/record.ts';
import type { Draft } from '../../mutations/scene.ts';

/** Frontmatter as real records have it: what editors and exporters write, not what is easiest to read back. */
export const natural: Readonly<Record<Style, (data: Draft) => string>> = {
  json: data => JSON.stringify(data, undefined, 2),
  flow: data => flow(data, 0),
  // By the rules of YAML 1.1 dates and words like `no` are put in quotes, as those who write for the sites of today do.
  block: data => stringify(data, { lineWidth: 0, singleQuote: true, version: '1.1' }).trimEnd(),
};

const width = 80;

/** Single-quoted YAML between braces as a formatter of Markdown leaves it: maps and lists on one line where they fit there, else each below its key. */
function flow(value: unknown, indent: number): string {
  if (typeof value === 'string') return `'${value.replaceAll('\'', '\'\'')}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value) ? value.map(item => flow(item, indent + 2)) : Object.entries(value).map(([name, each]) => `'${name}':${placed(each, indent + 2)}`);
  if (parts.length === 0) return `${open}${close}`;
  const pad = Array.isArray(value) ? '' : ' ';
  const line = `${open}${pad}${parts.join(', ')}${pad}${close}`;
  if (indent > 0 && !line.includes('\n') && indent + line.length < width) return line;
  const margin = ' '.repeat(indent);
  return `${open}\n${parts.map(part => `${margin}  ${part},\n`).join('')}${margin}${close}`;
}

/** A value behind its colon: on the same line, or below it and further in. */
function placed(value: unknown, indent: number): string {
  const here = flow(value, indent);
  return typeof value === 'object' && here.includes('\n') ? `\n${' '.repeat(indent + 2)}${flow(value, indent + 2)}` : ` ${here}`;
}
