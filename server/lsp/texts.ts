import type { Documents } from './documents.ts';
import type { Host } from './host.ts';

/** How many files are read at a time. */
const batch = 8;

/** The text of a file as the editor has it, or else as it is on disk; undefined where it cannot be read. */
export async function textOf(uri: string, documents: Documents, host: Host): Promise<string | undefined> {
  return documents.of(documents.spelled(uri))?.getText() ?? await host.read(uri).catch(() => undefined);
}

/** The texts of files as they were read at one time. */
export interface Texts {
  readonly of: (uri: string) => string | undefined;
  /** Whether those that are open in the editor are still the same. */
  readonly hold: () => boolean;
}

/** Reads files, those that are open as the editor has them. */
export async function textsOf(uris: readonly string[], documents: Documents, host: Host): Promise<Texts> {
  const texts = new Map<string, string>();
  for (let i = 0; i < uris.length; i += batch) {
    await Promise.all(uris.slice(i, i + batch).map(async uri => {
      const text = await textOf(uri, documents, host);
      if (text !== undefined) texts.set(uri, text);
    }));
  }
  return { of: uri => texts.get(uri), hold: () => uris.every(uri => (documents.of(documents.spelled(uri))?.getText() ?? texts.get(uri)) === texts.get(uri)) };
}
