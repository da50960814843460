import type { Both } from '../base/both.ts';
import { isAnyAround, missingFrom } from '../record/collected.ts';
import { mayRefer, referencesAt, type Reference } from '../record/companions.ts';
import { kindOf, policies } from '../schema/collections.ts';
import { inTurn } from '../syntax/inturn.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryAt, entryOf } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

/** How many broken names of one field are told of one by one; lists of a thousand exist. */
const mostSingly = 5;

/** How many names a sentence gives. */
const mostNamed = 3;

export const brokenReference: Rule = {
  id: 'broken-reference',
  title: { zh: '引用的文件都在库中', en: 'What is referred to is in the library' },
  why: {
    zh: '政策与其他类别的文件（如项目）以 id 互相引用；找不到的 id 使读者无处可去。库中没有那一类文件时不作判断；只收录了其中一部分时，每个字段只提示一次。',
    en: 'Policies and the files of other kinds, such as those of projects, refer to each other by their ids, and an id without a file leads a reader nowhere. Where the library has no files of that kind nothing is said; where it holds only some of them, it is pointed out once for each field.',
  },
  source: sources.collections,
  severity: 'warning',
  judges: 'values',
  of: 'any',
  unfinished: true,
  examples: [
    example`
      -- policies/zh/cn-ccer.md --
      ---
      { "id": "cn-ccer", "relatedFacilities": ["1170", "310"] }
      ---
    `,
    example`
      -- policies/en/us-45q-ira.md --
      ---
      {
        'id': 'us-45q-ira',
        'relatedFacilities': ['100', '310', 'petra-nova'],
      }
      ---
      -- facilities/en/100.md --
      ---
      id: 100
      name: Coal Creek
      ---
      -- facilities/en/310.md --
      ---
      { "name": "Decatur", "coordinates": [] }
      ---
      -- facilities/en/petra-nova.md --
      ---
      { "id": "petra-nova" }
      ---
    `,
    example`
      -- facilities/zh/10.md --
      ---
      id: '10'
      name: 橡果项目
      country: 英国
      relatedPolicies:
        - uk-energy-act-2023
        - uk-ccus-visoin
          ^^^^^^^^^^^^^^ broken-reference: There is no “uk-ccus-visoin” among the policies here.
      ---
      -- policies/zh/uk-energy-act-2023.md --
      ---
      id: uk-energy-act-2023
      ---
      -- policies/zh/uk-ccus-vision.md --
      ---
      id: uk-ccus-vision
      ---
      ->
      ---
      id: '10'
      name: 橡果项目
      country: 英国
      relatedPolicies:
        - uk-energy-act-2023
        - uk-ccus-vision
      ---
    `,
    example`
      -- policies/zh/uk-ccus-vision.md --
      ---
      { "id": "uk-ccus-vision", "relatedFacilities": ["10", "11", "12"] }
                                                      ^^^^ broken-reference: There is no “10” among the facilities here.
      ---
      -- facilities/zh/11.md --
      ---
      id: '11'
      ---
      -- facilities/zh/12.md --
      ---
      id: 12
      ---
      ->
      ---
      { "id": "uk-ccus-vision", "relatedFacilities": ["11", "12"] }
      ---
    `,
    example`
      -- policies/en/no-storage-act.md --
      ---
      {
        'id': 'no-storage-act',
        'relatedFacilities': ['1', '2', '3', '4', '5', '6', '11', '12', '13', '14', '15', '16'],
        ^^^^^^^^^^^^^^^^^^^ broken-reference: 6 of the 12 names in “relatedFacilities” are not among the facilities here: “1”, “2”, “3” and others.
      }
      ---
      -- facilities/en/11.md --
      ---
      id: 11
      ---
      -- facilities/en/12.md --
      ---
      id: 12
      ---
      -- facilities/en/13.md --
      ---
      id: 13
      ---
      -- facilities/en/14.md --
      ---
      id: 14
      ---
      -- facilities/en/15.md --
      ---
      id: 15
      ---
      -- facilities/en/16.md --
      ---
      id: 16
      ---
      ->
      ---
      {
        'id': 'no-storage-act',
        'relatedFacilities': ['11', '12', '13', '14', '15', '16'],
      }
      ---
    `,
    example`
      -- policies/en/no-storage-act.md --
      ---
      { 'id': 'no-storage-act', 'relatedFacilities': ['1', '2', '11'] }
                                ^^^^^^^^^^^^^^^^^^^ broken-reference: 2 of the 3 names in “relatedFacilities” are not among the facilities here: “1”, “2”. The library holds fewer than half of those that it names.
      ---
      -- facilities/en/11.md --
      ---
      id: 11
      ---
    `,
    example`
      -- methods/vm0043.md --
      ---
      { "code": "VM0043", "replaces": "VM0042" }
                                      ^^^^^^^^ broken-reference: There is no “VM0042” among the methods here.
      ---
      -- methods/vm0044.md --
      ---
      { "code": "VM0044", "replaces": "VM0043" }
      ---
      -- policy-records.json --
      { "collections": { "methods": { "files": "methods", "id": "code", "references": { "replaces": "methods" } } } }
      ->
      ---
      { "code": "VM0043" }
      ---
    `,
  ],

  mayFind: (facts, { corpus, project: { collections } }) =>
    [...collections.named.get(policies)?.references.values() ?? []].some(of => isAnyAround(corpus, collections, of, facts)),

  check(record, { corpus, project: { collections } }, facts) {
    const its = kindOf(record, collections);
    const found: Found[] = [];
    for (const [field, of] of its.references) {
      // Most libraries hold files of one kind, and then the names need not be gathered.
      if (!mayRefer(record.root, field) || !isAnyAround(corpus, collections, of, facts)) continue;
      const references = referencesAt(record.root, field, of);
      const missing = references.length > 0 ? missingFrom(corpus, collections, its, of, references.map(({ id }) => id), facts) : undefined;
      if (!missing) continue;
      const called = collections.named.get(of)?.called ?? { zh: of, en: of };
      const lost = missing.places.flatMap(({ at, meant }) => { const reference = references[at]; return reference ? [{ reference, meant }] : []; });
      if (lost.length > mostSingly || (missing.isPartial && lost.length > 1)) found.push(together(record, field, lost.map(each => each.reference), references.length, called, missing.isPartial));
      else for (const { reference, meant } of lost) found.push(single(record, reference, meant, called, missing.isPartial));
    }
    return found;
  },
};

