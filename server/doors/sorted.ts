import type { Companion } from '../record/companions.ts';
import { sortOut } from '../record/intake.ts';
import type { Collections } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { bytesOf, hashOf, readingOf, type Reading } from './disk.ts';
import type { Place } from './places.ts';

/** What a Markdown file turned out to be. */
export type Sorted =
  | { readonly kind: 'record'; readonly record: PolicyRecord }
  /** A file of another collection: what other files know of it, and its text to be judged. */
  | { readonly kind: 'companion'; readonly companion: Companion; readonly record: PolicyRecord }
  /** Left alone. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unread'; readonly reading: Exclude<Reading, { readonly kind: 'text' }> };

/** Sorts a text that stands for a file, as the collections of its project have it. A record that is not UTF-8 is judged like any other, as a rule tells of it. */
export function sorted(uri: string, reading: Reading, collections: Collections): Sorted {
  const text = reading.kind === 'text' || reading.kind === 'not-utf8' ? reading.text : undefined;
  const { record, companion, other } = text === undefined ? {} : sortOut(uri, text, collections);
  if (record) return { kind: 'record', record };
  if (reading.kind !== 'text') return { kind: 'unread', reading };
  return companion && other ? { kind: 'companion', companion, record: other } : { kind: 'other' };
}

/** Reads a file and sorts it. `hash` tells its content from any other, for whoever wants to know. */
export function sortedAt({ path, uri }: Pick<Place, 'path' | 'uri'>, collections: Collections): { readonly sorted: Sorted; readonly hash: () => string } {
  const bytes = bytesOf(path);
  return { sorted: sorted(uri, readingOf(bytes), collections), hash: () => hashOf(bytes) };
}
