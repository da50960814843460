import { apply, compatible, type Edit } from '../base/edit.ts';
import { corpusWith, withCompanions } from '../record/amended.ts';
import { companionOf } from '../record/companions.ts';
import { factsOf } from '../record/facts.ts';
import { kindOf, policies } from '../schema/collections.ts';
import { lostCharacter } from '../syntax/encoding.ts';
import { parseRecord } from '../syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { rules } from './index.ts';
import { worldWith, type Finding, type Fix, type World } from './rule.ts';
import { check } from './run.ts';

/** How often a record is mended and looked at again; a fix may make the next one possible. */
const mostRounds = 10;

/** How many sets of fixes are tried in one round: far more than an honest record needs, and few enough that no file takes hours. */
const mostTries = 100;

/** Finds what is wrong with a record; a caller whose settings switch rules off hands in its own. */
export type Judge = (record: PolicyRecord, world: World) => readonly Finding[];

type Edits = readonly Edit[];

/** A record after its mending, and how many fixes went into it. */
export interface Mended { readonly record: PolicyRecord; readonly applied: number }

/**
 * Applies the safe fixes of a record until nothing changes. A fix stays only when the record can still be read in the same notation
 * and no finding is there that was not there before; where several together fail that test, each half of them
 * is tried for itself, and so on down to single fixes.
 */
export function fixAll(record: PolicyRecord, world: World, judge: Judge = (each, its) => check(each, its)): Mended {
  let mended: Mended = { record, applied: 0 };
  // What was lost on reading is still in the file, and would be lost there too once a mended text is written over it.
  if (record.text.includes(lostCharacter)) return mended;
  for (let round = 0; round < mostRounds; round++) {
    const step = mendOnce(mended.record, world, judge);
    if (step.applied === 0) break;
    mended = { record: step.record, applied: mended.applied + step.applied };
  }
  return mended;
}

/** The fix of a finding that may run in bulk: safe, and changing nothing but the text of the record itself. */
export const bulkFixOf = ({ fixes }: Finding, uri: string): Fix | undefined => {
  const able = fixes.filter(fix => fix.safe && fix.changes.every(change => change.kind === 'edit' && change.uri === uri));
  return able.find(fix => fix.preferred) ?? able[0];
};

/** The world as it is once a record has changed. */
export function worldAfter(world: World, record: PolicyRecord): World {
  const { corpus, project: { collections } } = world;
  const its = kindOf(record, collections);
  return worldWith(its.name === policies ? corpusWith(corpus, new Map([[record.uri, factsOf(record)]]))
    : withCompanions(corpus, [...corpus.companions().filter(({ uri }) => uri !== record.uri), companionOf(record, its)]), world);
}

function mendOnce(record: PolicyRecord, world: World, judge: Judge): Mended {
  const findings = judge(record, worldAfter(world, record));
  let best: Mended = { record, applied: 0 };
  let kept: readonly Edits[] = [];
  let tries = mostTries;
  const add = (more: readonly Edits[]) => {
    const chosen = apart([...kept, ...more]);
    if (chosen.length === kept.length || tries-- <= 0) return;
    const after = parseRecord(record.uri, apply(record.text, chosen.flat()));
    if (after && after.text !== best.record.text && isAsReadable(record, after) && isNoWorse(record, findings, judge(after, worldAfter(world, after)))) {
      kept = chosen;
      best = { record: after, applied: chosen.length };
    } else if (more.length > 1) {
      const half = more.length >> 1;
      add(more.slice(0, half));
      add(more.slice(half));
    }
  };
  add(findings.flatMap(finding => editsOf(bulkFixOf(finding, record.uri))));
  return best;
}

const isAsReadable = (before: PolicyRecord, after: PolicyRecord): boolean =>
  after.style === before.style && after.problems.length <= before.problems.length;

const editsOf = (fix: Fix | undefined): readonly Edits[] => {
  const edits = fix?.changes.flatMap(change => change.kind === 'edit' ? change.edits : []) ?? [];
  return edits.length > 0 ? [edits] : [];
};

/** The fixes that can be made together, each whole or not at all; of two that overlap, the first. */
function apart(fixes: readonly Edits[]): readonly Edits[] {
  const kept: Edits[] = [];
  let end = 0;
  for (const edits of fixes) {
    // Most fixes stand behind all that came before, and then nothing needs to be compared.
    const behind = edits.every(edit => edit.span.start >= end) && compatible(edits).length === edits.length;
    const all = behind ? [] : [...kept.flat(), ...edits];
    if (!behind && compatible(all).length < all.length) continue;
    kept.push(edits);
    for (const edit of edits) end = Math.max(end, edit.span.end);
  }
  return kept;
}

/**
 * Whether no finding came that was not there. A record that could not be read was not judged by every rule, and what the others say
 * once it can be read was true before; so of such a record only what keeps it from being read is compared.
 */
function isNoWorse(before: PolicyRecord, old: readonly Finding[], now: readonly Finding[]): boolean {
  const counts = (finding: Finding) => !isBroken(before) || judgesProblems.has(finding.rule);
  const left = new Map<string, number>();
  for (const finding of old) left.set(keyOf(finding), (left.get(keyOf(finding)) ?? 0) + 1);
  return now.filter(counts).every(finding => {
    const count = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), count - 1);
    return count > 0;
  });
}

/** A finding is the same when rule and field are; places in a list shift when an item goes, so they do not count. */
const keyOf = ({ rule, path }: Finding): string => JSON.stringify([rule, path.map(step => typeof step === 'number' ? 0 : step)]);

const judgesProblems: ReadonlySet<string> = new Set(rules.filter(rule => rule.judges === 'problems').map(rule => rule.id));