/** One name at its place. In a library that holds a part of the collection it may well be right. */
function single(record: PolicyRecord, { path, node, id }: Reference, meant: string | undefined, called: Both, isPartial: boolean): Found {
  return {
    span: node.span, path, ...isPartial ? { severity: 'information' as const } : {},
    message: { zh: `这里的${called.zh}中没有“${brief(id)}”。`, en: `There is no “${brief(id)}” among the ${called.en} here.` },
    fixes: [
      ...meant === undefined ? [] : [mend(record, { zh: `改为“${brief(meant)}”`, en: `Change it to “${brief(meant)}”` }, () => setValue(record, path, meant), { preferred: true })],
      ...isPartial ? [] : [mend(record, { zh: '删去这个引用', en: 'Remove the reference' }, () => removeAt(record, path))],
    ],
  };
}

/** All broken names of a field at its key. */
function together(record: PolicyRecord, field: string, lost: readonly Reference[], all: number, called: Both, isPartial: boolean): Found {
  const path = field.split('.');
  const key = entryAt(record.root, path) ?? entryOf(record.root, path[0] ?? '');
  const names = lost.slice(0, mostNamed).map(({ id }) => `“${brief(id)}”`);
  const [moreZh, moreEn] = lost.length > mostNamed ? ['等', ' and others'] : ['', ''];
  const [partZh, partEn] = isPartial ? ['本库收录的不到它所引用的一半。', ' The library holds fewer than half of those that it names.'] : ['', ''];
  return {
    span: key?.key.span ?? record.fences.open, path, ...isPartial ? { severity: 'information' as const } : {},
    message: {
      zh: `“${field}”所列的 ${all} 个名称中有 ${lost.length} 个不在这里的${called.zh}中：${names.join('、')}${moreZh}。${partZh}`,
      en: `${lost.length} of the ${all} names in “${field}” are not among the ${called.en} here: ${names.join(', ')}${moreEn}.${partEn}`,
    },
    fixes: isPartial ? [] : [mend(record, { zh: `删去这 ${lost.length} 个引用`, en: `Remove these ${lost.length} references` }, () => without(record, lost))],
  };
}

/** The edits that take many values away, the last first, so that the places of the others stay what they are. */
const without = (record: PolicyRecord, lost: readonly Reference[]) => inTurn(record, [...lost].reverse().map(({ path }) => now => removeAt(now, path)));
