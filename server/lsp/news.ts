import { fingerprintOf } from '../base/fingerprint.ts';
import type { Connection, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Documents } from './documents.ts';
import { traceOf, type Log } from './guard.ts';
import type { Extent } from './library.ts';
import type { Settings } from './settings.ts';
import { createTurns } from './turns.ts';
import { canonical, nameOf } from './uri.ts';
import type { Followers } from './workspace-pulls.ts';
import type { Known } from './workspace-sweep.ts';

/** Tells the client what it has not asked for: diagnostics where it does not pull them, that it should pull again, and the library’s status. */
export interface News {
  /** An open document has a new text. */
  changed(uri: string): void;
  /** What waited in a document until its typing paused is to be seen. */
  paused(uri: string): void;
  closed(uri: string): void;
  /** Other open records may have other findings now. */
  worldChanged(): void;
  statusChanged(): void;
  /** Begins to tell what is found in closed files, where the client does not pull it. */
  begin(): void;
  /** Tells nothing more. */
  end(): void;
}

/** A check that takes longer, in milliseconds, is not made at each key: whoever types would wait for it. */
const slow = 50;
/** The longest that findings wait because their check is slow, in milliseconds: those of the document that is typed in, and those of all the others. */
const longest = { own: 100, others: 300 };
/**
 * How long the findings of other open documents wait else, in milliseconds: those of the one that is typed in come first. A client that is
 * asked to pull again asks for all of them, and whoever types does not wait for that at each key.
 */
const others = { pushed: 2, pulled: 20 };
/** The least time between two messages about the status, in milliseconds. */
const throttle = 200;
/** How long documents are gone through before others have their turn, in milliseconds. */
const turn = 12;

/** Tells the client how far the library is known. */
export const statusMethod = 'policyRecords/status';

/** What our own client shows of the library. `stopped`: a person ended the reading, and not all of it is known. `error` is a sentence for the reader. */
interface Status { readonly records: number; readonly others: number; readonly scanning: boolean; readonly stopped?: true; readonly error?: string }

const statusOf = ({ records, others, scanning, stopped, unread }: Extent, { locale }: Settings): Status => ({
  records, others, scanning, ...(stopped ? { stopped } : {}),
  ...(unread === undefined ? {} : { error: { zh: `无法读取文件夹“${nameOf(unread)}”。`, en: `The folder “${nameOf(unread)}” cannot be read.` }[locale] }),
});

/** How the client is told. */
export interface Way { readonly pull: boolean; readonly refresh: boolean; readonly versionedPush: boolean }

/** What there is to tell of. `findings` are the diagnostics of an open document, undefined where it is no record; `isChecked` tells which files are checked when they are closed. */
export interface Sources {
  readonly documents: Documents; readonly extent: () => Extent; readonly settings: () => Settings; readonly way: () => Way; readonly followers: Followers;
  readonly findings: (uri: string) => Promise<readonly Diagnostic[] | undefined>;
  readonly isChecked: (uri: string) => boolean;
  readonly now: () => Date;
}

/** Tells a client over its connection. */
export function createNews(connection: Connection, { documents, extent, settings, way, followers, findings, isChecked, now }: Sources, log: Log): News {
  const shown: Known = new Map();
  const versions = new Map<string, number>();
  /** How long it took last, in milliseconds: the check of each document, and to go through all of them. */
  const took = new Map<string, number>();
  let tookAll = 0;
  let lastStatus = '';
  const fail = (error: unknown) => log(`Telling the client failed: ${traceOf(error)}`);
  const turns = createTurns(fail);
  const since = (moment: Date) => Math.max(0, now().getTime() - moment.getTime());

  const push = async (uri: string) => {
    const began = now();
    const diagnostics = await findings(uri);
    const document = documents.of(uri);
    // A file that was never a record is left alone; one that was is cleared.
    if (!document || (diagnostics === undefined && !shown.has(uri))) return;
    took.set(uri, since(began));
    const print = fingerprintOf(JSON.stringify(diagnostics ?? []));
    if (shown.get(uri) === print && !(way().versionedPush && versions.get(uri) !== document.version)) return;
    shown.set(uri, print);
    versions.set(uri, document.version);
    await connection.sendDiagnostics({ uri, diagnostics: [...diagnostics ?? []], ...(way().versionedPush ? { version: document.version } : {}) });
  };
  const forget = (uri: string) => {
    turns.drop(`push ${uri}`);
    versions.delete(uri);
    took.delete(uri);
  };
  const pushAll = async () => {
    let began = now();
    for (const { uri } of documents.all()) {
      if (documents.of(uri)) await push(uri);
      if (since(began) < turn) continue;
      await new Promise(resolve => setTimeout(resolve));
      began = now();
    }
  };
  const refresh = async () => { if (await followers.isStale()) await connection.languages.diagnostics.refresh(); };

  return {
    changed: uri => {
      if (way().pull) return;
      const wait = took.get(uri) ?? 0;
      if (wait > slow) turns.after(`push ${uri}`, Math.min(longest.own, 2 * wait), () => push(uri));
      else turns.next(`push ${uri}`, () => push(uri));
    },
    paused: uri => {
      turns.next(`push ${uri}`, () => way().pull ? refresh() : push(uri));
      followers.stir({ uris: new Set([canonical(uri)]), news: new Set() });
    },
    closed: uri => {
      forget(uri);
      followers.closed(uri);
      // What stays in the list of problems is told with the other closed files.
      if (!way().pull && isChecked(uri)) return;
      if (shown.delete(uri)) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(fail);
    },
    worldChanged: () => {
      if (way().pull && !way().refresh) return;
      // With hundreds of open documents this takes its time.
      turns.after('others', tookAll > slow ? Math.min(longest.others, 2 * tookAll) : others[way().pull ? 'pulled' : 'pushed'], async () => {
        const began = now();
        await (way().pull ? refresh() : pushAll());
        tookAll = since(began);
      });
    },
    begin: () => {
      if (way().pull) return;
      const tell = async (reports: readonly WorkspaceDocumentDiagnosticReport[]) => {
        for (const report of reports) if (report.kind === 'full') await connection.sendDiagnostics({ uri: report.uri, diagnostics: report.items });
      };
      followers.push(shown, tell).catch(fail);
    },
    statusChanged: () => turns.after('status', throttle, () => {
      const status = statusOf(extent(), settings());
      const print = JSON.stringify(status);
      if (print === lastStatus) return;
      lastStatus = print;
      return connection.sendNotification(statusMethod, status);
    }),
    end: turns.end,
  };
}
