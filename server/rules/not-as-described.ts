import { kindOf, type Collection } from '../schema/collections.ts';
import { misfitsIn, type Misfit } from '../schema/interpret.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryAt, isEmpty, nodeAt, type Path } from '../syntax/tree.ts';
import { describedFixes } from './described-fixes.ts';
import { example, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const notAsDescribed: Rule = {
  id: 'not-as-described',
  title: { zh: '其他类别的文件符合各自的模式', en: 'Files of other kinds are as their schema describes them' },
  why: {
    zh: '项目和国家概况由网站按字段读取；项目文件的 collections 为自有的各类文件指定 JSON Schema。缺字段或类型不对的文件会显示不全。',
    en: 'Sites read the files of projects and countries field by field, and the collections of a project file give kinds of its own a JSON Schema. A file that lacks a field, or has one of another type, is shown in part.',
  },
  source: sources.collections,
  severity: 'warning',
  judges: 'values',
  of: 'any',
  unfinished: true,
  examples: [
    example`
      -- facilities/zh/10.md --
      ---
      { "coordinates": [57.59, -1.84], "country": "英国", "id": "10", "name": "橡果项目", "operator": "" }
      ---
    `,
    example`
      -- facilities/zh/10.md --
      ---
      {
        'coordinates': '57.59, -1.84',
                       ^^^^^^^^^^^^^^ not-as-described: “coordinates” must be a list, and not "57.59, -1.84".
        'country': '英国',
        'id': '10',
        'name': ['橡果项目'],
                ^^^^^^^^^^^^ not-as-described: “name” must be a string, and not […].
      }
      ---
      ->
      ---
      {
        'coordinates': [57.59, -1.84],
        'country': '英国',
        'id': '10',
        'name': '橡果项目',
      }
      ---
    `,
    example`
      -- countries/en/brazil.md --
      ---
      ^^^ not-as-described: The field “name” is missing.
      { "id": "Brazil", "regulatory": { "co2_definition": "Greenhouse gas", "cross_border_rules": "Open", "financial_assurance": "Mandatory",
                        ^^^^^^^^^^^^ not-as-described: The field “regulatory.permitting_lead_time” is missing.
        "liability_period": "Permanent", "liability_transfer": "After 30 years", "pore_space_rights": 2 } }
                                                                                                      ^ not-as-described: “regulatory.pore_space_rights” must be a string, and not 2.
      ---
      ->
      ---
      { "id": "Brazil", "name": "", "regulatory": { "co2_definition": "Greenhouse gas", "cross_border_rules": "Open", "financial_assurance": "Mandatory",
        "liability_period": "Permanent", "liability_transfer": "After 30 years", "permitting_lead_time": "", "pore_space_rights": "2" } }
      ---
    `,
    example`
      -- facilities/en/10.md --
      ---
      id: 10
      name: Acorn
      country: United Kingdom
      coordinates: [57.59, -1.84]
      ---
    `,
    example`
      -- en/methods/vm0043.md --
      ---
      code: VM43
            ^^^^ not-as-described: “code” must be spelt as "^VM\\d{4}$" says, and not "VM43".
      titel: Use of CO2 in concrete
      ^^^^^ not-as-described: There is no field “titel” here; did you mean “title”?
      ---
      -- policy-records.json --
      { "collections": { "methods": { "files": "*/methods", "schema": "method.schema.json", "id": "code" } } }
      -- method.schema.json --
      { "type": "object", "properties": { "code": { "pattern": "^VM\\d{4}$" }, "title": {} }, "additionalProperties": false }
    `,
    example`
      -- wells/a1.md --
      ---
      ^^^ not-as-described: The field “unit” is missing.
      code: A1
      kind: Injektor
            ^^^^^^^^ not-as-described: “kind” must be one of "injector", "monitor", and not "Injektor".
      depth: '2400'
             ^^^^^^ not-as-described: “depth” must be a number, and not "2400".
      drilled: 2024/3/1
               ^^^^^^^^ not-as-described: “drilled” must be a day written YYYY-MM-DD, and not "2024/3/1".
      operater: Equinor
      ^^^^^^^^ not-as-described: There is no field “operater” here; did you mean “operator”?
      ---
      -- policy-records.json --
      { "collections": { "wells": { "files": "wells", "schema": "well.schema.json", "id": "code" } } }
      -- well.schema.json --
      {
        "required": ["code", "operator", "unit"], "additionalProperties": false,
        "properties": {
          "code": {}, "kind": { "enum": ["injector", "monitor"] }, "depth": { "type": "number" }, "unit": { "const": "m" }, "drilled": { "format": "date" }, "operator": {}
        }
      }
      ->
      ---
      code: A1
      kind: injector
      depth: 2400
      unit: m
      drilled: '2024-03-01'
      operator: Equinor
      ---
    `,
    example`
      -- methods/vm0043.md --
      ---
      {
        'code': 'VM0043',
        'title': 'Use of CO2 in concrete',
      }
      ---
      -- policy-records.json --
      { "collections": { "methods": { "files": "methods", "schema": "method.schema.json", "id": "code" } } }
      -- method.schema.json --
      { "type": "object", "required": ["code"], "properties": { "code": { "pattern": "^VM\\d{4}$" }, "title": {} }, "additionalProperties": false }
    `,
  ],

  check(record, { project: { collections } }) {
    const its = kindOf(record, collections);
    const { schema } = its;
    if (!schema || (record.root === undefined && record.problems.length > 0)) return [];
    const misfits = misfitsIn(dataOf(record.root), schema);
    // A field that is there under a misspelt name is not missing as well.
    const meant = new Set(misfits.flatMap(each => each.meant === undefined ? [] : [placeOf([...each.path.slice(0, -1), each.meant])]));
    // What is absent cannot be told while the text does not parse.
    return misfits.filter(({ isAbsent, path }) => !isAbsent || (record.problems.length === 0 && !meant.has(placeOf(path)))).map(misfit => found(record, its, misfit));
  },
};

const placeOf = (path: Path): string => JSON.stringify(path);

function found(record: PolicyRecord, its: Collection, misfit: Misfit): Found {
  const { path, onKey, isAbsent, message } = misfit;
  const entry = entryAt(record.root, path);
  const above = path.slice(0, -1);
  // What is missing is missing from the map that it should stand in.
  const span = isAbsent ? entryAt(record.root, above)?.key.span ?? (above.length > 0 ? nodeAt(record.root, above)?.span : undefined)
    : onKey || isEmpty(entry?.value) ? entry?.key.span : nodeAt(record.root, path)?.span;
  return { span: span ?? record.fences.open, path, message, fixes: describedFixes(record, its, misfit) };
}
