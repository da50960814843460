import type { DiagnosticOptions } from '../features/diagnostics.ts';
import { placesIn } from '../features/places.ts';
import type { Finding } from '../rules/rule.ts';
import { within } from './patience.ts';

/** How long a report waits for the texts of other files, in milliseconds. */
const patience = 1000;

/** Where the fields stand that findings speak of in other files. Each file is read once; of one that cannot be read nothing is known. */
export async function placesFor(findings: readonly Finding[], textOf: (uri: string) => Promise<string | undefined>): Promise<Required<DiagnosticOptions>['placeOf']> {
  const uris = new Set(findings.flatMap(({ related }) => related.flatMap(each => 'path' in each ? each.uri : [])));
  const files = new Map<string, ReturnType<typeof placesIn>>();
  await within(patience, Promise.all([...uris].map(async uri => {
    const text = await textOf(uri);
    if (text !== undefined) files.set(uri, placesIn(uri, text));
  })));
  return (uri, path) => files.get(uri)?.(path);
}
