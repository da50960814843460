import type { Both } from '../base/both.ts';
import { last } from '../base/last.ts';
import collectedFile from '../../schemas/collected.schema.json';
import collectionsFile from '../../schemas/collections.json';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, type Data, type Path } from '../syntax/tree.ts';
import { matcher } from './globs.ts';
import { schemaAt, type Schema } from './interpret.ts';
import { isPolicyRecord } from './recognise.ts';

/** A kind of files in a library: which files they are, how they are named, and what they refer to. */
export interface Collection {
  readonly name: string;
  /** What people call its files, many of them. */
  readonly called: Both;
  /** The fields that hold the name by which others refer to a file, the title it is shown with, and where it is from. A file is known by its own name, too. */
  readonly id: string;
  readonly title: string;
  readonly country: string;
  /** The collection whose files the values of a field name, by the path of the field as `a.b`. */
  readonly references: ReadonlyMap<string, string>;
  readonly schema: Schema | undefined;
  /** Fields that tell its files: each has one of them or a name of its own, so that a note beside the files is none of them. Any file will do where none are named. */
  readonly telling: readonly string[];
  /** Whether the project says which files these are: then that counts, whatever they hold. */
  readonly stated: boolean;
  matches(uri: string): boolean;
}

/** The kinds of files that a project has. */
export interface Collections {
  readonly all: readonly Collection[];
  readonly named: ReadonlyMap<string, Collection>;
  readonly policies: Collection;
  /** The folder below which all files may refer to each other, with its slash; undefined where the project says nothing of collections, and only folders beside each other belong together. */
  readonly folder: string | undefined;
  /** What tells whether files may be sorted otherwise by other collections. */
  readonly print: string;
}

/** The collection that the product was made for. Its files are told by what they hold, and every rule judges them. */
export const policies = 'policies';

/** What a project says of a collection; what it leaves out stays as it is built in, or is as usual. */
export type Stated = { readonly name: string; readonly files: readonly string[] | undefined; readonly schema: Schema | undefined; readonly references: ReadonlyMap<string, string> }
  & Readonly<Record<'id' | 'title' | 'country', string | undefined>> & { readonly called: Both | undefined };

/** The built-in collections with those that a project has of its own, or has otherwise. `folder` is that of the project file. */
export function collectionsWith(stated: readonly Stated[], folder: string | undefined): Collections {
  const byName = new Map(builtIn.map(each => [each.name, each]));
  for (const { name, files, ...own } of stated) {
    const before = byName.get(name) ?? usualNamed(name);
    const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Partial<Collection>;
    byName.set(name, {
      ...before, ...said, references: new Map([...before.references, ...own.references]),
      ...files ? { stated: true, telling: [], matches: matcher.of(files, folder ?? '') } : {},
    });
  }
  // What the project says itself is looked at first.
  const all = [...byName.values()].sort((a, b) => Number(b.stated) - Number(a.stated));
  return { all, named: byName, policies: byName.get(policies) ?? usualNamed(policies), folder: stated.length > 0 ? folder : undefined,
    print: JSON.stringify(stated.map(({ name, files, id, title, country, references }) => [folder, name, files, id, title, country, [...references]])) };
}

const usualNamed = (name: string): Collection => ({ ...usual, name, called: { zh: name, en: name } });

const usual = { id: 'id', title: 'title', country: 'country', references: new Map<string, string>(), schema: undefined, telling: [], stated: false, matches: () => false };

const builtIn: readonly Collection[] = collectionsFile.collections.map(({ name, called, files, title, references, telling, schema }) => ({
  ...usual, name, called, title, telling, references: new Map(Object.entries(references).flatMap(([field, target]) => target === undefined ? [] : [[field, target] as const])),
  schema: schema === undefined ? undefined : { whole: schemaAt(collectedFile as unknown as Data, schema) },
  // A library may lie anywhere, so their globs start from the root.
  matches: matcher.of(files, ''),
}));

/** The collections where a project says nothing of them. */
export const builtInCollections: Collections = collectionsWith([], undefined);

/** The fields by which every policy record may name files of other kinds. */
export const policyReferences: readonly string[] = [...builtInCollections.named.get(policies)?.references.keys() ?? []];

/** The fields by which a project has its policies name files of other kinds, besides those built in. */
export const ownReferences = ({ policies: { references } }: Collections): readonly string[] => [...references.keys()].filter(field => !policyReferences.includes(field));

/** The collection that a Markdown file belongs to; undefined where it is none of the library’s. What it holds tells a policy, and where it lies the others, unless the project says where policies lie. */
export function collectionOf(record: PolicyRecord, collections: Collections): Collection | undefined {
  const lies = claiming(record)(collections);
  return !lies?.stated && !collections.policies.stated && isPolicyRecord(record) ? collections.policies : lies;
}

/** The collection whose globs a file lies in, where it tells that it is meant: asked when a file is taken in, and again when it is judged. */
const claiming = last(({ uri, root }: PolicyRecord) => last(({ all }: Collections): Collection | undefined =>
  all.find(each => each.matches(uri) && (each.telling.length === 0 || [each.id, ...each.telling].some(field => entryOf(root, field) !== undefined)))));

/** The collection of a record that is judged: one that no glob claims is a policy, however little of it there is. */
export const kindOf = (record: PolicyRecord, collections: Collections): Collection => kindFor(record)(collections);

/** Several rules ask of what kind a record is. */
const kindFor = last((record: PolicyRecord) => last((collections: Collections): Collection => {
  const lies = claiming(record)(collections);
  return lies && (lies.stated || collections.policies.stated || !isPolicyRecord(record)) ? lies : collections.policies;
}));

/** The collection that a file is about to be of: that in whose globs it lies, even before it tells that it is meant. What is a policy already stays one. */
export function intendedKind(record: PolicyRecord, collections: Collections): Collection {
  const its = kindOf(record, collections);
  return its.name !== policies || isPolicyRecord(record) ? its : collections.all.find(each => each.matches(record.uri)) ?? its;
}

/** The collection whose files a field of a file names; undefined for any other field. Places in lists do not count. */
export const targetOf = ({ references }: Collection, path: Path): string | undefined => references.size === 0 ? undefined : references.get(path.filter(step => typeof step === 'string').join('.'));
