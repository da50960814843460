import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { lazy } from '../base/last.ts';
import type { Span } from '../base/span.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { Project, Severity } from '../schema/project.ts';
import type { Data, Path } from '../syntax/tree.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** The only context a rule has besides its record. */
export interface World {
  readonly corpus: Corpus;
  /** The day of the check as YYYY-MM-DD. */
  readonly today: string;
  /** Who signs a review, from the user's settings. */
  readonly author: string | undefined;
  /** What the project says: its own words, names, fields and levels. */
  readonly project: Project;
}

/** The world but for the library. */
export type Around = Omit<World, 'corpus'>;

/** The world with a library. */
export const worldWith = (corpus: Corpus, { today, author, project }: Around): World => ({ corpus, today, author, project });

/** A change of one file that needs nothing more to be known. Edits hold for the text the finding was made on. */
export type PlainChange =
  | { readonly kind: 'edit'; readonly uri: string; readonly edits: readonly Edit[] }
  | { readonly kind: 'rename'; readonly uri: string; readonly to: string }
  | { readonly kind: 'create'; readonly uri: string; readonly text: string };

/**
 * A change told of another file, a record or the project file: `set` writes a value, `add` one more item of a list, and `remove` takes
 * keys out of a map of a record. What that changes is worked out from the file's text once the fix is chosen.
 */
export type ToldChange =
  | { readonly kind: 'set' | 'add'; readonly uri: string; readonly path: Path; readonly value: Data }
  | { readonly kind: 'remove'; readonly uri: string; readonly path: Path; readonly keys: readonly string[] };

/** One step of a mending. */
export type Change = PlainChange | ToldChange;

/** A mending. A safe one keeps what the record says and may run in bulk. `preferred` is the one a person would choose first. */
export interface Fix {
  readonly title: Both;
  readonly changes: readonly Change[];
  readonly safe: boolean;
  readonly preferred?: boolean;
  /** What a large mending does with which value, as sentences, for those who look before they choose. */
  readonly detail?: Both;
}

/** Another place that a finding speaks of: a stretch of the record itself, or a field of another file, whose text is not at hand. */
export type Related = { readonly uri: string; readonly message: Both } & ({ readonly span: Span } | { readonly path: Path });

