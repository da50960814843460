import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { blockLines, type BlockLine } from './blocklines.ts';
import { readPatch } from './clean.ts';
import { buildFlow } from './flow.ts';
import { patchOf } from './patch.ts';
import type { Problem } from './problem.ts';
import { missing } from './slips.ts';
import { tokenize, wordAt } from './tokens.ts';
import type { Node } from './tree.ts';
import { wideInBlock } from './widefix.ts';
import { aliasReasons, badIndent, brokenKey, type Yaml } from './yaml.ts';

/** How many mistakes of one record are told apart before the rest waits until these are mended. */
const mostMistakes = 8;

/**
 * Reads block notation. After each mistake the text is read again as it would be without it, so that one mistake is one problem
 * and what stands below it keeps its tree.
 */
export function readBlock(text: string, inner: Span): { readonly root: Node | undefined; readonly problems: readonly Problem[] } {
  const lines = blockLines(text, inner);
  const wide = wideInBlock(text, lines);
  const repairs: Edit[] = wide.flatMap(problem => problem.repair ?? []);
  const problems: Problem[] = [];
  const reread = (more: readonly Edit[] = [], end: number = inner.end): Yaml =>
    readPatch(patchOf(text, span(inner.start, end), [...repairs, ...more].filter(edit => edit.span.end <= end)));
  let reading = reread();
  while (problems.length < mostMistakes) {
    const first = reading.problems[0];
    if (!first) break;
    const mistake = explain(text, first, lines, problems, reread);
    problems.push(mistake.problem);
    if (!mistake.without) break;
    repairs.push(...mistake.without);
    reading = reread();
  }
  return { root: reading.root, problems: [...wide, ...problems] };
}

/** A problem in words a person can act on, and the edits that take it out of the way; none where the reading must stop here. */
interface Mistake { readonly problem: Problem; readonly without?: readonly Edit[] }

function explain(text: string, found: Problem, lines: readonly BlockLine[], known: readonly Problem[], reread: (more: readonly Edit[], end: number) => Yaml): Mistake {
  if (found.kind === 'too-deep' || found.reason === aliasReasons.self || found.reason === aliasReasons.bomb) return { problem: found };
  const settles = (line: BlockLine, edits: readonly Edit[]) => {
    // What stands far below has no say in it, and to read it for every try would take long.
    const end = lines.find(({ span: { start } }) => start > line.span.end + 4000)?.span.start ?? lines.at(-1)?.span.end ?? line.span.end;
    const next = reread(edits, end).problems[0];
    return !next || next.span.start > line.span.end;
  };
  const fresh = lines.filter(line => !known.some(problem => line.span.start <= problem.span.start && problem.span.start <= line.span.end));
  for (const line of fresh) {
    const missing = line.span.start <= found.span.start && line.value ? missingEnd(text, span(line.value.start, Math.min(line.value.end, line.span.end))) : undefined;
    if (!missing || !line.value) continue;
    const end = Math.min(line.value.end, line.span.end);
    const repair = [{ span: span(end, end), text: missing }];
    if (settles(line, repair)) {
      return { problem: { kind: 'syntax', span: span(line.value.start, end), repair, reason: { zh: `没有闭合，缺少 ${missing}`, en: `the closing ${missing} is missing` } }, without: repair };
    }
  }
  const line = fresh.find(candidate => candidate.span.start <= found.span.start && found.span.start <= candidate.span.end);
  if (!line) return { problem: found };
  const isItem = line.kind === 'value' && line.dashes.length > 0 && found.reason === brokenKey;
  const problem = { ...found, ...(isItem ? { reason: { zh: '这里应是键，却写了列表项', en: 'a list item stands where a key is expected' } } : {}), span: span(found.span.start, Math.min(found.span.end, line.span.end)) };
  const below = fresh[fresh.indexOf(line) + 1];
  if (line.kind === 'entry' && line.value && below && below.kind !== 'text' && below.indent > line.indent && below.dashes.length === 0) {
    const lead = span(below.span.start + line.indent, below.span.start + below.indent);
    const flush = [{ span: lead, text: '' }];
    if (settles(below, flush)) return { problem: { kind: 'syntax', span: lead, reason: badIndent }, without: flush };
  }
  for (const [sooner, reason] of mendings(text, line)) {
    const [edit] = sooner;
    if (edit && settles(line, sooner)) return { problem: { ...problem, span: edit.span, reason, repair: sooner }, without: sooner };
  }
  const blanked = [{ span: line.span, text: '' }];
  return settles(line, blanked) ? { problem, without: blanked } : { problem };
}

