import { Composer, isAlias, isMap, isPair, isScalar, isSeq, Lexer, Parser, type CST, type Document, type Node as YamlNode, type YAMLError } from 'yaml';
import type { Both } from '../base/both.ts';
import { span } from '../base/span.ts';
import { mostDepth, tooDeepReason } from './depth.ts';
import type { Problem } from './problem.ts';
import type { Entry, Node, ScalarForm, ScalarNode } from './tree.ts';

/** What YAML makes of a text. Spans are offsets into the text that `back` leads to. */
export interface Yaml { readonly root: Node | undefined; readonly problems: readonly Problem[] }

const forms: Readonly<Record<string, ScalarForm>> = {
  PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'literal', BLOCK_FOLDED: 'folded',
};

/** How many nodes aliases may add to one record: more is an alias bomb, and what is beyond is left out. */
const mostAliased = 1000;

/**
 * Reads a text as one YAML 1.2 document. `back` maps an offset of the text to the offset it is
 * known by outside. Duplicate keys are kept side by side: finding them is the business of a rule, and `uniqueKeys` is quadratic.
 */
export function readYaml(text: string, back: (at: number) => number): Yaml {
  try { return compose(text, back); } catch {
    // No input is known to get here; a mistake in the library must still not cost the person the record.
    return { root: undefined, problems: [{ kind: 'syntax', span: span(back(0), back(text.length)), reason: { zh: '无法解析', en: 'it cannot be parsed' } }] };
  }
}

function compose(text: string, back: (at: number) => number): Yaml {
  const read = partsOf(text);
  if ('deepAt' in read) return { root: undefined, problems: [{ kind: 'too-deep', span: span(back(read.deepAt), back(Math.min(read.deepAt + 1, text.length))), reason: tooDeepReason }] };
  const [doc, second] = new Composer({ keepSourceTokens: false, uniqueKeys: false, prettyErrors: false, strict: true, version: '1.2', merge: false }).compose(read.parts, true, text.length);
  if (!doc) return { root: undefined, problems: [] };
  const { root, problems } = convert(doc, back);
  const documents: readonly Problem[] = second ? [{ kind: 'syntax', span: span(back(second.range[0]), back(second.range[1])), reason: { zh: '前置元数据里有多个文档', en: 'the frontmatter holds more than one document' } }] : [];
  return { root, problems: [...doc.errors.map(error => problemOf(error, text, back)), ...documents, ...problems] };
}

/**
 * The parts of a text, as YAML's parser tells them without recursion, or where they nest deeper than they may. Composing them
 * recurses, and mistakes can nest them deeper than the text looks.
 */
function partsOf(text: string): { readonly parts: readonly CST.Token[] } | { readonly deepAt: number } {
  const parser = new Parser();
  const parts: CST.Token[] = [];
  for (const word of new Lexer().lex(text)) {
    parts.push(...parser.next(word));
    if (parser.stack.length > mostDepth) return { deepAt: parser.offset };
  }
  parts.push(...parser.end());
  return { parts };
}

