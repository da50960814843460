import { eolOf, indexLines, type LineIndex } from '../base/lines.ts';
import { span } from '../base/span.ts';
import { readClean } from './clean.ts';
import { conflictsIn } from './conflict.ts';
import { boundDepth, mostDepth, tooDeepReason } from './depth.ts';
import { isMisread, lostCharacter, misreadReason } from './encoding.ts';
import { findFences, type Fences } from './fences.ts';
import { readJudged } from './judged.ts';
import { languageOfPath, languageOfText } from './locale.ts';
import type { Problem } from './problem.ts';
import type { PolicyRecord, Reading } from './record.ts';
import { entryOf, stringOf } from './tree.ts';

/** The most UTF-16 code units of frontmatter that are checked: 1 MiB. */
export const mostCharacters = 1 << 20;

/** Reads a Markdown file. Undefined where it has no frontmatter at all; whatever else it holds, the result is a record. */
export function parseRecord(uri: string, text: string): PolicyRecord | undefined {
  const fences = findFences(text);
  if (!fences) return undefined;
  const lines = indexLines(text);
  const { style, root, problems } = read(text, fences, lines);
  const telling = () => ['title', 'country', 'category'].map(key => stringOf(entryOf(root, key)?.value)).find(value => value);
  return {
    uri, text, lines, fences, style, root, problems, body: fences.body,
    locale: languageOfPath(uri) ?? languageOfText(telling(), text),
  };
}

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
  const clean = fences.close && readClean(text, inner);
  if (clean) return clean;
  const conflicts = conflictsIn(text, inner);
  if (conflicts.length > 0) return { style: 'block', root: undefined, problems: conflicts };
  const { depth, at } = boundDepth(text, inner);
  if (depth > mostDepth) return stop({ kind: 'too-deep', span: span(at, at + 1), reason: tooDeepReason });

  const { style, root, problems } = readJudged(text, inner);
  if (fences.close) return { style, root, problems: onePerLine(problems, lines) };
  const eol = eolOf(text);
  const end = root?.kind === 'map' && root.flow ? root.span.end : undefined;
  const unclosed: Problem = {
    kind: 'syntax', span: fences.open, reason: { zh: '缺少结束前置元数据的 --- 行', en: 'the line --- that ends the frontmatter is missing' },
    ...(end === undefined ? {} : { repair: [{ span: span(end, end), text: `${eol}---` }] }),
  };
  // Everything behind a missing fence is prose that was read as frontmatter, so what it breaks is one mistake with the fence.
  return { style, root, problems: [unclosed] };
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