/** What may be lacking behind the first word of a line that is neither entry nor item: the pattern ends where it belongs. */
const lacking: readonly (readonly [RegExp, string | ((word: string) => string), Both])[] = [
  [/^["'][\w-]+(?=[ \t]*:)/, word => word[0] ?? '', { zh: '键的引号没有闭合', en: 'the closing quote of the key is missing' }],
  [/^[\w-]+:(?=[^\s:])/, ' ', { zh: '冒号后面缺少空格', en: 'a blank is missing behind the colon' }],
  [/^[\w-]+(?=[ \t]+["'[{])/, ':', missing(':')],
  [/^-(?=[^\s-])/, ' ', { zh: '短横线后面缺少空格', en: 'a blank is missing behind the dash' }],
];

/** The mendings worth trying on a line, most likely first: blanks for a tab, what is lacking, quotes round a value. */
function* mendings(text: string, line: BlockLine): Generator<readonly [readonly Edit[], Problem['reason']]> {
  const lead = /^ *(\t[ \t]*)/.exec(textOf(text, line.span));
  if (lead?.[1]) {
    const start = line.span.start + lead[0].length - lead[1].length;
    const reason = { zh: '缩进用了制表符，YAML 只允许空格', en: 'a tab is used as indentation, and YAML allows only spaces' };
    for (const put of [lead[1].replaceAll('\t', '  '), '']) yield [[{ span: span(start, start + lead[1].length), text: put }], reason];
  }
  const from = line.span.start + line.indent;
  for (const [pattern, put, reason] of lacking) {
    const found = line.kind === 'value' ? pattern.exec(text.slice(from, line.span.end)) : undefined;
    if (found) yield [[{ span: span(from + found[0].length, from + found[0].length), text: typeof put === 'string' ? put : put(found[0]) }], reason];
  }
  const bare = line.value && /^["']/.test(textOf(text, line.value)) ? wordAt(text, line.value).bare : undefined;
  if (bare) yield [bare.map(at => ({ span: span(at, at), text: text[line.value?.start ?? 0] === '"' ? '\\' : '\'' })), { zh: '文本里的引号没有转义', en: 'a quote inside the text is not escaped' }];
  const doubled = line.value && /^:[ \t]+/.exec(textOf(text, line.value));
  if (line.kind === 'entry' && line.value && doubled) yield [[{ span: span(line.value.start, line.value.start + doubled[0].length), text: '' }], { zh: '多了一个 :', en: 'there is one : too many' }];
  if (line.kind === 'entry' && line.value && line.value.end <= line.span.end) {
    const plain = textOf(text, line.value);
    if (!/^["'[{]/.test(plain) && /: |:$|[ \t]#|^[@`%&*!|>]/.test(plain)) {
      yield [[{ span: line.value, text: `'${plain.replaceAll('\'', '\'\'')}'` }],
        { zh: '值里有 YAML 的特殊字符，需要加引号', en: 'the value holds characters that mean something to YAML and needs quotes' }];
    }
  }
}

/** The quote or the brackets that a value lacks on its line. */
function missingEnd(text: string, value: Span): string | undefined {
  const [first, own] = [text[value.start] ?? '', textOf(text, value)];
  if (first === '"' || first === '\'') return own.slice(1).includes(first) ? undefined : first;
  if (first !== '{' && first !== '[') return undefined;
  return buildFlow(text, tokenize(text, value)).closers || undefined;
}
