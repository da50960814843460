import type { Scalar } from './tree.ts';

/** What a reader of YAML 1.1 makes of an unquoted scalar; `moment` marks a date, whose value is its ISO text. */
export interface Reading11 { readonly value: Scalar; readonly moment?: true }

const int = /^[-+]?(?:0|0b[01_]*[01]|0x[\da-fA-F_]*[\da-fA-F]|0[0-7_]*[0-7]|[1-9](?:[\d_]*\d)?|[1-9][\d_]*(?::[0-5]?\d)+)$/;
const float = /^(?:[-+]?(?:0|[1-9][\d_]*)(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.[\d_]+(?:[eE][-+]?\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const moment = /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?$/;

/**
 * Reads an unquoted scalar as the YAML 1.1 of gray-matter does: besides the plain numbers there are octal ones after a 0, binary ones,
 * underscores between digits, numbers in base 60, and dates. A test holds it against gray-matter itself, which is too large to ship.
 */
export function readPlain11(text: string): Reading11 {
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) return { value: undefined };
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return { value: /^t/i.test(text) };
  if (int.test(text)) return { value: integer(text.replaceAll('_', '')) };
  if (float.test(text) && !text.endsWith('_')) return { value: real(text.replaceAll('_', '').toLowerCase()) };
  const [, year = '', month = '', date = '', hour = '0', minute = '0', second = '0', fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = day.exec(text) ?? moment.exec(text) ?? [];
  if (year === '') return { value: text };
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000 * (sign === '-' ? -1 : sign === '+' ? 1 : 0);
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second), Number(fraction.slice(0, 3).padEnd(3, '0'))) - zone);
  return { value: Number.isNaN(at.getTime()) ? undefined : at.toISOString(), moment: true };
}

function integer(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits === '0') return 0;
  if (digits.startsWith('0b')) return sign * Number.parseInt(digits.slice(2), 2);
  if (digits.startsWith('0x')) return sign * Number.parseInt(digits, 16);
  return sign * (digits.startsWith('0') ? Number.parseInt(digits, 8) : base60(digits));
}

function real(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  return digits === '.inf' ? sign * Infinity : digits === '.nan' ? NaN : sign * base60(digits);
}

const base60 = (digits: string): number => digits.split(':').reduce((sum, part) => sum * 60 + Number.parseFloat(part), 0);
