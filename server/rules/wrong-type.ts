import type { Both } from '../base/both.ts';
import { span, textOf } from '../base/span.ts';
import { requiredAt } from '../schema/describe.ts';
import { schemaErrors, type SchemaError } from '../schema/validate.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { isEmpty, nodeAt, stringOf, type Data, type Node, type Path } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  title: { zh: '每个值都是字段要求的类型', en: 'Each value has the type its field asks for' },
  why: {
    zh: '网站按类型读取字段：加了引号的年份不参与排序，写成文本的列表会被逐字拆开。',
    en: 'The site reads fields by type: a year in quotes is not sorted, and a list written as a text is taken apart letter by letter.',
  },
  source: sources.schema,
  severity: 'error',
  judges: 'values',
  unfinished: true,
  examples: [
    example`
      ---
      { "title": "2024", "year": 2024, "analysis": { "mrv": { "score": 60 } }, "evolution": { "clusters": [] } }
      ---
    `,
    example`
      ---
      { "title": "碳捕集试点", "year": "2024", "analysis": { "mrv": { "label": "第三方核查", "score": "60" } } }
                                       ^^^^^^ wrong-type: “year” must be an integer, and "2024" is a string.
                                                                                                      ^^^^ wrong-type: “analysis.mrv.score” must be an integer, and "60" is a string.
      ---
      ->
      ---
      { "title": "碳捕集试点", "year": 2024, "analysis": { "mrv": { "label": "第三方核查", "score": 60 } } }
      ---
    `,
    example`
      ---
      { "evolution": { "clusters": "碳市场" }, "relatedFacilities": [1170, 310] }
                                   ^^^^^^^^ wrong-type: “evolution.clusters” must be a list, and "碳市场" is a string.
                                                                     ^^^^ wrong-type: “relatedFacilities[0]” must be a string, and 1170 is a number.
      ---
      ->
      ---
      { "evolution": { "clusters": ["碳市场"] }, "relatedFacilities": ["1170", "310"] }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'title': ['Carbon Storage Act'],
                 ^^^^^^^^^^^^^^^^^^^^^^ wrong-type: “title” must be a string, and this is a list.
        'source': {},
                  ^^ wrong-type: “source” must be a string, and this is a map.
      }
      ---
      ->
      ---
      {
        'title': 'Carbon Storage Act',
        'source': '',
      }
      ---
    `,
    example`
      ---
      title: 2024
             ^^^^ wrong-type: “title” must be a string, and 2024 is a number.
      analysis:
        mrv:
          label: [监测]
                 ^^^^^^ wrong-type: “analysis.mrv.label” must be a string, and this is a list.
      ---
      ->
      ---
      title: '2024'
      analysis:
        mrv:
          label: 监测
      ---
    `,
    example`
      ---
      - 碳捕集试点
      ^^^^^^^^^^^^ wrong-type: The frontmatter must be a map of fields, and this is a list.
      - 2024
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'analysis': { 'market': { 'score': 'eighty' } } }
                                           ^^^^^^^^ wrong-type: “analysis.market.score” must be an integer, and "eighty" is a string.
      ---
    `,
  ],

  check(record) {
    const { root } = record;
    if (root && root.kind !== 'map' && !isEmpty(root)) return [notAMap(record, root)];
    const errors = schemaErrors(record);
    if (errors.length === 0) return [];
    const all: Found[] = [];
    const lists = new Set<string>();
    for (const error of errors) {
      const { path } = error;
      const node = error.keyword === 'type' ? nodeAt(root, path) : undefined;
      if (!node || belongsElsewhere(path, node)) continue;
      const last = path.at(-1);
      if (typeof last !== 'number') { all.push(found(record, error, node, fixesOf(record, path, error.type, node))); continue; }
      // A list of numbers is one mistake, however long the list is.
      const list = path.slice(0, -1);
      const isText = error.type === 'string' && textFrom(record, node) !== undefined;
      const isNothing = node.kind === 'scalar' && node.value === undefined;
      const group = `${list.join('.')} ${isText} ${isNothing}`;
      if (lists.has(group)) continue;
      lists.add(group);
      all.push(found(record, error, node, isText ? [quoteItems(record, list)] : isNothing ? [mend(record, { zh: '删去空的一项', en: 'Remove the empty item' }, removeAt(record, path), { preferred: true })] : []));
    }
    return all;
  },
};

/** An absent or blank value is another rule's finding, and so is a number that no score can be. */
function belongsElsewhere(path: Path, node: Node): boolean {
  if (node.kind !== 'scalar') return false;
  if (isEmpty(node) && path.length === 1 && requiredAt([]).includes(String(path[0]))) return true;
  // Whatever is no number counts as 0 or as none.
  const score = Number(node.value);
  return path.at(-1) === 'score' && !Number.isNaN(score) && !(Number.isInteger(score) && 0 <= score && score <= 100);
}

