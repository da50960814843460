import { span, textOf, type Span } from '../base/span.ts';
import { charactersOf } from '../syntax/characters.ts';
import { fenceBehind } from '../syntax/code.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { wholeText, type Node, type Path, type TextNode } from '../syntax/tree.ts';

/** A path that a link gives, as it is written without what follows a `?` or `#`, and where it begins. One in angle brackets or quotes may hold blanks. */
export interface WrittenPath { readonly path: string; readonly from: number; readonly isEnclosed: boolean }

/** What stands where Markdown or HTML says where a link leads: in brackets behind a text, behind the name of a reference, in an attribute. */
const linked = /\]\(\s{0,9}(?:<([^<>\r\n]+)>|((?:[^\s<>()]|\([^\s<>()]*\))+))|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*(?:\r?\n[ \t]*)?(?:<([^<>\r\n]+)>|([^\s<>]+))|\b(?:href|src)[ \t]?=[ \t]?(?:"([^"\r\n]+)"|'([^'\r\n]+)')/dgim;

/** The paths that the links of a text give. What names a scheme or another host leads elsewhere, and a fragment alone nowhere. */
export function* pathsWithin(text: string): Generator<WrittenPath> {
  for (const { indices = [], ...match } of text.matchAll(linked)) {
    const group = [1, 2, 3, 4, 5, 6].find(each => match[each] !== undefined) ?? 0;
    const path = (match[group] ?? '').replace(/[?#][^]*$/, '');
    if (path !== '' && !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(path)) yield { path, from: indices[group]?.[0] ?? 0, isEnclosed: group !== 2 && group !== 4 };
  }
}

/** Whether a text may hold links at all. */
export const mayLink = (text: string): boolean => /\]\s{0,9}[(:]|\b(?:href|src)[ \t]?=/i.test(text);

/** A path that a link of a file gives, and where its characters from one up to another stand. */
export interface LinkedPath extends WrittenPath { sourceOf(from: number, to: number): Span }

/** The paths that the links of a file give, in its values and its narrative. What looks like a link in code is none. */
export function* linksIn({ text, root, body }: PolicyRecord): Generator<LinkedPath> {
  for (const { whole } of root ? textsBelow(root) : []) {
    if (!mayLink(whole.value)) continue;
    const characters = charactersOf(text, whole);
    for (const each of pathsWithin(withoutCode(characters.text))) yield { ...each, sourceOf: (from, to) => characters.sourceOf(each.from + from, each.from + to) };
  }
  const narrative = textOf(text, body);
  for (const each of mayLink(narrative) ? pathsWithin(withoutCode(narrative)) : []) {
    const start = body.start + each.from;
    yield { ...each, sourceOf: (from, to) => span(start + from, start + to) };
  }
}

/** The single values below a node that are texts, with the way to each. */
export function* textsBelow(node: Node | undefined, path: Path = []): Generator<{ readonly whole: TextNode; readonly path: Path }> {
  if (node?.kind === 'map') for (const { name, value } of node.entries) yield* textsBelow(value, [...path, name]);
  else if (node?.kind === 'seq') for (const [i, item] of node.items.entries()) yield* textsBelow(item, [...path, i]);
  const whole = wholeText(node);
  if (whole) yield { whole, path };
}

/** A text with blanks in the place of its code. */
function withoutCode(text: string): string {
  let open: string | undefined;
  const lines = text.replace(/[^\r\n]*(?:\r?\n|\r|$)/g, line => {
    const before = open;
    open = fenceBehind(open, line.trimEnd());
    return before === undefined && open === undefined ? line : line.replace(/[^\r\n]/g, ' ');
  });
  return lines.replace(/(?<!`)(`+)(?!`)(?:(?!\n[ \t\r]*\n)[^])*?(?<!`)\1(?!`)/g, code => code.replace(/[^\r\n]/g, ' '));
}
