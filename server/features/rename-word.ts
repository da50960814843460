import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { nameOf } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { wordsOf } from '../record/mentions.ts';
import type { PlainChange, World } from '../rules/rule.ts';
import { brief } from '../rules/wording.ts';
import { controlled, type ControlledField } from '../schema/vocabulary.ts';
import { readJson } from '../syntax/jsonfile.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText, type Data } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { tokenAt } from './subject.ts';

/** A word that the project adds to a vocabulary, as a record writes it. */
export interface OwnWord { readonly field: ControlledField | 'country'; readonly word: string; readonly span: Span }

/** The word of the project's own vocabulary under the cursor. Built-in words cannot be renamed: rules know them. */
export function ownWordAt({ project: { vocabulary } }: World, record: PolicyRecord, offset: number): OwnWord | undefined {
  const token = tokenAt(record.root, offset);
  const field = token && !token.isKey && token.path.length === 1 ? fields.find(each => each === token.path[0]) : undefined;
  const whole = field && wholeText(token?.node);
  if (!field || !whole) return undefined;
  const word = whole.value.trim();
  const isOwn = field === 'country' ? vocabulary.jurisdictions.some(each => isOwnId(each.id) && [each.zh, each.en].includes(word))
    : vocabulary.terms(field).some(({ id, written }) => isOwnId(id) && [written.zh, written.en].includes(word));
  return isOwn ? { field, word, span: wordsOf(record.text, whole) } : undefined;
}

const fields = [...controlled, 'country'] as const;
const isOwnId = (id: string): boolean => id.startsWith('own:');

/** The uris of the project file and of the records below its folder that write a word; the other language has a word of its own, unless both write the same. */
export function filesWith({ corpus, project }: World, record: PolicyRecord, { field, word }: OwnWord): readonly string[] {
  const folder = project.uri?.slice(0, project.uri.lastIndexOf('/') + 1) ?? '';
  const writing = corpus.records().filter(each => each.uri.startsWith(folder) && valueOf(each, field)?.trim() === word);
  return [...new Set([...project.uri === undefined ? [] : [project.uri], record.uri, ...writing.map(({ uri }) => uri)])];
}

function valueOf(facts: Facts, field: OwnWord['field']): string | undefined {
  const value = field === 'reviewStatus' ? facts.values.get(field) : facts[field];
  return typeof value === 'string' ? value : undefined;
}

/** Gives a word of the project another spelling, in the project file and in every record that writes it; or why not. */
export function renameWord(world: World, record: PolicyRecord, own: OwnWord, to: string, textOf: (uri: string) => string | undefined): { readonly changes: readonly PlainChange[] } | { readonly refused: Both } {
  const { field, word } = own;
  const { vocabulary, uri: projectUri } = world.project;
  if (to === word) return { refused: { zh: `已经是“${brief(word)}”。`, en: `It is “${brief(word)}” already.` } };
  if (to.trim() === '' || to !== to.trim() || /\p{Cc}/u.test(to)) return { refused: { zh: '词语不能为空，首尾不能有空白，也不能换行。', en: 'A word cannot be empty, and has no blanks at its ends and no line breaks.' } };
  const known: readonly Both[] = field === 'country' ? [vocabulary.jurisdictionOf(to) ?? []].flat() : vocabulary.meantBy(field, to).map(({ written }) => written);
  // An alias of the word itself may become the word.
  if (known.some(({ zh, en }) => zh !== word && en !== word)) return { refused: { zh: `“${brief(to)}”已经是另一个词语。`, en: `“${brief(to)}” is another word already.` } };
  const files = filesWith(world, record, own);
  const unread = files.find(uri => textOf(uri) === undefined);
  if (unread !== undefined) return { refused: { zh: `读不到文件 ${nameOf(unread)}，没有改名。`, en: `${nameOf(unread)} cannot be read, so nothing is renamed.` } };
  return { changes: files.map((uri): PlainChange => {
    const text = textOf(uri) ?? '';
    return { kind: 'edit', uri, edits: uri === projectUri ? inProject(text, own, to) : inRecord(parseRecord(uri, text), own, to) };
  }) };
}

function inRecord(record: PolicyRecord | undefined, { field, word }: OwnWord, to: string): readonly Edit[] {
  const value = wholeText(nodeAt(record?.root, [field]))?.value;
  return record && value?.trim() === word ? setValue(record, [field], value.replace(word, () => to)) : [];
}

/** A word stands in the list of its field by itself, or as one language's of two. */
function inProject(text: string, { field, word }: OwnWord, to: string): readonly Edit[] {
  const { data, placeOf } = readJson(text);
  const list = mapOf(mapOf(data)['vocabulary'])[field];
  const places = (Array.isArray(list) ? list as readonly Data[] : []).flatMap((each, i) => each === word ? [['vocabulary', field, i]]
    : ['zh', 'en'].filter(language => mapOf(each)[language] === word).map(language => ['vocabulary', field, i, language]));
  return places.flatMap(path => { const span = placeOf(path); return span ? [{ span, text: JSON.stringify(to) }] : []; });
}

const mapOf = (data: Data): Readonly<Record<string, Data>> => typeof data === 'object' && !Array.isArray(data) ? data as Readonly<Record<string, Data>> : {};
