import type { Documents } from './documents.ts';
import type { Host } from './host.ts';

/** The text of a file as the editor has it, or else as it is on disk; undefined where it cannot be read. */
export async function textOf(uri: string, documents: Documents, host: Host): Promise<string | undefined> {
  return documents.of(documents.spelled(uri))?.getText() ?? await host.read(uri).catch(() => undefined);
}
