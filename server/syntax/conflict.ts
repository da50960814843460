import { span, textOf, type Span } from '../base/span.ts';
import type { Problem } from './problem.ts';

const marker = /^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/gm;

/** Each conflict that version control left in the frontmatter, from its first marker to the end of that line. */
export function conflictsIn(text: string, inner: Span): readonly Problem[] {
  const own = textOf(text, inner);
  if (!own.includes('<<<<<<<') && !own.includes('>>>>>>>')) return [];
  const found: Problem[] = [];
  let openAt: number | undefined;
  for (const match of own.matchAll(marker)) {
    const [at, kind] = [inner.start + match.index, match[1]?.[0]];
    if (kind === '<' && openAt === undefined) { openAt = at; found.push(conflict(at)); }
    else if (kind === '>') { if (openAt === undefined) found.push(conflict(at)); openAt = undefined; }
  }
  return found;
}

const conflict = (at: number): Problem => ({
  kind: 'conflict', span: span(at, at + 7), reason: { zh: '这里留有未解决的合并冲突', en: 'a merge conflict is left unresolved here' },
});
