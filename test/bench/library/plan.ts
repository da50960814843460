import type { Style } from '../../../server/syntax/record.ts';
import type { Policy, Random } from '../../mutations/scene.ts';

/** What a workspace is to be. The same options make the same bytes. */
export interface LibraryOptions {
  /** How many records, half of them Chinese and half of them their English twins; a mistake may add or take away one. */
  readonly records: number;
  readonly seed: number;
  readonly styles: readonly Style[];
  /** The share of records in which a mistake is made, from 0 to 1. */
  readonly rate: number;
}

/** One policy before it is written: all that it shares with others, and nothing of its text. */
export interface Sketch {
  readonly stem: string;
  readonly base: Policy;
  /** Counted through the workspace, so that titles and addresses are nobody else’s. */
  readonly number: number;
  readonly style: Style;
  readonly pubDate: string;
  readonly supersedes: string[];
  supersededBy: string;
  /** `owner` gets a mistake, `other` is what the mistake may be about; neither has a lineage of its own. */
  readonly role: 'plain' | 'owner' | 'other';
}

/** The policies that are edited while they are timed: the first, and its successor. They are the same in every workspace. */
export const timed = 2;

/** How often a policy supersedes the last of its kind, and how often of two kinds at once. */
const succession = 0.6;
const merger = 0.08;
const youngest = 2024;

/** Plans a workspace: which policy each one is made of, in which notation and year, what it supersedes, and where mistakes go. */
export function planOf(base: readonly Policy[], { records, styles, rate }: LibraryOptions, random: Random): readonly Sketch[] {
  const count = Math.max(timed, Math.ceil(records / 2));
  const roles = rolesOf(count, Math.round(records * rate), random);
  const heads = new Map<Policy, Sketch>();
  const made: Sketch[] = [];
  for (let number = 0; number < count; number++) {
    // Neighbours are of one kind, so that the second policy can be the successor of the first in the smallest workspace.
    const kind = base[Math.floor(number / 2) % base.length];
    if (!kind) throw new Error('There is nothing to make records of.');
    const isTimed = number < timed;
    const chance = random();
    const before = heads.get(kind);
    const year = before ? yearOf(before) + 1 + random.below(4) : 1994 + random.below(16);
    const role = roles.get(number) ?? 'plain';
    const style = random.of(styles);
    const succeeds = role === 'plain' && before !== undefined && year <= youngest && (isTimed || chance < succession + merger);
    const sketch: Sketch = {
      stem: `${kind.stem}-g${number}`, base: kind, number, role, style: isTimed && styles.includes('flow') ? 'flow' : style, supersedes: [], supersededBy: '',
      pubDate: `${succeeds ? year : 1994 + random.below(16)}-${two(2 + random.below(11))}-${two(2 + random.below(26))}`,
    };
    if (succeeds) succeed(sketch, before);
    const other = [...heads.values()].at(-1);
    if (succeeds && !isTimed && chance > succession && other && other !== before && other.supersededBy === '' && yearOf(other) < year) succeed(sketch, other);
    if (role === 'plain') {
      // Those last used come last, so that a merger takes a neighbour.
      heads.delete(kind);
      heads.set(kind, sketch);
    }
    made.push(sketch);
  }
  return made;
}

/** Which policies get mistakes and which stand by, at random places. */
function rolesOf(count: number, mistakes: number, random: Random): ReadonlyMap<number, Sketch['role']> {
  const order = Array.from({ length: count - timed }, (_, i) => i + timed);
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const most = Math.min(mistakes, Math.floor(order.length / 2));
  return new Map(order.slice(0, most * 2).map((number, i) => [number, i < most ? 'owner' : 'other']));
}

function succeed(sketch: Sketch, before: Sketch): void {
  sketch.supersedes.push(before.stem);
  before.supersededBy = sketch.stem;
}

const yearOf = ({ pubDate }: Sketch): number => Number(pubDate.slice(0, 4));
const two = (n: number): string => String(n).padStart(2, '0');
