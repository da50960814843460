import { eolOf, indexLines, type LineIndex } from '../base/lines.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { readBlock } from './block.ts';
import { conflictsIn } from './conflict.ts';
import { boundDepth, mostDepth, tooDeepReason } from './depth.ts';
import { isMisread, lostCharacter, misreadReason } from './encoding.ts';
import { findFences, type Fences } from './fences.ts';
import { buildFlow } from './flow.ts';
import { judgeJson, notJson } from './json.ts';
import { languageOfPath, languageOfText } from './locale.ts';
import { patchOf } from './patch.ts';
import type { Problem } from './problem.ts';
import type { PolicyRecord, Style } from './record.ts';
import { isTrailingComma } from './slips.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokens.ts';
import { nodeAt, stringOf, type Node } from './tree.ts';
import { wideInFlow } from './widefix.ts';
import { readYaml } from './yaml.ts';

/** The most UTF-16 code units of frontmatter that are checked: 1 MiB. */
export const mostCharacters = 1 << 20;

/** Reads a Markdown file. Undefined where it has no frontmatter at all; whatever else it holds, the result is a record. */
export function parseRecord(uri: string, text: string): PolicyRecord | undefined {
  const fences = findFences(text);
  if (!fences) return undefined;
  const lines = indexLines(text);
  const { style, root, problems } = read(text, fences, lines);
  const telling = ['title', 'country', 'category'].map(key => stringOf(nodeAt(root, [key]))).find(value => value);
  return {
    uri, text, lines, fences, style, root, problems, body: fences.body,
    locale: languageOfPath(uri) ?? languageOfText(telling, text),
  };
}

interface Reading { readonly style: Style; readonly root: Node | undefined; readonly problems: readonly Problem[] }

