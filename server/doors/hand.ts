import { parentPort, workerData } from 'node:worker_threads';
import { createDesk, type Row, type Setup, type Sheet } from './desk.ts';
import { naming, type Place } from './places.ts';
import { lookAround } from './surroundings.ts';

/** What a thread starts with: its share of the files, by their paths. */
export interface Share { readonly setup: Setup; readonly files: readonly Pick<Place, 'path' | 'asked'>[]; readonly folders: readonly string[] }

/** What a thread is told: what others have read, and then what to check, by the places in its share. */
export type Told = { readonly kind: 'learn'; readonly rows: readonly Row[] } | { readonly kind: 'check'; readonly wanted: readonly number[] };

/** A sheet without its part of the report, which comes as bytes of this length. */
export type Slip = Omit<Sheet, 'text'> & { readonly at: number; readonly length: number };

/** What a thread tells: what it has read and found, by the places in its share, and which rules failed. */
export type Said =
  | { readonly kind: 'read'; readonly from: number; readonly rows: readonly Row[] }
  | { readonly kind: 'found'; readonly slips: readonly Slip[]; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly rule: string; readonly uri: string; readonly what: string }
  /** All that was wanted is checked. */
  | { readonly kind: 'done' };

/** How many files are told of together. */
export const batch = 100;

/** Does the share of a thread that `crew` has started: reads it, learns what the others have read, and checks what is wanted of it. */
export async function lendHand(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const { setup, files, folders } = workerData as Share;
  const say = (said: Said, transfer: readonly ArrayBuffer[] = []) => { port.postMessage(said, transfer); };
  const namesOf = naming(setup.cwd);
  const places = files.map(({ path, asked }) => {
    const { uri, shown } = namesOf(path);
    return { path, asked, uri, shown };
  });
  const desk = createDesk(setup, await lookAround(places.map(({ uri }) => uri), folders, setup.cwd), uri => (rule, error) => { say({ kind: 'trouble', rule, uri, what: whatOf(error) }); });
  const check = (wanted: readonly number[]) => {
    desk.open();
    for (let from = 0; from < wanted.length; from += batch) {
      const slips: Slip[] = [];
      const parts: string[] = [];
      for (const at of wanted.slice(from, from + batch)) {
        const place = places[at];
        const sheet = place && desk.check(place);
        if (!sheet) continue;
        const { text, counts, ignored, isBroken } = sheet;
        parts.push(text);
        slips.push({ at, length: Buffer.byteLength(text), counts, ignored, isBroken });
      }
      const bytes = new TextEncoder().encode(parts.join(''));
      say({ kind: 'found', slips, bytes }, [bytes.buffer]);
    }
    say({ kind: 'done' });
  };
  port.on('message', (told: Told) => {
    if (told.kind === 'learn') for (const row of told.rows) desk.learn(row);
    else check(told.wanted);
  });
  for (let from = 0; from < places.length; from += batch) {
    say({ kind: 'read', from, rows: places.slice(from, from + batch).map(place => desk.read(place)) });
    await turn();
  }
}

/** What a failure says of itself. */
export const whatOf = (error: unknown): string => error instanceof Error ? error.stack ?? error.message : String(error);

/** Lets what has arrived be heard. */
export const turn = (): Promise<void> => new Promise(done => { setImmediate(done); });
