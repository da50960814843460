import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Documents } from './documents.ts';
import type { Library } from './library.ts';
import type { Page, Workspace } from './workspace.ts';

/** The ids of the diagnostics that a client has, by the uri it knows a file by. */
export type Known = Map<string, string>;

/** How the files of a workspace are gone through. */
export interface Sweep {
  readonly known: Known;
  /** The files to go through, by the client’s names for them; undefined stands for all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Whether files that are as the client knows them are told of, too. */
  readonly all: boolean;
  /** Whether open files are told of; where they are told of otherwise they are passed over. */
  readonly open: boolean;
  /** Whether a file without findings that the client has never heard of is told of. */
  readonly clean: boolean;
  readonly tell: (reports: readonly WorkspaceDocumentDiagnosticReport[]) => void | Promise<void>;
  readonly isOver: () => boolean;
  /** Waits while someone types, behind each file. */
  readonly giveWay: () => Promise<void>;
}

/** What is gone through. */
export interface Swept { readonly workspace: Workspace; readonly library: Library; readonly documents: Documents; readonly now: () => Date }

/** How many reports go in one message. */
const batch = 32;
/** How long files are gone through before others have their turn, in milliseconds. */
const turn = 12;

/** Goes through the files of a workspace once, and through those that a client still has findings of; what is told is then known. */
export async function sweep({ workspace, library, documents, now }: Swept, { known, only, all, open, clean, tell, isOver, giveWay }: Sweep): Promise<void> {
  // Half a library, or half a checkout, is soon a whole one, and would be gone through twice.
  while (library.isReading() && !isOver()) await library.settled();
  await library.caughtUp();
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  let since = now().getTime();
  for (const uri of only ?? new Set([...workspace.files(), ...known.keys()])) {
    const [isOpen, isOfWorkspace] = [documents.of(uri) !== undefined, workspace.has(uri)];
    // What is open and none of the workspace’s is the client’s to ask for.
    if (isOpen && (!open || !isOfWorkspace)) continue;
    const page = isOpen || isOfWorkspace ? await workspace.pageOf(uri, known.get(uri)) : undefined;
    if (isOver()) return;
    const report = reportOf(uri, page, known.get(uri), all, clean);
    if (report) {
      reports.push(report);
      if (page) known.set(uri, page.id); else known.delete(uri);
    }
    if (reports.length >= batch) await tell(reports.splice(0));
    await giveWay();
    if (now().getTime() - since < turn) continue;
    await new Promise(resolve => setTimeout(resolve));
    since = now().getTime();
  }
  if (reports.length > 0) await tell(reports);
}

function reportOf(uri: string, page: Page | undefined, knownId: string | undefined, all: boolean, clean: boolean): WorkspaceDocumentDiagnosticReport | undefined {
  if (!page) return knownId === undefined ? undefined : { kind: 'full', uri, version: null, items: [] };
  const { id: resultId, version, diagnostics } = page;
  if (knownId === resultId || !diagnostics) return all ? { kind: 'unchanged', uri, version, resultId } : undefined;
  if (knownId === undefined && !clean && diagnostics.length === 0) return undefined;
  return { kind: 'full', uri, version, resultId, items: [...diagnostics] };
}
