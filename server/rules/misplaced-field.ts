import { last } from '../base/last.ts';
import { textOf } from '../base/span.ts';
import { fieldsAt } from '../schema/describe.ts';
import { coreDimensions, dimensionOf } from '../schema/knowledge.ts';
import { asOne, inTurn } from '../syntax/inturn.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryOf, isEmpty, nodeAt, stringOf, type Entry, type Path } from '../syntax/tree.ts';
import { moveValue, removeAt, setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';

const ofDimension: ReadonlySet<string> = new Set(fieldsAt(['analysis', 'mrv']));

export const misplacedField: Rule = {
  id: 'misplaced-field',
  title: { zh: '字段写在它所属的层级', en: 'A field stands at its own level' },
  why: {
    zh: '评分、标签和证据属于某个维度，维度属于 analysis。写错层级的评分不会被计入，也不会有人发现它丢了。',
    en: 'A score, label or evidence belongs to a dimension, and a dimension to analysis. A score at another level is not counted, and nobody notices that it is lost.',
  },
  source: sources.schema,
  severity: 'error',
  judges: 'whole',
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "score": 60 } }, "impactAnalysis": { "technical": "推动监测设备国产化。" } }
      ---
    `,
    example`
      ---
      {
        "analysis": {
          "incentive": { "score": 60, "label": "税收抵免" },
          "label": "国家战略", "score": 85,
          ^^^^^^^ misplaced-field: “label” is at the wrong level; it belongs under analysis.strategic.
                               ^^^^^^^ misplaced-field: “score” is at the wrong level; it belongs under analysis.strategic.
          "market": { "score": 40 },
          "mrv": { "score": 60 },
          "statutory": { "score": 50 }
        }
      }
      ---
      ->
      ---
      {
        "analysis": {
          "incentive": { "score": 60, "label": "税收抵免" },
          "market": { "score": 40 },
          "strategic": {
            "label": "国家战略",
            "score": 85
          },
          "mrv": { "score": 60 },
          "statutory": { "score": 50 }
        }
      }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'analysis': { 'incentive': { 'score': 60 } },
        'mrv': { 'label': 'Annual report', 'score': 50 },
        ^^^^^ misplaced-field: “mrv” is at the wrong level; it belongs at analysis.mrv.
        'title': 'Hydrogen Strategy',
      }
      ---
      ->
      ---
      {
        'analysis': { 'incentive': { 'score': 60 }, 'mrv': { 'label': 'Annual report', 'score': 50 } },
        'title': 'Hydrogen Strategy',
      }
      ---
    `,
    example`
      ---
      title: 萨省碳封存指令
      impactAnalysis:
        economic: ''
        evidence: 降低了封存项目的许可成本。
        ^^^^^^^^ misplaced-field: “evidence” is at the wrong level; impactAnalysis holds only economic, technical and environmental.
      ---
      ->
      ---
      title: 萨省碳封存指令
      impactAnalysis:
        economic: '降低了封存项目的许可成本。'
      ---
    `,
  ],

  check(record) {
    const misplaced = misplacedIn(record);
    if (misplaced.length === 0) return [];
    const absent = absentDimensions(record);
    return misplaced.map(({ entry, path }) => {
      const { name } = entry;
      const [where] = path;
      const base = { span: entry.key.span, path };
      const remove = mend(record, { zh: `删除“${name}”`, en: `Remove “${name}”` }, removeAt(record, path));
      if (where === 'impactAnalysis') {
        return {
          ...base,
          message: {
            zh: `“${name}”放错了层级，影响分析下只有 economic、technical 和 environmental。`,
            en: `“${name}” is at the wrong level; impactAnalysis holds only economic, technical and environmental.`,
          },
          fixes: [...movedToEconomic(record, entry), remove],
        };
      }
      if (where === 'analysis') {
        const only = absent.length === 1 ? absent[0] : undefined;
        return {
          ...base,
          message: {
            zh: `“${name}”放错了层级，应位于${only ? ` analysis.${only} ` : ' analysis 的某个维度'}之下。`,
            en: `“${name}” is at the wrong level; it belongs under ${only ? `analysis.${only}` : 'one of the dimensions of analysis'}.`,
          },
          fixes: [...absent.map(dimension => movedToDimension(record, dimension, only !== undefined)), remove],
        };
      }
      return {
        ...base,
        message: { zh: `“${name}”放错了层级，应位于 analysis.${name}。`, en: `“${name}” is at the wrong level; it belongs at analysis.${name}.` },
        fixes: [...movedToAnalysis(record, entry), remove],
      };
    });
  },
};

/** The keys that stand at the wrong level, with the path to each; no other rule speaks of them. */
export const misplacedIn: (record: PolicyRecord) => readonly { readonly entry: Entry; readonly path: Path }[] = last(({ root }) => {
  const found: { readonly entry: Entry; readonly path: Path }[] = [];
  for (const entry of root?.kind === 'map' ? root.entries : []) {
    const { name, value } = entry;
    if (value?.kind !== 'map') continue;
    if (dimensionOf(name) !== undefined) found.push({ entry, path: [name] });
    // Of two maps with one name the first counts.
    if ((name === 'analysis' || name === 'impactAnalysis') && entryOf(root, name) === entry) {
      for (const each of value.entries) if (ofDimension.has(each.name)) found.push({ entry: each, path: [name, each.name] });
    }
  }
  return found.sort((a, b) => a.entry.key.span.start - b.entry.key.span.start);
});

/** The core dimensions that stand neither under analysis nor, misplaced, beside it. */
const absentDimensions = ({ root }: PolicyRecord): readonly string[] => coreDimensions.map(({ key }) => key)
  .filter(key => !entryOf(nodeAt(root, ['analysis']), key) && entryOf(root, key)?.value?.kind !== 'map');

/** What stands loose under analysis is one dimension that lost its name, so its parts move together. */
function movedToDimension(record: PolicyRecord, dimension: string, preferred: boolean): Fix {
  const loose = misplacedIn(record).filter(({ path }) => path[0] === 'analysis');
  const names = loose.map(({ entry }) => entry.name);
  const data = Object.fromEntries(loose.map(({ entry }) => [entry.name, dataOf(entry.value)]));
  // One edit and not several, so that mending two of the loose keys at once moves them once.
  const edits = () => asOne(record.text, inTurn(record, [
    each => setValue(each, ['analysis', dimension], data, fieldsAt(['analysis'])),
    ...loose.map(({ path }) => (each: PolicyRecord) => removeAt(each, path)),
  ]));
  return mend(record, { zh: `把 ${names.join('、')} 移到 analysis.${dimension}`, en: `Move ${names.join(', ')} to analysis.${dimension}` }, edits, { preferred });
}

function movedToEconomic(record: PolicyRecord, { name, value }: Entry): readonly Fix[] {
  const text = stringOf(value);
  const to: Path = ['impactAnalysis', 'economic'];
  if (name !== 'evidence' || text === undefined || isEmpty(value) || !isEmpty(nodeAt(record.root, to))) return [];
  const from: Path = ['impactAnalysis', name];
  const edits = () => inTurn(record, [each => setValue(each, to, text, fieldsAt(['impactAnalysis'])), each => removeAt(each, from)]);
  return [mend(record, { zh: '把文本移到 economic', en: 'Move the text to economic' }, edits, { preferred: true })];
}

function movedToAnalysis(record: PolicyRecord, { name, span }: Entry): readonly Fix[] {
  const analysis = entryOf(record.root, 'analysis');
  if ((analysis?.value && analysis.value.kind !== 'map') || !isEmpty(nodeAt(record.root, ['analysis', name])) || textOf(record.text, span).trim() === '') return [];
  const edits = () => inTurn(record, [
    ...(entryOf(analysis?.value, name) ? [(each: PolicyRecord) => removeAt(each, ['analysis', name])] : []),
    each => moveValue(each, [name], ['analysis', name], fieldsAt([])),
  ]);
  return [mend(record, { zh: `移到 analysis.${name}`, en: `Move it to analysis.${name}` }, edits, { preferred: true })];
}