function read(text: string, fences: Fences, lines: LineIndex): Reading {
  const { inner } = fences;
  const stop = (problem: Problem): Reading => ({ style: /^\s*\{/.test(text.slice(inner.start, inner.start + 100)) ? 'flow' : 'block', root: undefined, problems: [problem] });
  if (inner.end - inner.start > mostCharacters) {
    return stop({ kind: 'too-large', span: fences.open, reason: { zh: '前置元数据超过 1 MiB', en: 'the frontmatter is larger than 1 MiB' } });
  }
  if (isMisread(text)) {
    const [run = ''] = /\ufffd+/.exec(text) ?? [];
    const at = text.indexOf(lostCharacter);
    return stop({ kind: 'not-utf8', span: span(at, at + run.length), reason: misreadReason });
  }
  const conflicts = conflictsIn(text, inner);
  if (conflicts.length > 0) return { style: 'block', root: undefined, problems: conflicts };
  const { depth, at } = boundDepth(text, inner);
  if (depth > mostDepth) return stop({ kind: 'too-deep', span: span(at, at + 1), reason: tooDeepReason });

  const first = /[^\s\uFEFF\u3000\u00a0]/.exec(textOf(text, inner))?.[0];
  const reading = first !== undefined && '{｛['.includes(first) ? readBraces(text, inner) : lostBrace(text, inner) ?? { style: 'block' as const, ...readBlock(text, inner) };
  const problems = onePerLine(reading.problems, lines);
  if (fences.close) return { ...reading, problems };
  const eol = eolOf(text);
  const end = reading.root?.kind === 'map' && reading.root.flow ? reading.root.span.end : undefined;
  const unclosed: Problem = {
    kind: 'syntax', span: fences.open, reason: { zh: '缺少结束前置元数据的 --- 行', en: 'the line --- that ends the frontmatter is missing' },
    ...(end === undefined ? {} : { repair: [{ span: span(end, end), text: `${eol}---` }] }),
  };
  // Everything behind a missing fence is prose that was read as frontmatter, so what it breaks is one mistake with the fence.
  return { ...reading, problems: [unclosed] };
}

function readBraces(text: string, inner: Span): Reading {
  const tokens = tokenize(text, inner);
  const style = braceStyle(text, tokens);
  const flow = buildFlow(text, tokens);
  const wide = wideInFlow(text, tokens, style);
  const patch = patchOf(text, inner, wide.flatMap(problem => problem.repair ?? []));
  const own = style === 'json' ? [...notJson(text, tokens, flow.problems), ...flow.problems] : flow.problems.filter(problem => !isTrailingComma(problem));
  const verdict = style === 'json' ? judgeJson(patch) : undefined;
  if (verdict === undefined || verdict.length > 0) {
    const yaml = readYaml(patch.text, patch.back);
    const judged = verdict ?? yaml.problems;
    if (judged.length > 0) return { style, root: flow.root, problems: [...wide, ...(own.length > 0 ? own : judged.slice(0, 1))] };
    if (own.length > 0 || flow.unusual) return { style, root: yaml.root, problems: wide };
  }
  // Lines that are indented oddly look like lost brackets, which the judge knows better.
  return { style, root: flow.problems.length > 0 ? buildFlow(text, tokens, true).root : flow.root, problems: wide };
}

/** A text that starts with a quoted key and ends with a brace that nothing opens has lost its first brace, which is one mistake and not one on every line. */
function lostBrace(text: string, inner: Span): Reading | undefined {
  if (!/^\s*["']/.test(textOf(text, inner))) return undefined;
  const tokens = tokenize(text, inner);
  const depth = tokens.reduce((sum, { kind }) => sum + ('{['.includes(kind) ? 1 : '}]'.includes(kind) ? -1 : 0), 0);
  const first = tokens[0];
  if (!first || depth !== -1 || tokens.at(-1)?.kind !== '}') return undefined;
  const own = textOf(text, inner).trimEnd();
  const eol = eolOf(text);
  const repair = !/[\r\n]/.test(own.trimStart()) ? { span: span(first.span.start, first.span.start), text: '{ ' }
    : { span: span(inner.start, inner.start), text: /^[ \t]*[\r\n]/.test(own) ? '{' : `{${eol}` };
  return { style: braceStyle(text, tokens), root: undefined, problems: [{ kind: 'syntax', span: first.span, reason: { zh: '缺少 {', en: 'a { is missing' }, repair: [repair] }] };
}

/** JSON where every key has double quotes and what is not JSON is the exception; else YAML between braces. */
function braceStyle(text: string, tokens: readonly Token[]): Style {
  let [double, single, plainKeys, trailing, closings] = [0, 0, 0, 0, 0];
  for (const [i, token] of tokens.entries()) {
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (token.kind === 'string') {
      if (token.wide) continue;
      if (token.quote === '"') double++;
      else if (after?.kind === ':' || textOf(text, token.span).includes('"')) return 'flow';
      else single++;
    } else if (token.kind === 'plain' && after?.kind === ':') plainKeys++;
    else if (token.kind === 'comment' || token.kind === 'unusual') return 'flow';
    else if ((token.kind === '}' || token.kind === ']') && before && before.kind !== '{' && before.kind !== '[') {
      closings++;
      if (before.kind === ',') trailing++;
    }
  }
  if (double === 0) return plainKeys + single + trailing > 0 ? 'flow' : 'json';
  return plainKeys * 10 > double || single * 10 > double || trailing * 2 > closings ? 'flow' : 'json';
}

/**
 * A mistake often upsets what follows it on its line, so each line keeps the first of its problems; full-width characters of
 * one line were typed in one go and are mended in one go.
 */
function onePerLine(problems: readonly Problem[], lines: LineIndex): readonly Problem[] {
  const kept = new Map<number, Problem>();
  for (const problem of [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const line = lines.lineOf(problem.span.start);
    const first = kept.get(line);
    if (!first) kept.set(line, problem);
    else if (first.kind === 'full-width' && problem.kind === 'full-width') kept.set(line, { ...first, repair: [...first.repair ?? [], ...problem.repair ?? []] });
  }
  return [...kept.values()];
}