function convert(doc: Document.Parsed, back: (at: number) => number): Yaml {
  const problems: Problem[] = [];
  // An alias means the last anchor of its name before it; finding it by `resolve` would walk through the whole document each time.
  const anchors = new Map<string, YamlNode>();
  let aliased = 0;
  const spanOf = (range: readonly number[] | null | undefined) => span(back(range?.[0] ?? 0), back(range?.[1] ?? range?.[0] ?? 0));

  const node = (from: unknown, within: readonly unknown[]): Node | undefined => {
    if (within.length > 0) aliased++;
    if (isAlias(from)) {
      const source = anchors.get(from.source);
      const wrong = source === undefined ? aliasReasons.unset : within.includes(source) || (from.range?.[0] ?? 0) < (source.range?.[1] ?? 0) ? aliasReasons.self : aliased > mostAliased ? aliasReasons.bomb : undefined;
      if (wrong || source === undefined) {
        if (wrong && !problems.some(problem => problem.reason === wrong)) problems.push({ kind: 'syntax', span: spanOf(from.range), reason: wrong });
        return { kind: 'scalar', span: spanOf(from.range), form: 'plain', value: undefined };
      }
      const target = node(source, [...within, source]);
      return target && { ...target, span: spanOf(from.range) };
    }
    if ((isScalar(from) || isMap(from) || isSeq(from)) && from.anchor !== undefined) anchors.set(from.anchor, from);
    if (isScalar(from)) {
      if (from.range && from.range[0] === from.range[1] && from.value === null) return undefined;
      return scalar(from);
    }
    if (isSeq(from)) {
      const items: Node[] = [];
      for (const item of from.items) items.push(node(item, within) ?? { kind: 'scalar', span: spanOf((item as { range?: number[] }).range), form: 'plain', value: undefined });
      return { kind: 'seq', span: spanUpTo(from, items.at(-1)?.span.end), flow: from.flow === true, items };
    }
    if (!isMap(from)) return undefined;
    const entries = from.items.flatMap((pair): Entry[] => {
      if (!isPair(pair)) return [];
      const key = keyOf(pair.key);
      const value = node(pair.value, within);
      return [{ key, name: String(key.value ?? ''), value, span: span(key.span.start, Math.max(key.span.end, value?.span.end ?? 0)) }];
    });
    return { kind: 'map', span: spanUpTo(from, entries.at(-1)?.span.end), flow: from.flow === true, entries };
  };

  // YAML lets an indented collection reach to where the next one starts; here it ends with its last part.
  const spanUpTo = (from: { flow?: boolean | undefined; range?: readonly number[] | null | undefined }, end: number | undefined) => {
    const whole = spanOf(from.range);
    return from.flow === true || end === undefined ? whole : span(whole.start, Math.max(whole.start, end));
  };

  const scalar = (from: { value: unknown; type?: unknown; range?: readonly number[] | null }): ScalarNode => {
    const { value } = from;
    return {
      kind: 'scalar', span: spanOf(from.range), form: forms[String(from.type)] ?? 'plain',
      value: value === null ? undefined : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value),
    };
  };

  const keyOf = (key: unknown): ScalarNode => isScalar(key) ? scalar(key)
    : { kind: 'scalar', span: spanOf((key as { range?: number[] } | null)?.range), form: 'plain', value: '' };

  return { root: node(doc.contents, []), problems };
}

/** What makes an alias unusable. */
export const aliasReasons = {
  unset: { zh: '别名没有对应的锚点', en: 'an alias names no anchor' },
  self: { zh: '别名指向它自己所在的值', en: 'an alias names the value it stands in' },
  bomb: { zh: `别名展开后超过 ${mostAliased} 个值`, en: `aliases add more than ${mostAliased} values` },
} satisfies Readonly<Record<string, Both>>;

/** The reason of a line whose indentation fits no other. */
export const badIndent: Both = { zh: '缩进与同级的键不一致', en: 'the indentation does not fit the lines around it' };

/** The reason of a line that is no key, no item and no part of a text. */
export const brokenKey: Both = { zh: '键必须写在一行内，可能缺少冒号', en: 'a key must stand on one line; a colon may be missing' };

const reasons: Readonly<Record<string, Both>> = {
  TAB_AS_INDENT: { zh: '缩进用了制表符，YAML 只允许空格', en: 'a tab is used as indentation, and YAML allows only spaces' },
  BAD_INDENT: badIndent,
  BAD_DQ_ESCAPE: { zh: '双引号里的转义序列无效', en: 'an escape sequence in double quotes is not known' },
  BAD_SCALAR_START: { zh: '值不能以这个字符开头，需要加引号', en: 'a value cannot start with this character unless it is quoted' },
  BLOCK_AS_IMPLICIT_KEY: { zh: '值里有“冒号加空格”，需要加引号', en: 'the value holds a colon followed by a blank and needs quotes' },
  BLOCK_IN_FLOW: { zh: '花括号里不能使用缩进写法', en: 'indented notation cannot stand inside braces' },
  MISSING_CHAR: { zh: '缺少引号、逗号、冒号或括号', en: 'a quote, comma, colon or bracket is missing' },
  MULTILINE_IMPLICIT_KEY: brokenKey,
  BAD_ALIAS: { zh: '别名无效', en: 'an alias is not valid' },
  UNEXPECTED_TOKEN: { zh: '这里出现了意外的内容', en: 'something unexpected stands here' },
  RESOURCE_EXHAUSTION: { zh: '结构过于复杂', en: 'the structure is too complex' },
};

function problemOf(error: YAMLError, text: string, back: (at: number) => number): Problem {
  const [from, to] = [Math.min(error.pos[0], text.length), Math.min(error.pos[1], text.length)];
  const reason = reasons[error.code] ?? { zh: '不符合 YAML 语法', en: 'it breaks the syntax of YAML' };
  return { kind: 'syntax', span: span(back(from), Math.max(back(from), back(to))), reason };
}
