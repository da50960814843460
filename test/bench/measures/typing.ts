import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../arithmetic.ts';
import { timedFile, type Ground, type Wanted, type Workspace } from '../ground.ts';
import { launch, type Session, type Want } from '../lsp.ts';
import type { Participant } from '../participants.ts';
import { pause } from '../processes.ts';
import { isFlagged, placeOf, press, scorePlace, timeKeys, type Edit } from './edits.ts';
import type { Figures } from './measurement.ts';

/** How many keys a burst has, and how many milliseconds lie between two of them. */
const burstKeys = 24;
const burstGap = 50;

/** Which parts of a session are timed; the start and the keys always are. */
export interface Parts { readonly keys: number; readonly bursts?: number; readonly completion?: boolean; readonly ids?: boolean; readonly idEdits?: boolean }

/**
 * One session of an editor: it starts the server, opens a record with a mistake, waits until that is told, then types. A key’s time ends with
 * the first diagnostics that are right for the text as it then is; what comes before that and tells of an older text does not count.
 */
export async function typing(ground: Ground, participant: Participant, wanted: Wanted, parts: Parts): Promise<Figures> {
  const workspace = ground.workspace({ ...wanted, ending: participant.ending });
  const file = timedFile(workspace, 0);
  const uri = workspace.uri(file);
  const right = readFileSync(join(workspace.folder, file), 'utf8');
  const { at, line } = scorePlace(right);
  const edit = { uri, at, insert: '0' };
  const wants = (isIn: boolean): readonly Want[] => [{ uri, is: told => isFlagged(told, line, participant, 'score-out-of-range') === isIn }];

  const session = await launch(participant, workspace.folder);
  try {
    session.open(uri, `${right.slice(0, at)}0${right.slice(at)}`);
    const start = await session.told(wants(true), session.spawned, 120_000);
    if (start === undefined) throw new Error('The mistake in the opened record was not told.');
    await session.calm();
    const times = await timeKeys(session, edit, parts.keys, wants, true);
    press(session, edit, true);
    await session.told(wants(false), performance.now());
    return {
      start, p50: percentile(times, 0.5) ?? NaN, p99: percentile(times, 0.99) ?? NaN,
      ...(parts.bursts ? { shown: await burst(session, edit, parts.bursts, wants) } : {}),
      ...(parts.completion ? await completing(session, uri, /'?category'?: '?([^',\n]+)/, '市场机制', parts.keys, 1, 'completion') : {}),
      ...(parts.ids ? await completingIds(session, workspace, parts.keys) : {}),
      ...(parts.idEdits ? await idEdits(session, participant, workspace, parts.keys) : {}),
    };
  } finally {
    await session.stop();
  }
}

/** Keys that follow each other as those of a quick typist: of how many the right diagnostics came before the next. The worst of the bursts counts. */
async function burst(session: Session, edit: Edit, bursts: number, wants: (isIn: boolean) => readonly Want[]): Promise<number> {
  const shown: number[] = [];
  for (let turn = 0; turn < bursts; turn++) {
    let count = 0;
    for (let key = 0; key < burstKeys; key++) {
      const from = performance.now();
      const isIn = key % 2 === 0;
      press(session, edit, !isIn);
      if (await session.told(wants(isIn), from, burstGap) !== undefined) count++;
      await pause(Math.max(0, from + burstGap - performance.now()));
    }
    shown.push(count);
    await pause(1000);
  }
  return Math.min(...shown);
}

/** A list asked for right after a key: the value is cut down to its first characters, and one more is typed and taken back in turn. */
async function completing(session: Session, uri: string, place: RegExp, expected: string, keys: number, typed: number, name: string): Promise<Figures> {
  const { at, value } = placeOf(session.textOf(uri), place);
  const start = at - value.length;
  session.type(uri, start, at, expected.slice(0, typed));
  const edit = { uri, at: start + typed, insert: expected.slice(typed, typed + 1) };
  const times: number[] = [];
  for (let key = -10; key < keys; key++) {
    const wasIn = key % 2 !== 0;
    const from = performance.now();
    press(session, edit, wasIn);
    const labels = await session.complete(uri, wasIn ? edit.at : edit.at + 1);
    if (key >= 0) times.push(performance.now() - from);
    if (!labels.some(label => label.includes(expected))) throw new Error(`“${expected}” was not offered.`);
  }
  session.type(uri, start, start + typed + (keys % 2 === 0 ? 0 : 1), value);
  return { [`${name} p50`]: percentile(times, 0.5) ?? NaN, [`${name} p99`]: percentile(times, 0.99) ?? NaN };
}

/** The same for the id of another record among all ids of the library. */
async function completingIds(session: Session, workspace: Workspace, keys: number): Promise<Figures> {
  const after = timedFile(workspace, 1);
  const uri = workspace.uri(after);
  const id = stemOf(timedFile(workspace, 0));
  session.open(uri, readFileSync(join(workspace.folder, after), 'utf8'));
  return completing(session, uri, supersedesPlace, id, keys, id.length - 2, 'ids');
}

/** Changes the id of a record while its successor, which names it, is open, too: both have to be told of it. */
async function idEdits(session: Session, participant: Participant, workspace: Workspace, keys: number): Promise<Figures> {
  const [before, after] = [timedFile(workspace, 0), timedFile(workspace, 1)];
  const [uri, successor] = [workspace.uri(before), workspace.uri(after)];
  if (session.textOf(successor) === '') session.open(successor, readFileSync(join(workspace.folder, after), 'utf8'));
  const own = placeOf(session.textOf(uri), /'?\bid'?: '?([^',\n]+)/);
  const naming = placeOf(session.textOf(successor), supersedesPlace);
  const wants = (isIn: boolean): readonly Want[] => [
    { uri, is: told => isFlagged(told, own.line, participant, 'id-not-file-name') === isIn },
    { uri: successor, is: told => isFlagged(told, naming.line, participant, 'broken-supersedes') === isIn },
  ];
  const times = await timeKeys(session, { uri, at: own.at, insert: '0' }, keys, wants);
  return { 'id p50': percentile(times, 0.5) ?? NaN };
}

const supersedesPlace = /'?supersedes'?:\s*\[?\s*(?:- )?'?([\w-]+)/;
const stemOf = (file: string): string => file.replace(/^.*\/|\.\w+$/g, '');
