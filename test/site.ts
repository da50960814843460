import matter from 'gray-matter';
import { boundDepth, mostDepth } from '../server/syntax/depth.ts';
import { findFences } from '../server/syntax/fences.ts';
import { emptyMap, type Data } from '../server/syntax/tree.ts';

/** What a site that uses gray-matter reads from a file, or why it reads nothing. */
export type SiteReading =
  | { readonly kind: 'read'; readonly data: Data }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' };

const refuse = (): never => { throw new Error('This engine is switched off.'); };

/**
 * Reads a file as gray-matter would. It decides nothing about positions and no rule trusts it for syntax: it shows what a site gets, with
 * YAML 1.1's dates and octal numbers. Only a plain `---` line opens a frontmatter here, because gray-matter takes what follows the
 * dashes for the name of an engine, and some of its engines run code; those are replaced by functions that throw, as `false` would not
 * switch them off. The options object is always given, because without one gray-matter answers from a cache that forgets errors.
 */
export function readAsSite(text: string): SiteReading {
  if (!/^\uFEFF?---[ \t]*\r?\n/.test(text)) return { kind: 'none' };
  const inner = findFences(text)?.inner;
  if (!inner || boundDepth(text, inner).depth > mostDepth) return { kind: 'failed' };
  try {
    const engines = { js: refuse, javascript: refuse, coffee: refuse, coffeescript: refuse, cson: refuse, toml: refuse, json: refuse };
    const { data } = matter(text, { language: 'yaml', engines });
    return { kind: 'read', data: plain(data, { left: mostValues }, 0) };
  } catch {
    return { kind: 'failed' };
  }
}

/** How many values are copied: gray-matter repeats what an alias stands for, and a few lines of aliases can stand for millions. */
const mostValues = 100_000;

/** Copies what gray-matter returns into plain data; a date becomes its ISO text, as a site prints it. */
function plain(value: unknown, budget: { left: number }, depth: number): Data {
  if (depth > mostDepth || budget.left-- <= 0) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) return value.map(item => plain(item, budget, depth + 1));
  if (typeof value === 'object' && value !== null) {
    const copy = emptyMap();
    for (const [key, item] of Object.entries(value)) copy[key] = plain(item, budget, depth + 1);
    return copy;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
