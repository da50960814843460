import type { Both } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import { last } from '../base/last.ts';
import { fieldsAt, requiredAt } from '../schema/describe.ts';
import { pillars } from '../schema/knowledge.ts';
import type { Project, Severity } from '../schema/project.ts';
import { schemaErrors } from '../schema/validate.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, nodeAt, type Entry, type Path } from '../syntax/tree.ts';
import { removeAt, renameKey } from '../syntax/write.ts';
import { misplacedIn } from './misplaced-field.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const unknownField: Rule = {
  id: 'unknown-field',
  title: { zh: '只用记录已有的字段', en: 'Only known fields are used' },
  why: {
    zh: '网站不读它不认识的字段，写错的键就等于没写。监管支柱下各政策特有的键可以保留，但不计入七项支柱；项目文件的 fields 列出的字段不再提示。如果指的是某个必填字段，这个问题按缺少该字段论轻重，并且不再另报一次。',
    en: 'The site does not read a field it does not know, so a misspelt key is as good as absent. Keys of one instrument under the regulatory pillars may stay, and are none of the seven; a field that the project file lists under fields is a known one. Where a required field is meant, the finding weighs as much as its absence, which is then not reported again.',
  },
  source: sources.schema,
  severity: 'information',
  judges: 'whole',
  unfinished: true,
  examples: [
    example`
      ---
      { "id": "example", "title": "示例", "analysis": { "liability": { "score": 40 } } }
      ---
    `,
    example`
      ---
      { "id": "example", "titel": "碳市场", "analysis": { "mrv": { "evidnce": "第三方核查" } } }
                         ^^^^^^^ unknown-field: Unknown field “titel”; did you mean “title”?
                                                                   ^^^^^^^^^ unknown-field: Unknown field “evidnce”; did you mean “evidence”?
      ---
      ->
      ---
      { "id": "example", "title": "碳市场", "analysis": { "mrv": { "evidence": "第三方核查" } } }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'id': 'example', 'title': 'Tax Credit 45Q',
        'regulatory': { 'credit_period': '12 years', 'liability_period_years': '50 years' },
                        ^^^^^^^^^^^^^^^ unknown-field: “credit_period” is not one of the seven regulatory pillars; it may stay and does not count as one.
                                                     ^^^^^^^^^^^^^^^^^^^^^^^^ unknown-field: Unknown field “liability_period_years”; did you mean “liability_period”?
      }
      ---
      ->
      ---
      {
        'id': 'example', 'title': 'Tax Credit 45Q',
        'regulatory': { 'liability_period': '50 years' },
      }
      ---
    `,
    example`
      -- zh/us-45q-ira.md --
      ---
      id: us-45q-ira
      title: 45Q 税收抵免
      regulatory: { credit_period: 12 年, monetisation: 可转让 }
                                          ^^^^^^^^^^^^ unknown-field: “monetisation” is not one of the seven regulatory pillars; it may stay and does not count as one.
      ---
      -- policy-records.json --
      { "fields": ["regulatory.credit_period"] }
    `,
    example`
      ---
      id: example
      title: 封存条例
      review_status: draft
      ^^^^^^^^^^^^^ unknown-field: Unknown field “review_status”; did you mean “reviewStatus”?
      备注: 待核对
      ^^^^ unknown-field: “备注” is not a field of a policy record.
      ---
      ->
      ---
      id: example
      title: 封存条例
      reviewStatus: draft
      ---
    `,
  ],

  check(record, { project }) {
    return unknownIn(record, project.fields).map(({ entry, path, meant }) => {
      const { name } = entry;
      const parent = path.slice(0, -1);
      return {
        span: entry.key.span, path,
        message: messageOf(name, parent, meant),
        ...(meant === undefined ? {} : { severity: weightOf(parent, meant) }),
        fixes: [
          ...(meant === undefined ? [] : [mend(record, { zh: `改为“${meant}”`, en: `Rename it to “${meant}”` }, renameKey(record, entry, meant), { preferred: true })]),
          mend(record, { zh: `删除“${brief(name)}”`, en: `Remove “${brief(name)}”` }, () => removeAt(record, path)),
          ...addedToProject(project, path),
        ],
      };
    });
  },
};