function found(record: PolicyRecord, { path, type }: SchemaError, node: Node, fixes: readonly Fix[]): Found {
  const field = nameOf(path);
  const wanted = typeNamed(type);
  const is = kindOf(node);
  const shown = node.kind === 'scalar' ? short(node.form === 'plain' ? textOf(record.text, node.span) : JSON.stringify(node.value)) : undefined;
  const { lines } = record;
  return {
    // A map or list over several lines is pointed at where it begins.
    span: span(node.span.start, Math.min(node.span.end, lines.endOf(lines.lineOf(node.span.start)))), path, fixes,
    message: {
      zh: `“${field}”应为${wanted.zh}，而${shown === undefined ? '这里' : ` ${shown} `}是${is.zh}。`,
      en: `“${field}” must be ${wanted.en}, and ${shown ?? 'this'} is ${is.en}.`,
    },
  };
}

function notAMap(record: PolicyRecord, root: Node): Found {
  const is = kindOf(root);
  return {
    span: span(root.span.start, Math.min(root.span.end, record.lines.endOf(record.lines.lineOf(root.span.start)))), path: [],
    message: { zh: `前置元数据应由“字段: 值”组成，而这里是${is.zh}。`, en: `The frontmatter must be a map of fields, and this is ${is.en}.` },
  };
}

function fixesOf(record: PolicyRecord, path: Path, type: string | undefined, node: Node): readonly Fix[] {
  const becomes = (value: Data, title: Both, safe = true) => [mend(record, title, setValue(record, path, value), { safe, preferred: true })];
  if (path.at(-1) === 'score' && isEmpty(node)) return [mend(record, { zh: '删除空的 score', en: 'Remove the empty score' }, removeAt(record, path), { preferred: true })];
  if (isEmpty(node)) {
    const empty = type === 'string' ? '' : type === 'array' ? [] : type === 'object' ? {} : undefined;
    const { zh, en } = typeNamed(type);
    return empty === undefined ? [] : becomes(empty, { zh: `改为空的${zh}`, en: `Make it an empty ${en.replace(/^an? /, '')}` });
  }
  const only = node.kind === 'seq' && node.items.length === 1 ? stringOf(node.items[0]) : undefined;
  const text = textFrom(record, node);
  switch (type) {
    case 'string': {
      if (only !== undefined) return becomes(only, { zh: '改为列表里唯一的文本', en: 'Take the only item of the list' });
      return text === undefined ? [] : becomes(text, { zh: '加上引号', en: 'Put it in quotes' });
    }
    case 'array': return text !== undefined ? becomes([text], { zh: '改为一项的列表', en: 'Make it a list of one item' }) : [];
    case 'integer': return numberFixes(stringOf(node) ?? '', becomes);
    case 'object': {
      // Only a dimension is a map within a map.
      const isScore = path.length === 2 && node.kind === 'scalar' && typeof node.value === 'number';
      return isScore ? becomes({ score: node.value }, { zh: '作为这个维度的评分', en: 'Make it the score of the dimension' }, false) : [];
    }
    default: return [];
  }
}

function numberFixes(text: string, becomes: (value: Data, title: Both, safe?: boolean) => readonly Fix[]): readonly Fix[] {
  const [, digits, unit] = /^\s*([-+.\dxobeE]+?)\s*(年|分)?\s*$/u.exec(text.normalize('NFKC')) ?? [];
  const number = Number(digits);
  return Number.isSafeInteger(number) ? becomes(number, { zh: `改为数字 ${number}`, en: `Make it the number ${number}` }, unit === undefined) : [];
}

/** Puts quotes round every number and word of a list of texts. */
function quoteItems(record: PolicyRecord, list: Path): Fix {
  const seq = nodeAt(record.root, list);
  const items = seq?.kind === 'seq' ? seq.items : [];
  const edits = items.flatMap((item, i) => {
    const text = textFrom(record, item);
    return text === undefined ? [] : setValue(record, [...list, i], text);
  });
  return mend(record, { zh: '加上引号', en: 'Put it in quotes' }, edits, { safe: true, preferred: true });
}

/** The text that a value stands for without loss: a number keeps its digits as they are written. */
function textFrom(record: PolicyRecord, node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === undefined) return undefined;
  return typeof node.value === 'string' ? node.value : textOf(record.text, node.span);
}

const nameOf = (path: Path): string => path.map((step, i) => typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`).join('');
const short = (text: string): string => text.length > 40 ? `${[...text].slice(0, 39).join('')}…` : text;

const typeNames: Readonly<Record<string, Both>> = {
  string: { zh: '文本', en: 'a string' }, integer: { zh: '整数', en: 'an integer' }, object: { zh: '映射', en: 'a map' }, array: { zh: '列表', en: 'a list' },
};
const typeNamed = (type: string | undefined): Both => typeNames[type ?? ''] ?? { zh: '', en: '' };

function kindOf(node: Node): Both {
  if (node.kind === 'map') return { zh: '映射', en: 'a map' };
  if (node.kind === 'seq') return { zh: '列表', en: 'a list' };
  if (node.value === undefined) return { zh: '空值', en: 'nothing' };
  return typeof node.value === 'string' ? { zh: '文本', en: 'a string' } : typeof node.value === 'boolean' ? { zh: '布尔值', en: 'a boolean' } : { zh: '数字', en: 'a number' };
}
