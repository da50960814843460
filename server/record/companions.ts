import type { Locale } from '../base/both.ts';
import { languageOfPath } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, stringOf, type Node } from '../syntax/tree.ts';

/** A file beside the records that they may refer to by its id: a facility. It is all the library keeps of it. */
export interface Companion {
  readonly uri: string;
  /** The language its folder names; undefined outside language folders. */
  readonly language: Locale | undefined;
  readonly id: string;
  readonly name: string | undefined;
  readonly country: string | undefined;
}

/** What the library keeps of a file that is no policy record: of one with an id that stands among facilities or names policies. */
export function companionOf({ uri, root }: PolicyRecord): Companion | undefined {
  const id = textIn(root, 'id');
  if (!id || !(/[\\/]facilities[\\/]/i.test(uri) || entryOf(root, 'relatedPolicies'))) return undefined;
  return { uri, language: languageOfPath(uri), id, name: textIn(root, 'name') ?? textIn(root, 'title'), country: textIn(root, 'country') };
}

/** The text of a field as a string of its own, which does not hold on to the text of the file. An id in figures may stand without quotes. */
function textIn(root: Node | undefined, field: string): string | undefined {
  const node = entryOf(root, field)?.value;
  const text = stringOf(node) ?? (node?.kind === 'scalar' && typeof node.value === 'number' ? String(node.value) : undefined);
  return text?.trim() ? ` ${text.trim()}`.slice(1) : undefined;
}
