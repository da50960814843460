import { eolOf } from '../base/lines.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { readBlock } from './block.ts';
import { readPatch } from './clean.ts';
import { buildFlow } from './flow.ts';
import { judgeJson, notJson } from './json.ts';
import { patchOf } from './patch.ts';
import type { Reading, Style } from './record.ts';
import { isTrailingComma } from './slips.ts';
import { noWords, styleOf } from './style.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokens.ts';
import { wideInFlow } from './widefix.ts';

/** Reads a frontmatter whatever it holds: our own reading mends what is half typed, and `yaml` or jsonc-parser judges it. */
export function readJudged(text: string, inner: Span): Reading {
  const first = /[^\s\uFEFF\u3000\u00a0]/.exec(textOf(text, inner))?.[0];
  return first !== undefined && '{｛['.includes(first) ? readBraces(text, inner) : lostBrace(text, inner) ?? { style: 'block', ...readBlock(text, inner) };
}

function readBraces(text: string, inner: Span): Reading {
  const tokens = tokenize(text, inner);
  const style = braceStyle(text, tokens);
  const flow = buildFlow(text, tokens);
  const wide = wideInFlow(text, tokens, style);
  const patch = patchOf(text, inner, wide.flatMap(problem => problem.repair ?? []));
  const own = style === 'json' ? [...notJson(text, tokens, flow.problems), ...flow.problems] : flow.problems.filter(problem => !isTrailingComma(problem));
  const yaml = style === 'json' ? undefined : readPatch(patch);
  const judged = yaml?.problems ?? judgeJson(patch);
  if (judged.length > 0) return { style, root: flow.root, problems: [...wide, ...(own.length > 0 ? own : judged.slice(0, 1))] };
  if (yaml && (own.length > 0 || flow.unusual)) return { style, root: yaml.root, problems: wide };
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

function braceStyle(text: string, tokens: readonly Token[]): Style {
  const words = noWords();
  for (const [i, token] of tokens.entries()) {
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (token.kind === 'string') {
      if (token.wide) continue;
      if (token.quote === '"') words.double++;
      else if (after?.kind === ':' || textOf(text, token.span).includes('"')) words.isFlow = true;
      else words.single++;
    } else if (token.kind === 'plain' && after?.kind === ':') words.plainKeys++;
    else if (token.kind === 'comment' || token.kind === 'unusual') words.isFlow = true;
    else if ((token.kind === '}' || token.kind === ']') && before && before.kind !== '{' && before.kind !== '[') {
      words.closings++;
      if (before.kind === ',') words.trailing++;
    }
  }
  return styleOf(words);
}