/** The fields that are there under a misspelt name: the path of each field as `a.b`, and the key that stands for it. `own` are a project's own fields. */
export const misspeltFields = (record: PolicyRecord, own: ReadonlySet<string>): ReadonlyMap<string, Entry> => misspelt(unknownIn(record, own));

/** One for all records that know all their fields, so that it is made once. */
const none: readonly Unknown[] = [];

const misspelt = last((unknown: readonly Unknown[]): ReadonlyMap<string, Entry> =>
  new Map(unknown.flatMap(({ entry, path, meant }) => meant === undefined ? [] : [[[...path.slice(0, -1), meant].join('.'), entry] as const])));

interface Unknown { readonly entry: Entry; readonly path: Path; readonly meant: string | undefined }

/** A field as a project names it: places in a list do not count. */
const nameOf = (path: Path): string => path.filter(step => typeof step === 'string').join('.');

function addedToProject({ uri }: Project, path: Path): readonly Fix[] {
  const field = nameOf(path);
  return uri === undefined ? [] : [{ title: { zh: `把“${brief(field)}”加入本项目的字段`, en: `Add “${brief(field)}” to this project’s fields` }, changes: [{ kind: 'add', uri, path: ['fields'], value: field }], safe: false }];
}

const unknownIn = (record: PolicyRecord, own: ReadonlySet<string>): readonly Unknown[] => unknownOf(record)(own);

/** Many rules ask which fields are misspelt, so that is told once for a record and a project. */
const unknownOf = last((record: PolicyRecord) => last((own: ReadonlySet<string>) => readUnknown(record, own)));

function readUnknown(record: PolicyRecord, own: ReadonlySet<string>): readonly Unknown[] {
  const errors = schemaErrors(record).filter(({ keyword }) => keyword === 'additionalProperties');
  if (errors.length === 0) return none;
  const misplaced = new Set(misplacedIn(record).map(({ entry }) => entry));
  const taken = new Set<string>();
  // A file may hold thousands of unknown keys, so which fields a map lacks is looked up once.
  const lacking = new Map<string, readonly string[]>();
  return errors.flatMap(({ path, key }): readonly Unknown[] => {
    const map = nodeAt(record.root, path);
    const entry = key === undefined ? undefined : entryOf(map, key);
    if (!entry || misplaced.has(entry) || own.has(nameOf([...path, entry.name]))) return [];
    const lacks = lacking.get(path.join('.')) ?? fieldsAt(path).filter(field => !entryOf(map, field));
    lacking.set(path.join('.'), lacks);
    const free = lacks.filter(field => !taken.has([...path, field].join('.')));
    const meant = oldPillar(entry.name, path, free) ?? nearest(entry.name, free);
    if (meant !== undefined) taken.add([...path, meant].join('.'));
    return [{ entry, path: [...path, entry.name], meant }];
  });
}

/** The pillar that had this name in the flat layout. */
const oldPillar = (name: string, path: Path, free: readonly string[]): string | undefined => isRegulatory(path)
  ? pillars.find(({ key, legacyKeys }) => legacyKeys.includes(name) && free.includes(key))?.key : undefined;

const isRegulatory = (path: Path): boolean => path.length === 1 && path[0] === 'regulatory';

function messageOf(key: string, parent: Path, meant: string | undefined): Both {
  const name = brief(key);
  if (meant !== undefined) return { zh: `未知字段“${name}”，是否指“${meant}”？`, en: `Unknown field “${name}”; did you mean “${meant}”?` };
  if (isRegulatory(parent)) return { zh: `“${name}”不在七项监管支柱之列，可以保留，但不计入支柱。`, en: `“${name}” is not one of the seven regulatory pillars; it may stay and does not count as one.` };
  const where = brief(parent.filter(step => typeof step === 'string').join('.'));
  return where === '' ? { zh: `“${name}”不是政策记录的字段。`, en: `“${name}” is not a field of a policy record.` } : { zh: `“${where}”下没有“${name}”这个字段。`, en: `“${name}” is not a field of “${where}”.` };
}

/** A misspelt field weighs as much as the missing one it stands for. */
const weightOf = (parent: Path, meant: string): Severity => !requiredAt(parent).includes(meant) ? 'information'
  : parent.length === 0 && ['id', 'title', 'country'].includes(meant) ? 'error' : 'warning';
