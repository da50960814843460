import { readFileSync } from 'node:fs';
import type { Context } from 'mocha';
import { shared } from './shared.ts';

/** One line of a reference text, with the number of its line from 1. */
export interface Line { readonly n: number; readonly text: string }

/** What one criterion or attribute of the framework says: the heading, the lines under it, and the ids of its sub-requirements. */
export interface Passage { readonly heading: string; readonly lines: readonly Line[]; readonly subs: readonly string[] }

/** The lines of a reference text beside the project. */
export const linesOf = (test: Context, file: string): readonly Line[] =>
  readFileSync(shared(test, file), 'utf8').split(/\r?\n/).map((text, i) => ({ n: i + 1, text }));

/** The references by name, as files beside the project. */
export const files = {
  framework: 'seeds/reference-icvcm-assessment-framework-1.1-chapter-4.zh.md',
  permanence: 'seeds/reference-icvcm-ciwp-permanence-2025.zh.md',
  mechanisms: 'seeds/reference-voluntary-carbon-mechanisms.zh.txt',
} as const;

/** The framework cut into its criteria and attributes, by id. */
export function passagesOf(lines: readonly Line[]): ReadonlyMap<string, Passage> {
  const found = new Map<string, { heading: string; lines: Line[] }>();
  let here: { heading: string; lines: Line[] } | undefined;
  for (const line of lines) {
    const [, criterion, attribute, title = ''] = /^(?:(?:标准|准则)?\s*(\d+\.\d+)|CCP属性\s*(\d))\s*[:：]\s*(.+)$/.exec(line.text) ?? [];
    const id = criterion ?? (attribute && `attr-${attribute}`);
    if (id) found.set(id, here = found.get(id) ?? { heading: title.trim(), lines: [] });
    else if (/^(?:\d+\. |[A-C]\. |第.部分)/.test(line.text)) here = undefined;
    here?.lines.push(line);
  }
  return new Map([...found].map(([id, passage]) => [id, { ...passage, subs: subsOf(passage.lines) }]));
}

/** The sub-requirements in their order. Some tables are lists in HTML on one line, whose items end in a semicolon or follow a colon. */
function subsOf(lines: readonly Line[]): readonly string[] {
  const parts = lines.flatMap(({ text }) => text.includes('<') ? text.replace(/<[^>]*>/g, '\n').split(/\n|(?<=[；：])/) : [text]);
  const subs: string[] = [];
  let [letter, number] = ['', ''];
  for (const part of parts) {
    const [, a, n, i] = /^[-\s]*(?:([a-e])\)|(\d{1,2})\)|([ivx]+)\.)\s/.exec(`${part} `) ?? [];
    if (a) subs.push(letter = `${a})`);
    else if (n && letter) subs.push(number = `${letter} ${n})`);
    else if (i && number) subs.push(`${number} ${i}.`);
  }
  return subs;
}

/** The numbers of a text with their units worked out (亿, Mt), and its dates as 2024-01-22, 2024-01 and 2024. Numbers within names such as CO2 or GS4GG, of footnotes and of the items of a list are none. */
export function amounts(text: string): readonly string[] {
  const dates: string[] = [];
  let year = '';
  const rest = text.replace(/[⁰¹²³⁴-⁹]+|\[\d{1,2}\]|[（(]\d{1,2}[）)]/g, ' ')
    .replace(/(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?/g, (_all, y: string | undefined, m: string, d: string | undefined) => {
      year = y ?? year;
      const month = `${year}-${m.padStart(2, '0')}`;
      dates.push(year, month, ...d ? [`${month}-${d.padStart(2, '0')}`] : []);
      return ' ';
    })
    .replace(/(\d{4})\s*年底/g, (_all, y: string) => { dates.push(y, `${y}-12`); return ' '; })
    .replace(new RegExp(`(${months.join('|')}) (\\d{4})`, 'g'), (_all, month: string, y: string) => {
      dates.push(y, `${y}-${String(months.indexOf(month) + 1).padStart(2, '0')}`);
      return ' ';
    });
  const arabic = [...rest.matchAll(/(?<![A-Za-z\d]|\d[.,])(\d+(?:,\d{3})*(?:\.\d+)?)(?![\d])\s?(万|亿|Gt|Mt|kt|million)?/g)]
    .map(([, digits = '', unit = '']) => String(Number((Number(digits.replaceAll(',', '')) * (units[unit] ?? 1)).toFixed(4))));
  return [...dates, ...arabic];
}

/** The numbers written in Chinese characters, from two up: 四十年, 百分之二十. One is left out, as 一 stands in many words. */
export const written = (text: string): readonly string[] =>
  [...text.replaceAll('百分之', '').matchAll(/[一二两三四五六七八九十百]+/g)].map(([word]) => valueOf(word)).filter(value => value > 1).map(String);

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const units: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, Gt: 1e9, Mt: 1e6, kt: 1e3, million: 1e6 };

function valueOf(word: string): number {
  const digit = (character: string | undefined) => character === '两' ? 2 : '零一二三四五六七八九'.indexOf(character ?? '零');
  const [hundreds, rest = ''] = word.includes('百') ? word.split('百') : ['', word];
  const [tens, ones] = rest.includes('十') ? rest.split('十') : ['', rest];
  return (word.includes('百') ? (hundreds ? digit(hundreds) : 1) * 100 : 0) + (rest.includes('十') ? (tens ? digit(tens) : 1) * 10 : 0) + (ones ? digit(ones) : 0);
}
