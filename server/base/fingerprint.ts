import { compact } from './compact.ts';

/** A name for a text that two texts hardly ever share, so that it also holds across a restart: two rounds of FNV-1a, and the length. */
export function fingerprintOf(text: string): string {
  const [a, b] = hashesOf(text);
  // Many are kept, and one that is put together of parts keeps the parts.
  return compact(`${a.toString(36)}${b.toString(36)}${text.length.toString(36)}`);
}

/** The same as a whole number from 0 that is told exactly: less of the second round, and no length. */
export function numberOf(text: string): number {
  const [a, b] = hashesOf(text);
  return a * 0x20_0000 + (b >>> 11);
}

function hashesOf(text: string): readonly [number, number] {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ (c + i), 0x85ebca6b);
  }
  return [a >>> 0, b >>> 0];
}
