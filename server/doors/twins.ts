import { remembered } from '../base/last.ts';
import { twinUriOf } from '../record/corpus.ts';

/** What all files of one record have in common, whatever their language; of a file outside language folders, its own uri. */
export function recordKeyOf(uri: string): string {
  const at = uri.lastIndexOf('/') + 1;
  return folderKeyOf(uri.slice(0, at)) + uri.slice(at).toLowerCase();
}

/** The folder alone names a language, and there are few of them. */
const folderKeyOf = remembered(1000, (folder: string): string => {
  const twin = twinUriOf(folder);
  // There and back again each language folder is spelt one way.
  const back = twin === undefined ? undefined : twinUriOf(twin);
  return (twin === undefined || back === undefined ? folder : back < twin ? back : twin).toLowerCase();
});
