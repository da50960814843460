import { list, type Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { textOf } from '../base/span.ts';
import { fieldsAt } from '../schema/describe.ts';
import { isSafeId } from '../schema/ids.ts';
import { coreDimensions, pillars } from '../schema/knowledge.ts';
import { inTurn, type Step } from '../syntax/inturn.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryOf, isEmpty, nodeAt, stringOf, type Data, type Entry } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { stub, unscored } from './dimensions.ts';
import { unassessed } from './missing-field.ts';
import { fixLater, type Fix } from './rule.ts';

/** The names that the pillars have at the top level of the flat layout. */
export const flatPillars: readonly string[] = pillars.flatMap(({ key, legacyKeys }) => [key, ...legacyKeys]);

/** The fix that makes a record of the flat layout of 2026-02-06 a current one: it moves every old value to its place or keeps it. */
export function migration(record: PolicyRecord, stem: string): Fix {
  const plan = planOf(record, stem);
  return fixLater({ title: titleOf(plan), detail: detailOf(plan, record), safe: false, preferred: true }, () => [{ kind: 'edit', uri: record.uri, edits: editsOf(record, plan) }]);
}

/** What the old layout said of an instrument beside its pillars. It has no field of its own now and stays under its name with the pillars. */
const ofInstrument: readonly string[] = ['third_party_access', 'closure_criteria', 'public_consultation', 'incentive_duration_years', 'eor_eligibility'];

/** Where each old value goes. */
interface Plan {
  readonly id: string | undefined;
  readonly moved: readonly { readonly key: string; readonly entry: Entry }[];
  readonly own: readonly Entry[];
  readonly clause: Entry | undefined;
  readonly kept: readonly string[];
  readonly blank: readonly Entry[];
}

function planOf({ root }: PolicyRecord, stem: string): Plan {
  const regulatory = nodeAt(root, ['regulatory']);
  const isFree = (key: string) => isEmpty(regulatory) || (regulatory?.kind === 'map' && isEmpty(entryOf(regulatory, key)?.value));
  const single = (names: readonly string[]) => names.flatMap(name => entryOf(root, name) ?? []).filter(({ value }) => value === undefined || (value.kind === 'scalar' && !value.broken));
  const moved = pillars.flatMap(({ key, legacyKeys }) => {
    const there = single([key, ...legacyKeys]);
    const entry = there.find(({ value }) => !isEmpty(value)) ?? there[0];
    return entry && isFree(key) ? [{ key, entry }] : [];
  });
  const own = single(ofInstrument).filter(({ name, value }) => !isEmpty(value) && isFree(name));
  const clause = single(['legal_citation']).find(({ value }) => stringOf(value)?.trim());
  const blank = single([...flatPillars, ...ofInstrument, 'legal_citation']).filter(entry => isEmpty(entry.value) && !moved.some(each => each.entry === entry));
  const known = fieldsAt([]);
  const gone = new Set([...moved.map(({ entry }) => entry), ...own, ...blank, ...clause ? [clause] : []]);
  const kept = root?.kind === 'map' ? root.entries.filter(entry => !gone.has(entry) && (entry.name === 'tags' || !known.includes(entry.name))).map(({ name }) => name) : [];
  return { id: isSafeId(stem) ? stem : undefined, moved, own, clause, kept, blank };
}

function editsOf(record: PolicyRecord, { id, moved, own, clause, blank }: Plan): readonly Edit[] {
  const regulatory = entryOf(record.root, 'regulatory');
  const values: Readonly<Record<string, Data>> = Object.fromEntries([...moved.map(({ key, entry }) => [key, textFrom(record, entry)]), ...own.map(({ name, value }) => [name, dataOf(value)])]);
  const fresh: Readonly<Record<string, Data>> = {
    ...(id === undefined ? {} : { id }),
    ...gaps, analysis: clause ? withClause(stringOf(clause.value) ?? '') : unscored,
    ...(regulatory ? {} : { regulatory: { ...unassessed, ...values } }),
    provenance: { author: '', lastAuditDate: '', reviewer: '' },
  };
  const removals = [...moved.map(({ entry }) => entry), ...own, ...clause ? [clause] : [], ...blank].map(({ name }): Step => each => removeAt(each, [name]));
  return inTurn(record, [
    // Lines are taken away all at once; between braces the comma of one entry is a matter of its neighbour.
    ...(record.style === 'block' ? [(each: PolicyRecord) => removals.flatMap(step => step(each))] : removals),
    each => Object.entries(fresh).flatMap(([field, value]) => entryOf(each.root, field) ? [] : setValue(each, [field], value, fieldsAt([]))),
    ...(regulatory ? Object.entries(values).map(([key, value]): Step => each => setValue(each, ['regulatory', key], value, fieldsAt(['regulatory']))) : []),
  ]);
}

/** What the old layout could not say. */
const gaps: Readonly<Record<string, Data>> = { legalWeight: '', source: '', url: '', reviewStatus: 'draft' };

/** The dimensions with the clause that the old layout cited: it is what gives an instrument its force. */
const withClause = (citation: string): Data =>
  Object.fromEntries(coreDimensions.map(({ key }) => [key, key === 'statutory' ? { citation, evidence: '', label: '' } : stub]));

function titleOf({ id, moved, own, clause, kept, blank }: Plan): Both {
  const parts: readonly (Both | undefined)[] = [
    id === undefined ? undefined : { zh: 'id 取自文件名', en: 'id from the file name' },
    moved.length === 0 ? undefined : { zh: `${moved.length} 项支柱移入 regulatory`, en: `${moved.length} ${moved.length === 1 ? 'pillar' : 'pillars'} to regulatory` },
    own.length === 0 ? undefined : { zh: `${list(namesOf(own), 'zh')} 移入 regulatory`, en: `${list(namesOf(own), 'en')} to regulatory` },
    clause && { zh: 'legal_citation 移入 analysis.statutory.citation', en: 'legal_citation to analysis.statutory.citation' },
    kept.length === 0 ? undefined : { zh: `保留 ${list(kept, 'zh')}`, en: `${list(kept, 'en')} kept` },
    blank.length === 0 ? undefined : { zh: `略去 ${blank.length} 个空字段`, en: `${blank.length} blank ${blank.length === 1 ? 'field' : 'fields'} left out` },
  ];
  const said = parts.flatMap(part => part ?? []);
  return { zh: `迁移到当前结构（${said.map(({ zh }) => zh).join('；')}）`, en: `Migrate to the current layout (${said.map(({ en }) => en).join('; ')})` };
}

function detailOf({ id, moved, own, clause, kept, blank }: Plan, { root }: PolicyRecord): Both {
  const moves = [
    ...moved.map(({ key, entry }) => `${entry.name} → regulatory.${key}`), ...own.map(({ name }) => `${name} → regulatory.${name}`),
    ...clause ? ['legal_citation → analysis.statutory.citation'] : [],
  ];
  const open = [...Object.keys(gaps), 'analysis', 'provenance'].filter(field => field !== 'reviewStatus' && !entryOf(root, field));
  const sentences: readonly (Both | undefined)[] = [
    id === undefined ? undefined : { zh: `id 取自文件名：${id}。`, en: `The id is the file name, ${id}.` },
    moves.length === 0 ? undefined : { zh: `移动：${moves.join('，')}。`, en: `Moved: ${moves.join(', ')}.` },
    kept.length === 0 ? undefined : { zh: `原样保留：${list(kept, 'zh')}。`, en: `Kept as they are: ${list(kept, 'en')}.` },
    blank.length === 0 ? undefined : { zh: `空而略去：${list(namesOf(blank), 'zh')}。`, en: `Left out because blank: ${list(namesOf(blank), 'en')}.` },
    { zh: `留空待填：${list(open, 'zh')}；reviewStatus 为 draft。`, en: `Left open to be filled: ${list(open, 'en')}; reviewStatus is draft.` },
  ];
  const said = sentences.flatMap(sentence => sentence ?? []);
  return { zh: said.map(({ zh }) => zh).join(''), en: said.map(({ en }) => en).join(' ') };
}

const namesOf = (entries: readonly Entry[]): readonly string[] => entries.map(({ name }) => name);

/** The text of a pillar; a number keeps its digits. */
function textFrom({ text }: PolicyRecord, { value }: Entry): Data {
  if (value?.kind !== 'scalar' || value.value === undefined) return '';
  return typeof value.value === 'string' ? value.value : textOf(text, value.span);
}
