import { pageNamed } from '../features/reference-page.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Desk } from './requests.ts';
import { canonical } from './uri.ts';

/** An open record once the library and its project are known: what is not in them yet cannot be found. For what is no record nothing is waited for, but for a page, which leads to records. */
export async function settledRecord(desk: Desk, uri: string): Promise<PolicyRecord | undefined> {
  return await settledFile(desk, uri) && desk.documents.recordOf(uri);
}

/** The same, or a file of another collection. Of what kind a file is may hang on its project. */
export async function settledFile({ documents, library, surroundings, checks }: Desk, uri: string): Promise<PolicyRecord | undefined> {
  if (pageNamed(uri)) await library.settled();
  if (documents.of(uri) && !documents.fileOf(uri)) await surroundings.settled(canonical(uri));
  if (!documents.fileOf(uri)) return undefined;
  await checks.settled(canonical(uri));
  // The user may have typed meanwhile.
  return documents.fileOf(uri);
}
