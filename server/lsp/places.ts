import type { PlaceOf } from '../features/diagnostics.ts';
import { placesIn } from '../features/places.ts';
import type { Finding } from '../rules/rule.ts';
import type { Documents } from './documents.ts';
import type { Host } from './host.ts';
import type { Library } from './library.ts';
import { within } from './patience.ts';
import { textOf } from './texts.ts';

/** Finds where the fields stand that findings speak of in other files; of a file that cannot be read nothing is known. */
export type PlacesFor = (findings: readonly Finding[]) => Promise<PlaceOf>;

/** How long a report waits for the texts of other files, in milliseconds. */
const patience = 1000;
/** How many files are remembered: those that the records one is writing in speak of. */
const most = 16;

interface Read { readonly stamp: number | undefined; readonly placeOf: ReturnType<typeof placesIn> }

/** Reads each of the other files once for as long as its text is the same: a key stroke must not wait for a disk. */
export function createPlaces(library: Pick<Library, 'stampOf'>, documents: Documents, host: Host): PlacesFor {
  const files = new Map<string, Read>();
  const readNow = async (uri: string): Promise<Read | undefined> => {
    const stamp = library.stampOf(uri);
    const known = files.get(uri);
    files.delete(uri);
    if (known && stamp !== undefined && known.stamp === stamp) {
      files.set(uri, known);
      return known;
    }
    const text = await textOf(uri, documents, host);
    if (text === undefined) return undefined;
    const read = { stamp, placeOf: placesIn(uri, text) };
    files.set(uri, read);
    for (const oldest of files.keys()) if (files.size > most) files.delete(oldest);
    return read;
  };
  return async findings => {
    const uris = new Set(findings.flatMap(({ related }) => related.flatMap(each => 'path' in each ? each.uri : [])));
    const found = new Map<string, Read>();
    if (uris.size > 0) {
      await within(patience, Promise.all([...uris].map(async uri => {
        const read = await readNow(uri);
        if (read) found.set(uri, read);
      })));
    }
    return (uri, path) => found.get(uri)?.placeOf(path);
  };
}
