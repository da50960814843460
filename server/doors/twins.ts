import { twinUriOf } from '../record/corpus.ts';

/** What all files of one record have in common, whatever their language; of a file outside language folders, its own uri. */
export function recordKeyOf(uri: string): string {
  const twin = twinUriOf(uri);
  // There and back again each language folder is spelt one way.
  const back = twin === undefined ? undefined : twinUriOf(twin);
  return (twin === undefined || back === undefined ? uri : back < twin ? back : twin).toLowerCase();
}
