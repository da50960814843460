/** A whole number from 0 for a text: the same on every machine, and evenly spread over texts. It is FNV-1a with a last mix. */
export function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** One of several equal shares, counted from 1. */
export interface Shard { readonly index: number; readonly count: number }

/** Whether a file belongs to a share. A file stays in its share when others come and go. */
export const isIn = ({ index, count }: Shard, shown: string): boolean => numberOf(shown) % count === index - 1;
