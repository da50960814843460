import type { Both } from '../base/both.ts';
import type { Facts } from '../record/facts.ts';
import { agree, at, isBlank, valueFor } from '../record/shared.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, nodeAt, type Data, type Path } from '../syntax/tree.ts';
import { fixLater, type Fix, type ToldChange, type World } from './rule.ts';

/** A shared fact as a fix leaves it in the record. */
export interface Told { readonly path: Path; readonly value: Data }

/**
 * A fix of facts that both languages share, made in both files at once where the twin tells the same as the record. Else a mistake
 * mended in one file would come back as a disagreement with the other. A fix that runs in bulk mends each file by itself.
 */
export function inBoth(fix: Fix, record: PolicyRecord, { corpus, project: { vocabulary } }: World, facts: Facts, told: readonly Told[]): Fix {
  const twin = fix.safe ? undefined : changeableTwin(facts, corpus);
  if (!twin) return fix;
  return withTwin(fix, told.flatMap(({ path, value }): readonly ToldChange[] => {
    const isId = path[0] === 'id';
    const theirs = isId ? twin.id : at(twin.values, path);
    if ((isId && twin.stem !== facts.stem) || !agree(path, dataOf(nodeAt(record.root, path)), theirs, vocabulary) || (isBlank(theirs) && !hasPlace(twin, path))) return [];
    const written = valueFor(twin.locale, { path }, value, vocabulary);
    return written === undefined ? [] : [{ kind: 'set', uri: twin.uri, path, value: written }];
  }));
}

/** A fix with what it changes in the twin, which its title then says. */
export function withTwin(fix: Fix, changes: readonly ToldChange[]): Fix {
  if (changes.length === 0) return fix;
  const { title, safe, preferred } = fix;
  return fixLater({ title: inBothLanguages(title), safe, ...preferred ? { preferred } : {} }, () => [...fix.changes, ...changes]);
}

/** The title of a fix that changes both files. */
export const inBothLanguages = ({ zh, en }: Both): Both => ({ zh: `${zh}（两个语言版本）`, en: `${en}, in both languages` });

/** The twin of a record where it tells of the same policy and can be read, and so can be changed. */
export function changeableTwin(facts: Facts, corpus: World['corpus']): Facts | undefined {
  const twin = corpus.knownTwinOf(facts);
  return twin && !twin.broken && twin.id === facts.id ? twin : undefined;
}

/** Whether a field that says nothing has a block to stand in. */
const hasPlace = ({ values }: Facts, path: Path): boolean => path.length === 1 || (typeof at(values, path.slice(0, -1)) === 'object' && !Array.isArray(at(values, path.slice(0, -1))));
