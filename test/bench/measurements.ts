import type { Ground } from './ground.ts';
import { check, checkAgain, floor, remark } from './measures/commands.ts';
import { links } from './measures/links.ts';
import type { Measurement } from './measures/measurement.ts';
import { memoryPerRecord } from './measures/memory.ts';
import { ourRecall, theirRecall } from './measures/recall.ts';
import { typing, type Parts } from './measures/typing.ts';
import { jsonServer, markdownServer, nullServer, ours, yamlServer, type Participant } from './participants.ts';

const session = (of: (ground: Ground) => Participant, size: 'small' | 'large', parts: (ground: Ground) => Parts): Measurement =>
  ground => typing(ground, of(ground), { records: ground.sizes[size] }, parts(ground));

const all = ({ sizes: { keys, bursts } }: Ground): Parts => ({ keys, bursts, completion: true });
const keysOnly = ({ sizes: { keys } }: Ground): Parts => ({ keys });
const atLarge = ({ sizes: { keys } }: Ground): Parts => ({ keys, ids: true, idEdits: true });
const yaml = (isPatched: boolean) => (ground: Ground) => yamlServer(ground.folder, isPatched);
const our = (mode: Participant['mode']) => (ground: Ground) => ours(ground.server, mode);

/** All that can be measured, in the order of a round: what is compared stands side by side, and ours between the others. */
export const measurements = {
  yaml: session(yaml(false), 'small', ({ sizes: { slowKeys, bursts } }) => ({ keys: slowKeys, bursts })),
  patched: session(yaml(true), 'small', all),
  // Behind a server that mostly waits a machine is slow for a while, so that ours stand beside those that they are nearest to.
  pull: session(our('pull'), 'small', all),
  json: session(({ folder }) => jsonServer(folder), 'small', keysOnly),
  push: session(our('push'), 'small', ({ sizes: { slowKeys, bursts } }) => ({ keys: slowKeys * 3, bursts })),
  null: session(ground => nullServer(ground.nullServer), 'small', keysOnly),
  'pull, large': session(our('pull'), 'large', atLarge),
  markdown: ground => links(ground, markdownServer()),
  'push, large': session(our('push'), 'large', ({ sizes: { slowKeys } }) => ({ keys: slowKeys, idEdits: true })),
  'our memory': ground => memoryPerRecord(ground, our('pull')(ground), [ground.sizes.small, ground.sizes.large], false),
  'yaml memory': ground => memoryPerRecord(ground, yaml(true)(ground), [ground.sizes.small, ground.sizes.opened], true),
  cold: ground => check(ground, { records: ground.sizes.large }, 3),
  floor: ground => floor(ground, { records: ground.sizes.large }),
  warm: ground => checkAgain(ground, { records: ground.sizes.large }),
  remark: ground => remark(ground, { records: ground.sizes.large }),
  'cold, huge': ground => check(ground, { records: ground.sizes.huge }),
  'floor, huge': ground => floor(ground, { records: ground.sizes.huge }),
  'floor that keeps, huge': ground => floor(ground, { records: ground.sizes.huge }, true),
  'our recall': ourRecall,
  'yaml recall': ground => theirRecall(ground, yaml(true)(ground)),
} as const satisfies Readonly<Record<string, Measurement>>;

/** The name of a measurement. */
export type MeasurementName = keyof typeof measurements;

/** What is measured in the first round only: it needs much memory and minutes, or gives nearly the same each time. */
export const once: ReadonlySet<MeasurementName> = new Set<MeasurementName>(['our recall', 'yaml recall', 'our memory', 'yaml memory', 'cold, huge', 'floor, huge', 'floor that keeps, huge']);

/** What is measured of others’ programs, which have to be installed for it. */
export const ofRivals: ReadonlySet<MeasurementName> = new Set<MeasurementName>(['yaml', 'patched', 'json', 'markdown', 'yaml memory', 'remark', 'yaml recall']);
