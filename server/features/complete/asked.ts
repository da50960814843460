import type { Locale } from '../../base/both.ts';
import { knownFacts } from '../../record/corpus.ts';
import type { Facts } from '../../record/facts.ts';
import type { World } from '../../rules/rule.ts';
import type { Collection } from '../../schema/collections.ts';
import type { Shape } from '../../schema/shape.ts';
import type { Speller } from '../../schema/spelling.ts';
import type { Place } from '../../syntax/at.ts';
import type { PolicyRecord } from '../../syntax/record.ts';
import type { Running } from '../../syntax/running.ts';
import { nodeAt, stringOf, type Data, type Path } from '../../syntax/tree.ts';

/** What the editor can do with completions, and in which language it speaks. */
export interface CompletionOptions {
  readonly locale: Locale;
  /** Whether tab stops may be sent. */
  readonly snippets: boolean;
  /** Whether the range that all items share may be sent once. */
  readonly itemDefaults: boolean;
  /** Whether the editor keeps the indentation of what it inserts when it is told to. Some add that of the line to every line after the first. */
  readonly asIs?: boolean;
  /** Whether the editor looks for what is typed anywhere in an item’s words, and likes best what stands first. Others match the first word only. */
  readonly fuzzy?: boolean;
  /** Whether the editor asks for an item’s documentation once the item is looked at. */
  readonly lazy?: boolean;
  /** Whether it shows a few words behind each label and asks for the rest, too, once the item is looked at. */
  readonly lazyDetail?: boolean;
  /** How a text in Chinese is spelt, for words that no vocabulary knows; undefined while that is not known yet. */
  readonly spell?: Speller | undefined;
  /** Whether the editor knows VS Code's command that opens the list again behind a key that has a closed vocabulary. */
  readonly retrigger?: boolean;
  /** The character that made the editor ask of its own accord; undefined where a person asked. */
  readonly typed?: string | undefined;
}

/** Where the cursor stands and all that an answer may depend on. */
export interface Asked {
  readonly world: World;
  readonly record: PolicyRecord;
  /** The collection of what is written. */
  readonly its: Collection;
  readonly place: Place;
  /** What the file holds besides what is being typed, where its schema may ask. */
  readonly besides: Data;
  /** What the schema says of the place: of the value, or of the map that a key belongs to. */
  readonly shape: Shape | undefined;
  readonly options: CompletionOptions;
  /** What must stand before what is chosen: the dash of an item whose line has none yet. */
  readonly lead: '' | '- ';
  /** The running text around the cursor, if it is in one. */
  readonly running?: Running | undefined;
}

/** The facts of the record that is written. */
export const ownFacts = ({ world, record }: Pick<Asked, 'world' | 'record'>): Facts => knownFacts(world.corpus, record);

/** What the record of the other language holds at a path of the fields that both share. */
export const twinValue = (asked: Pick<Asked, 'world' | 'record'>, path: Path): Data => {
  const twin = asked.world.corpus.knownTwinOf(ownFacts(asked));
  return twin && valueAt(twin, path);
};

/** What the facts of a record hold at a path. */
export const valueAt = ({ values }: Facts, [field, ...rest]: Path): Data =>
  rest.reduce<Data>((data, step) => typeof data === 'object' && Object.hasOwn(data, step) ? (data as Readonly<Record<string | number, Data>>)[step] : undefined, values.get(String(field)));

/** Whether the cursor is on an item of a list of texts, or on the value that is to become that list. */
export const isItemOf = ({ path }: Place, list: Path): boolean =>
  (path.length === list.length || (path.length === list.length + 1 && typeof path.at(-1) === 'number')) && list.every((step, i) => step === path[i]);

/** The texts that a list holds already, but for the one under the cursor. */
export function listed({ record, place }: Pick<Asked, 'record' | 'place'>, list: Path): ReadonlySet<string> {
  const node = nodeAt(record.root, list);
  const isTyped = place.token.end > place.token.start;
  return new Set(node?.kind !== 'seq' ? [] : node.items.flatMap(item => isTyped && item.span.start <= place.token.start && place.token.start < item.span.end ? [] : stringOf(item) ?? []));
}