/** What a rule finds: where, about which field, and what is wrong with which value, as a complete sentence in both languages. */
export interface Found {
  readonly span: Span;
  readonly path: Path;
  readonly message: Both;
  /** Where the fault weighs more or less than the rule's default. */
  readonly severity?: Severity;
  /** Kept only where a project or a person has given the rule a level: by default this is no fault. */
  readonly onRequest?: true | undefined;
  /** Where the rule’s own word on it does not hold: whether typing on may mend this. */
  readonly unfinished?: boolean | undefined;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** A finding as the doors and features see it. */
export interface Finding extends Found { readonly rule: string; readonly severity: Severity; readonly related: readonly Related[]; readonly fixes: readonly Fix[] }

/** A record drawn with its findings under the lines; `after` is the record once the first fix of each finding is applied. */
export interface Example {
  readonly text: string;
  readonly after?: string;
  /** The file the record stands in, `zh/example.md` unless the example names it with a line `-- en/name.md --`. */
  readonly file: string;
  /** Other files of the same library. */
  readonly others: readonly { readonly file: string; readonly text: string }[];
}

/** A drawn example, not yet read. */
export type Drawing = () => Example;

/** A rule: one fault, why it matters, records that show it, and the check that finds it. */
export interface Rule {
  /** Kebab-case, names the fault, and reads well after “allow”. */
  readonly id: string;
  /** What is asked of a record, as a sentence without its full stop. */
  readonly title: Both;
  /** Why it matters: complete sentences. */
  readonly why: Both;
  /** By whose rule: where a reader can look it up. */
  readonly source: Both;
  readonly severity: Severity;
  /** Says why there is no fix, for a rule that cannot offer one. */
  readonly noFix?: Both | undefined;
  /**
   * What the rule judges. `problems`: what keeps the text from being read. `values`: values that stand there; on a line that does not
   * parse they are not judged. `whole`: what is absent, which cannot be told while the text does not parse.
   */
  readonly judges: 'problems' | 'values' | 'whole';
  /** Set for a rule that judges the files of every collection; the others judge policies alone. */
  readonly of?: 'any' | undefined;
  /** Whether typing on may mend what is found: a word, a value or a sentence that is only begun. Editors say it of what is being typed only once the typing pauses. */
  readonly unfinished?: true | undefined;
  /**
   * The fields, `body` for the narrative and `keys` for which fields there are, by which the rule tells that it finds nothing. As long as they
   * stay as they are, and what it asked of the library, it finds nothing again and is not asked at each key. All of the record counts where none are named.
   */
  readonly reads?: readonly string[] | undefined;
  readonly examples: readonly Drawing[];
  /**
   * Whether there may be something to find in a policy, told from what the library keeps of it: a no is certain, and then the record need not
   * be looked at. A rule that asks the library about each record has this; the others ask it only where they find something.
   */
  readonly mayFind?: ((facts: Facts, world: World) => boolean) | undefined;
  check(record: PolicyRecord, world: World, facts: Facts): readonly Found[];
}

/** A fix that edits the record itself. Edits that take long to work out are given as a function: most fixes are shown by their title and never chosen. */
export function mend(record: PolicyRecord, title: Both, edits: readonly Edit[] | (() => readonly Edit[]), { safe = false, preferred = false }: { readonly safe?: boolean; readonly preferred?: boolean } = {}): Fix {
  const changed = (its: readonly Edit[]): readonly Change[] => [{ kind: 'edit', uri: record.uri, edits: its }];
  return typeof edits === 'function' ? fixLater({ title, safe, ...preferred ? { preferred } : {} }, () => changed(edits()))
    : { title, changes: changed(edits), safe, ...preferred ? { preferred } : {} };
}

/**
 * A fix whose changes are worked out once someone looks at them. What they take from the library has to be asked before: it answers only
 * while the record is checked.
 */
export const fixLater = (options: Omit<Fix, 'changes'>, changesOf: () => readonly Change[]): Fix =>
  Object.assign(Object.create(later) as LateFix, options, { changesOf: lazy(changesOf) });

interface LateFix extends Fix { readonly changesOf: () => readonly Change[] }

/**
 * What all such fixes inherit. A getter of an object’s own would be kept in its hidden class, and with it the record, until V8 looks
 * through the whole heap: all that a key has brought would outlive it.
 */
const later: Pick<Fix, 'changes'> & ThisType<LateFix> = { get changes() { return (this as LateFix).changesOf(); } };

/** An example as it is drawn in a rule. It is read when someone looks at it: a check needs none of the four hundred, which together take eight milliseconds. */
export const example = ({ raw }: TemplateStringsArray, ...values: readonly string[]): Drawing => lazy(() => readExample(String.raw({ raw }, ...values)));

/** The examples of a rule. */
export const examplesOf = ({ examples }: Pick<Rule, 'examples'>): readonly Example[] => examples.map(read => read());

/** Reads an example: takes away the indent of the source, splits it at the line `->`, and takes other files from `-- name --` lines. */
function readExample(source: string): Example {
  const lines = source.split('\n').slice(1, -1);
  const indent = Math.min(...lines.filter(line => line.trim()).map(line => line.search(/\S/)));
  const [before = '', after] = `${lines.map(line => line.slice(indent)).join('\n')}\n`.split(/^->\n/m);
  const files = filesIn(before);
  const [first, ...others] = files;
  const text = first?.text ?? '';
  return { text, file: first?.file ?? 'zh/example.md', others, ...(after === undefined ? {} : { after }) };
}

function filesIn(text: string): readonly { readonly file: string; readonly text: string }[] {
  const parts = text.split(/^-- (\S+) --\n/m);
  const first = parts[0] ?? '';
  const named: { file: string; text: string }[] = [];
  for (let i = 1; i < parts.length; i += 2) named.push({ file: parts[i] ?? '', text: parts[i + 1] ?? '' });
  return first === '' ? named : [{ file: 'zh/example.md', text: first }, ...named];
}
