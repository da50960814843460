import type { Connection } from 'vscode-languageserver';
import type { Abilities } from './abilities.ts';
import { traceOf, type Log } from './guard.ts';
import { within } from './patience.ts';
import { section, settingsOf, type Settings, type StartOptions } from './settings.ts';
import { asFolder, canonical } from './uri.ts';

/** What a person has set, for each folder of the workspace. */
export interface Choices {
  /** What holds for a file, by the innermost folder it lies in; without one, what holds everywhere. */
  of(uri?: string): Settings;
  /** Waits for the client’s answer, but not for ever. */
  settled(): Promise<void>;
  /** Takes the section as it was sent by a client that cannot be asked; undefined stands for what it said at its start. */
  set(raw: unknown): void;
  /** Asks the client, for everywhere and for each folder. */
  ask(): void;
}

/** How long the first answers wait for the client’s settings, in milliseconds. */
const patience = 1000;

/** The client as far as it matters to settings. */
interface Asker { readonly abilities: Abilities; readonly start: StartOptions; readonly locale: string | undefined; readonly folders: readonly string[] }

/** Keeps the settings of one session. `changed` is told where something of them is new. */
export function createChoices(connection: Connection, client: () => Asker, changed: () => void, log: Log): Choices {
  let everywhere: Settings = settingsOf(undefined, undefined);
  let inFolders: ReadonlyMap<string, Settings> = new Map();
  let settled: Promise<void> = Promise.resolve();
  let turn = 0;

  const read = (raw: unknown): Settings => { const { start, locale } = client(); return settingsOf(raw ?? start.settings, start.locale ?? locale); };
  const take = (general: unknown, own: readonly (readonly [string, unknown])[]) => {
    const before = print(everywhere, inFolders);
    const [next, nextInFolders] = [read(general), new Map(own.map(([folder, raw]) => [asFolder(canonical(folder)), read(raw)]))];
    if (print(next, nextInFolders) === before) return;
    [everywhere, inFolders] = [next, nextInFolders];
    changed();
  };
  const hear = async () => {
    const mine = ++turn;
    const { folders } = client();
    const answer: unknown = await connection.workspace.getConfiguration([{ section }, ...folders.map(scopeUri => ({ scopeUri, section }))]);
    const [general, ...own]: readonly unknown[] = Array.isArray(answer) ? answer : [];
    // Of two questions that overtake each other the later counts.
    if (mine === turn) take(general, folders.map((folder, i) => [folder, own[i] ?? general] as const));
  };
  return {
    of: uri => {
      const around = uri === undefined ? [] : [...inFolders.keys()].filter(folder => uri.startsWith(folder));
      const innermost = around.sort((a, b) => b.length - a.length)[0];
      return (innermost === undefined ? undefined : inFolders.get(innermost)) ?? everywhere;
    },
    settled: () => settled,
    set: raw => take(raw, []),
    ask: () => { settled = within(patience, hear().catch((error: unknown) => { log(`Settings: ${traceOf(error)}`); })); },
  };
}

const print = (everywhere: Settings, inFolders: ReadonlyMap<string, Settings>): string => JSON.stringify([...inFolders, ['', everywhere] as const].map(([folder, { rules, ...rest }]) => [folder, rest, [...rules]]));
