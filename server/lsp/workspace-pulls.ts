import { fingerprintOf } from '../base/fingerprint.ts';
import type { CancellationToken, Connection, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { answering, demand, uriIn, type Log, type Session } from './guard.ts';
import type { Stir } from './library.ts';
import { reportOf } from './report.ts';
import type { Page } from './workspace.ts';
import { sweep, type Known, type Sweep, type Swept } from './workspace-sweep.ts';

/** Those who follow what is found in the workspace. */
export interface Followers {
  /** Something else may be found where the library was stirred, or anywhere. */
  stir(what?: Stir): void;
  /** The client has closed a document; what it shows of it now is not certain. */
  closed(uri: string): void;
  /** Whether the client has pulled diagnostics of an open document that are other ones by now, and no change of its text will make it ask again. */
  isStale(): Promise<boolean>;
  /** Follows until the session ends, for a client that does not ask. `known` may be told of elsewhere, too. */
  push(known: Known, tell: Sweep['tell']): Promise<void>;
}

/** One that is told of the files in which something else may be found: of all of them where none are named. */
interface Follower { readonly known: Known; readonly hear: (uris: readonly string[] | undefined) => void; readonly wake: () => void }

/** The least time between two goes through the workspace, in milliseconds. */
const throttle = 200;
/** News are followed once none has come for so long, in milliseconds: whoever types waits for the own record and not for others. */
const gathering = 40;
/** The longest that the first of them waits for that, in milliseconds. */
const longest = 800;

/**
 * Answers pulls of diagnostics, of a document and of the workspace. VS Code pulls the workspace again two seconds after each answer, so
 * that answering at once would be a loop without end and tell of a change two seconds late. A request that takes partial results therefore
 * stays open, and each change is told as one more part; it ends when it is cancelled, as VS Code does when it stops. A client that takes
 * no parts is answered at once.
 */
export function answerPulls(connection: Connection, session: Session, log: Log, ground: Swept): Followers {
  const { workspace, documents } = ground;
  const pulled = new Map<string, { readonly id: string; readonly version: number }>();
  const followers = new Set<Follower>();

  const follow = async (known: Known, way: Pick<Sweep, 'all' | 'open' | 'clean' | 'tell'>, token?: CancellationToken) => {
    let pending: Set<string> | 'all' = 'all';
    /** How often something was stirred: in all, when the files were gone through last, and when that gave way to it. */
    let [stirs, followed, heard] = [0, -1, 0];
    let last = 0;
    let go = () => undefined as void;
    const wake = () => { stirs++; go(); };
    const follower: Follower = { known, wake, hear: uris => { pending = !uris || pending === 'all' ? 'all' : new Set([...pending, ...uris]); } };
    const isOver = () => session.state !== 'running' || token?.isCancellationRequested === true;
    /** Waits until nothing has been stirred for a while, or until that has taken too long. */
    const quiet = async (first: number): Promise<void> => {
      let seen: number;
      let waited = 0;
      do {
        const wait = waited === 0 ? first : gathering;
        seen = stirs;
        await new Promise(resolve => setTimeout(resolve, wait));
        waited += wait;
      } while (seen !== stirs && waited < longest && !isOver());
    };
    const giveWay = async (): Promise<void> => {
      if (heard !== stirs) await quiet(gathering);
      heard = stirs;
    };
    followers.add(follower);
    const listening = token?.onCancellationRequested(wake);
    try {
      for (let isFirst = true; !isOver(); isFirst = false) {
        if (!isFirst) {
          if (stirs === followed) await new Promise<void>(resolve => { go = resolve; });
          // A clock that was put back must not stop it for as long.
          await quiet(Math.max(gathering, Math.min(throttle, last + throttle - ground.now().getTime())));
        }
        followed = heard = stirs;
        // What one of them takes is news to the others, too.
        const concerned = workspace.concerned();
        for (const each of followers) each.hear(concerned);
        const only: Set<string> | 'all' = pending;
        pending = new Set();
        await sweep(ground, { ...way, known, only: only === 'all' ? undefined : only, all: way.all && isFirst, isOver, giveWay });
        last = ground.now().getTime();
      }
    } finally {
      listening?.dispose();
      followers.delete(follower);
    }
  };

  connection.languages.diagnostics.on(answering(session, log, 'textDocument/diagnostic', async params => {
    const uri = uriIn(params);
    const page = await workspace.pageOf(uri, params.previousResultId) ?? nothing;
    if (page.version !== null) pulled.set(uri, { id: page.id, version: page.version });
    else closed(uri);
    return reportOf(page, params.previousResultId);
  }));
  connection.languages.diagnostics.onWorkspace((params, token, _, parts) => answering(session, log, 'workspace/diagnostic', async ({ previousResultIds }: typeof params, token): Promise<WorkspaceDiagnosticReport> => {
    demand(Array.isArray(previousResultIds), 'A list of previousResultIds');
    const known: Known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const way = { all: true, open: true, clean: true };
    if (!parts) await sweep(ground, { ...way, known, only: undefined, tell: reports => { items.push(...reports); }, isOver: () => token.isCancellationRequested, giveWay: () => Promise.resolve() });
    else await follow(known, { ...way, tell: reports => { parts.report({ items: [...reports] }); } }, token);
    return { items };
  })(params, token));

  const closed = (uri: string) => {
    pulled.delete(uri);
    // VS Code may drop the answer of its last pull, so what it shows is told once more, and that of a file which is gone, too.
    for (const { known, hear, wake } of followers) {
      if (pushing !== known) known.set(uri, uncertain);
      hear([uri]);
      wake();
    }
  };
  let pushing: Known | undefined;
  return {
    stir: what => {
      workspace.stirred(what);
      for (const { wake } of followers) wake();
    },
    closed,
    isStale: async () => {
      for (const [uri, last] of pulled) {
        if (documents.of(uri)?.version !== last.version || (await workspace.pageOf(uri, last.id))?.id === last.id) continue;
        // To ask it once to pull again is enough, and it may have done so meanwhile.
        if (pulled.get(uri) === last) pulled.delete(uri);
        return true;
      }
      return false;
    },
    push: (known, tell) => { pushing = known; return follow(known, { all: false, open: false, clean: false, tell }); },
  };
}

/** The id of diagnostics that are not known; no diagnostics have it. */
const uncertain = '';

const nothing: Pick<Page, 'id' | 'version' | 'diagnostics'> = { id: fingerprintOf('[]'), version: null, diagnostics: [] };
