import type { Connection, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Documents } from './documents.ts';
import { traceOf, type Log } from './guard.ts';
import type { Extent } from './library.ts';
import { printOf } from './report.ts';
import type { Settings } from './settings.ts';
import { nameOf } from './uri.ts';
import type { Followers } from './workspace-pulls.ts';
import type { Known } from './workspace-sweep.ts';

/** Tells the client what it has not asked for: diagnostics where it does not pull them, that it should pull again, and the library's status. */
export interface News {
  /** An open document has a new text. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** Other open records may have other findings now. */
  worldChanged(): void;
  statusChanged(): void;
  /** Begins to tell what is found in closed files, where the client does not pull it. */
  begin(): void;
}

/** How long typing must pause before diagnostics are pushed, in milliseconds. */
const pause = 100;
/** The least time between two messages about the status, or two requests to pull again, in milliseconds. */
const throttle = 200;

/** Tells the client how far the library is known. */
export const statusMethod = 'policyRecords/status';

/** What our own client shows of the library. `error` is a sentence for the reader. */
interface Status { readonly records: number; readonly others: number; readonly scanning: boolean; readonly error?: string }

const statusOf = ({ records, others, scanning, unread }: Extent, { locale }: Settings): Status => ({
  records, others, scanning,
  ...(unread === undefined ? {} : { error: { zh: `无法读取文件夹“${nameOf(unread)}”。`, en: `The folder “${nameOf(unread)}” cannot be read.` }[locale] }),
});

/** How the client is told. */
export interface Way { readonly pull: boolean; readonly refresh: boolean; readonly versionedPush: boolean }

/** What there is to tell of. `findings` are the diagnostics of an open document, undefined where it is no record; `isChecked` tells which files are checked when they are closed. */
export interface Sources {
  readonly documents: Documents; readonly extent: () => Extent; readonly settings: () => Settings; readonly way: () => Way; readonly followers: Followers;
  readonly findings: (uri: string) => Promise<readonly Diagnostic[] | undefined>;
  readonly isChecked: (uri: string) => boolean;
}

/** Tells a client over its connection. */
export function createNews(connection: Connection, { documents, extent, settings, way, followers, findings, isChecked }: Sources, log: Log): News {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const shown: Known = new Map();
  let lastStatus = '';
  const fail = (error: unknown) => log(`Telling the client failed: ${traceOf(error)}`);

  /** Does a thing once, after a while, however often it is asked for meanwhile. */
  const soon = (key: string, delay: number, work: () => void | Promise<void>) => {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => {
      timers.delete(key);
      Promise.resolve().then(work).catch(fail);
    }, delay));
  };
  const sometime = (key: string, work: () => void | Promise<void>) => { if (!timers.has(key)) soon(key, throttle, work); };

  const push = async (uri: string) => {
    const diagnostics = await findings(uri);
    const document = documents.of(uri);
    // A file that was never a record is left alone; one that was is cleared.
    if (!document || (diagnostics === undefined && !shown.has(uri))) return;
    const now = printOf(JSON.stringify(diagnostics ?? []));
    if (shown.get(uri) === now && !way().versionedPush) return;
    shown.set(uri, now);
    await connection.sendDiagnostics({ uri, diagnostics: [...diagnostics ?? []], ...(way().versionedPush ? { version: document.version } : {}) });
  };
  return {
    changed: uri => { if (!way().pull) soon(`push ${uri}`, pause, () => push(uri)); },
    closed: uri => {
      clearTimeout(timers.get(`push ${uri}`));
      timers.delete(`push ${uri}`);
      followers.closed(uri);
      // What stays in the list of problems is told with the other closed files.
      if (!way().pull && isChecked(uri)) return;
      if (shown.delete(uri)) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(fail);
    },
    worldChanged: () => {
      if (!way().pull) for (const { uri } of documents.all()) soon(`push ${uri}`, pause, () => push(uri));
      else if (way().refresh) sometime('refresh', async () => { if (await followers.isStale()) await connection.languages.diagnostics.refresh(); });
    },
    begin: () => {
      if (way().pull) return;
      const tell = async (reports: readonly WorkspaceDocumentDiagnosticReport[]) => {
        for (const report of reports) if (report.kind === 'full') await connection.sendDiagnostics({ uri: report.uri, diagnostics: report.items });
      };
      followers.push(shown, tell).catch(fail);
    },
    statusChanged: () => sometime('status', () => {
      const status = statusOf(extent(), settings());
      const now = JSON.stringify(status);
      if (now === lastStatus) return;
      lastStatus = now;
      return connection.sendNotification(statusMethod, status);
    }),
  };
}
