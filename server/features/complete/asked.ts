import type { Locale } from '../../base/both.ts';
import type { World } from '../../rules/rule.ts';
import type { Speller } from '../../schema/spelling.ts';
import type { Place } from '../../syntax/at.ts';
import type { PolicyRecord } from '../../syntax/record.ts';

/** What the editor can do with completions, and in which language it speaks. */
export interface CompletionOptions {
  readonly locale: Locale;
  /** Whether tab stops may be sent. */
  readonly snippets: boolean;
  /** Whether the range that all items share may be sent once. */
  readonly itemDefaults: boolean;
  /** Whether the editor keeps the indentation of what it inserts when it is told to. Some add that of the line to every line after the first. */
  readonly asIs?: boolean;
  /** Whether the editor asks for an item’s documentation once the item is looked at. */
  readonly lazy?: boolean;
  /** How a text in Chinese is spelt, for words that no vocabulary knows; undefined while that is not known yet. */
  readonly spell?: Speller | undefined;
  /** Whether the editor knows VS Code's command that opens the list again behind a key that has a closed vocabulary. */
  readonly retrigger?: boolean;
  /** The character that made the editor ask of its own accord; undefined where a person asked. */
  readonly typed?: string | undefined;
}

/** Where the cursor stands and all that an answer may depend on. */
export interface Asked { readonly world: World; readonly record: PolicyRecord; readonly place: Place; readonly options: CompletionOptions }
