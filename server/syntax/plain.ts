import type { Scalar } from './tree.ts';

const special = /^(?:[-+.\d~]|[nN][uU]|[tT][rR]|[fF][aA])/;
const int = /^[-+]?[0-9]+$/;
const octal = /^0o[0-7]+$/;
const hex = /^0x[0-9a-fA-F]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinite = /^[-+]?\.(?:inf|Inf|INF)$/;

/** Reads an unquoted scalar as YAML 1.2's core schema does: null, booleans, integers, floats, else the text itself. */
export function readPlain(text: string): Scalar {
  // Nearly all of them are words, which one look tells.
  if (text !== '' && !special.test(text)) return text;
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) return undefined;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (int.test(text)) return Number(text.replace(/^\+/, ''));
  if (octal.test(text)) return Number.parseInt(text.slice(2), 8);
  if (hex.test(text)) return Number.parseInt(text.slice(2), 16);
  if (float.test(text)) return Number(text);
  if (infinite.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : text;
}
