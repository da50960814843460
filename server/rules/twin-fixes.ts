import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import type { Facts } from '../record/facts.ts';
import { at, isBlank, valueFor, withDaysOf, type Difference } from '../record/shared.ts';
import { fieldsAt } from '../schema/describe.ts';
import { isSafeId } from '../schema/ids.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { stemOf } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, nodeAt, type Data, type Path } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { differs } from './id-not-file-name.ts';
import { mend, type Fix } from './rule.ts';
import { brief, languageName } from './wording.ts';

/** Writes what the twin says into the record, in the record’s language. */
export function takeFrom(twin: Facts, record: PolicyRecord, difference: Difference, vocabulary: Vocabulary): readonly Fix[] {
  const { path, mine, theirs } = difference;
  const { zh, en } = languageName[twin.locale];
  if (path[0] === 'id' && !fits(theirs, stemOf(record.uri))) return [];
  if (isMilestones(path)) return changed(record, { zh: `采用${zh}版的日期`, en: `Take the days of the ${en} file` }, daysOf(record, path, mine, theirs));
  if (isBlank(theirs)) {
    const edits = path.at(-1) === 'score' ? removeAt(record, path) : setValue(record, path, Array.isArray(mine) ? [] : '');
    return changed(record, { zh: `与${zh}版一样留空`, en: `Leave it blank, as in the ${en} file` }, edits);
  }
  const block = path.slice(0, -1);
  if (path.at(-1) === 'score' && !nodeAt(record.root, block)) {
    return changed(record, { zh: `采用${zh}版的这个维度`, en: `Take this dimension from the ${en} file` }, setValue(record, block, at(twin.values, block), fieldsAt(['analysis'])));
  }
  const value = valueFor(record.locale, difference, theirs, vocabulary);
  if (value === undefined) return [];
  const order = fieldsAt(nodeAt(record.root, block) ? block : []);
  return changed(record, Array.isArray(value) ? { zh: `采用${zh}版的列表`, en: `Take the list of the ${en} file` }
    : { zh: `采用${zh}版的值：${brief(String(value))}`, en: `Take the value of the ${en} file: ${unstopped(value)}` }, setValue(record, path, value, order));
}

/** Writes what the record says into the twin, in the twin’s language. A score that only the twin has is not taken from it: that is for whoever looks at it there. */
export function pushTo(twin: Facts, record: PolicyRecord, difference: Difference, vocabulary: Vocabulary): readonly Fix[] {
  const { path, mine, theirs } = difference;
  const { zh, en } = languageName[twin.locale];
  const told = (value: Data, where: Path = path): readonly Fix[] => value === undefined ? [] : [{
    title: isBlank(mine) ? { zh: `${zh}版也留空`, en: `Leave it blank in the ${en} file too` } : Array.isArray(value) || typeof value === 'object' ? { zh: `把这里的值写入${zh}版`, en: `Write this value into the ${en} file` }
      : { zh: `写入${zh}版：${brief(String(value))}`, en: `Write it into the ${en} file: ${unstopped(value)}` },
    changes: [{ kind: 'set', uri: twin.uri, path: where, value }], safe: false,
  }];
  if (isMilestones(path)) return told(withDaysOf(theirs, mine));
  const isScore = path.at(-1) === 'score';
  if (isBlank(mine)) return isScore ? [] : told(Array.isArray(theirs) ? [] : '');
  const block = path.slice(0, -1);
  if (isScore && at(twin.values, block) === undefined) return told(dataOf(nodeAt(record.root, block)), block);
  return told(valueFor(twin.locale, difference, mine, vocabulary));
}

const changed = (record: PolicyRecord, title: Both, edits: readonly Edit[]): readonly Fix[] => edits.length > 0 ? [mend(record, title, edits)] : [];

/** Where as many milestones stand here as there, only days are written; else the list is. */
function daysOf(record: PolicyRecord, path: Path, mine: Data, theirs: Data): readonly Edit[] {
  const wanted = withDaysOf(mine, theirs);
  const list: readonly Data[] = Array.isArray(mine) ? mine : [];
  if (wanted.length !== list.length) return setValue(record, path, wanted, fieldsAt(nodeAt(record.root, path.slice(0, -1)) ? path.slice(0, -1) : []));
  return wanted.flatMap((item, i) => typeof item === 'object' && 'date' in item ? setValue(record, [...path, i, 'date'], item.date) : []);
}

/** An id is taken only where it is the file’s name, or where that name says nothing; one of the record itself that is not is told elsewhere. */
const fits = (id: Data, stem: string): boolean => typeof id === 'string' && isSafeId(id) && !differs(id, stem);
const isMilestones = (path: Path): boolean => path.at(-1) === 'milestones';
const unstopped = (value: Data): string => brief(String(value)).replace(/\.+$/, '');
