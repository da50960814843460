import { isSame } from '../base/same.ts';
import { compact } from '../base/compact.ts';
import { remembered } from '../base/last.ts';
import { squeezed, unsqueezed } from '../base/squeeze.ts';
import { policyReferences } from '../schema/collections.ts';
import { emptyMap, type Data } from '../syntax/tree.ts';

/**
 * Values of a record by their fields, kept as small as they can be: a library of fifty thousand records keeps those of each. They are
 * printed, as plain objects take five times the room, and what a scalar of a file's text would hold on to is the whole text.
 */
export interface Values {
  /** The value of a field; undefined where it has none. */
  get(field: string): Data;
  has(field: string): boolean;
}

/** Texts that stand for the values, one for each part of them, as other threads and later runs can read them. */
export type Print = Readonly<Record<Part, string>>;

/** The values are kept in parts, as what others ask of many records at once need not be unpacked with all the rest. */
type Part = 'published' | 'fields' | 'assessment';

interface Packed extends Values, Print {}

/** The field that is kept apart: it is the largest, and only a twin asks for it. */
export const assessed = 'analysis';

/** What tells where and when something was published: that is asked of each record that another names. */
const ofPublication: ReadonlySet<string> = new Set(['url', 'pubDate', 'year', 'provenance']);

const partOf = (field: string): Part => field === assessed ? 'assessment' : ofPublication.has(field) ? 'published' : 'fields';

/** How many records are kept unpacked: those that are asked about just now. */
const most = 64;

/** Marks a number that JSON has no way to write, such as YAML’s `.inf`. */
const odd = '\0';

const unpacked = new Map<string, Fields>();

const methods: Values & ThisType<Packed> = {
  get(field) { return open(this[partOf(field)])[field]; },
  has(field) { return Object.hasOwn(open(this[partOf(field)]), field); },
};

/** Values that were just read: they hold on to the text they were read from, and are packed when someone wants them for longer. */
interface Fresh extends Packed { readonly data: Readonly<Record<Part, Fields>> }

/** Values by the names of their fields. */
export type Fields = Readonly<Record<string, Data>>;

const freshMethods: Values & Print & ThisType<Fresh> = {
  get(field) { return this.data[partOf(field)][field]; },
  has(field) { return Object.hasOwn(this.data[partOf(field)], field); },
  get published() { return packOnce((this as Fresh).data.published); },
  get fields() { return packOnce((this as Fresh).data.fields); },
  get assessment() { return packOnce((this as Fresh).data.assessment); },
};

/** The values of some fields as they are read. */
export function valuesOf(values: Iterable<readonly [string, Data]>): Values {
  const data = { published: emptyMap(), fields: emptyMap(), assessment: emptyMap() };
  for (const [field, value] of values) data[partOf(field)][field] = value;
  return fresh(data);
}

const fresh = (data: Fresh['data']): Values => Object.assign(Object.create(freshMethods) as Values, { data });

/** The same values, which hold on to nothing. */
export const packed = (values: Values): Values => isFresh(values) ? valuesFrom(printOf(values)) : values;

/** The same values without the assessment. */
export function withoutAssessment(values: Values): Values {
  if (isFresh(values)) {
    const { published, fields } = values.data;
    return fresh({ published, fields, assessment: none });
  }
  const { published, fields } = values as Packed;
  return valuesFrom({ published, fields, assessment: nothing });
}

/** The values as texts. */
export const printOf = (values: Values): Print => { const { published, fields, assessment } = values as Packed; return { published, fields, assessment }; };

/** Whether two records have the same values but for the assessment, packed or not. */
export const areSameSeen = (a: Values, b: Values): boolean => areSamePart('fields', a, b) && areSamePart('published', a, b);
/** Whether two records have the same assessment, packed or not. */
export const areSameAssessed = (a: Values, b: Values): boolean => areSamePart('assessment', a, b);

const areSamePart = (part: Part, a: Values, b: Values): boolean =>
  a === b || (isFresh(a) && isFresh(b) ? isSame(a.data[part], b.data[part]) : (a as Packed)[part] === (b as Packed)[part]);

const isFresh = (values: Values): values is Fresh => 'data' in values;
const none: Fields = emptyMap();

/** What is at hand of a record that is read again for the rest: what others ask of many, in as little room as it needs. */
export interface Brief {
  /** Where and when it was published, as data that hold on to nothing. */
  readonly published: Fields;
  /** The lists by which it names files of other kinds, which may be long, as a text. */
  readonly lists: string;
}

/** Reads the values of a record again, by their fields; nothing where it is gone. */
export type ReadAgain = (uri: string) => Fields;

interface Short extends Values, Print { readonly brief: Brief; readonly uri: string; readonly read: ReadAgain }

const shortMethods: Values & Print & ThisType<Short> = {
  get(field) { return inShort(this, field)[field]; },
  has(field) { return Object.hasOwn(inShort(this, field), field); },
  get published() { return again(this as Short).published; },
  get fields() { return again(this as Short).fields; },
  get assessment() { return again(this as Short).assessment; },
};

const inShort = ({ brief, uri, read }: Short, field: string): Fields => ofPublication.has(field) ? brief.published : ofLists.has(field) ? open(brief.lists) : read(uri);
const again = ({ uri, read }: Short): Print => printOf(valuesOf(Object.entries(read(uri))));

const ofLists: ReadonlySet<string> = new Set(policyReferences);

/** What of some values is to stay at hand. `own` gives a text of its own for one that may be cut out of a file. */
export function briefOf(values: Values, own: (text: string) => string): Brief {
  const published = emptyMap();
  for (const field of ofPublication) if (values.has(field)) published[field] = ownData(values.get(field), own);
  const lists = emptyMap();
  for (const field of ofLists) if (values.has(field)) lists[field] = values.get(field);
  // Most lists are empty, and then one text will do for all.
  return { published, lists: packedLists(jsonOf(lists)) };
}

const packedLists = remembered(100, json => squeezed(shortened(json)));

/** The same as a text, which ends with the lists as they are. */
export const textOfBrief = ({ published, lists }: Brief): string => `${jsonOf(published)}\n${lists}`;

/** What such a text holds; `own` gives texts that hold on to nothing. */
export function briefFrom(text: string, own: (text: string) => string): Brief {
  const end = text.indexOf('\n');
  return { published: ownData(fromJson(text.slice(0, end)), own) as Fields, lists: compact(text.slice(end + 1)) };
}

function ownData(data: Data, own: (text: string) => string): Data {
  if (typeof data === 'string') return own(data);
  if (typeof data !== 'object') return data;
  if (Array.isArray(data)) return (data as readonly Data[]).map(each => ownData(each, own));
  const map = emptyMap();
  // The name of a property is a text of its own anyway.
  for (const [name, value] of Object.entries(data)) map[name] = ownData(value, own);
  return map;
}

/** The same values, of which no more is kept: the rest is read again by whoever asks for it, and few do. */
export const inShortFrom = (brief: Brief, uri: string, read: ReadAgain): Values => Object.assign(Object.create(shortMethods) as Values, { brief, uri, read });

/** The values of such texts. Only what is packed is their own, so that two of them are the same where that is. */
export const valuesFrom = ({ published, fields, assessment }: Print): Values => Object.assign(Object.create(methods) as Values, { published, fields, assessment });

/** JSON as few bytes, each of them a character: beside a Chinese one, all others would take two. */
function pack(values: Fields): string {
  const small = squeezed(shortened(jsonOf(values)));
  remember(small, values);
  return small;
}

const jsonOf = (values: Fields): string => isPlain(values) ? JSON.stringify(values)
  : JSON.stringify(values, (_, value: unknown) => value === undefined ? null : isOdd(value) ? { [odd]: Object.is(value, -0) ? '-0' : String(value) } : value);
const fromJson = (text: string): Fields => asData(JSON.parse(text)) as Fields;

const prints = new WeakMap<Fields, string>();

function packOnce(values: Fields): string {
  const print = prints.get(values) ?? pack(values);
  prints.set(values, print);
  return print;
}

const isOdd = (value: unknown): boolean => typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));

/** Whether JSON writes data as they are: nearly all, and then it need not ask for each of them. */
function isPlain(data: Data): boolean {
  if (typeof data !== 'object') return data !== undefined && !isOdd(data);
  return (Array.isArray(data) ? data as readonly Data[] : Object.values(data)).every(isPlain);
}

/** What was opened last: a twin is asked for one field after the other. */
let latest: { readonly text: string; readonly values: Fields } | undefined;

function open(text: string): Fields {
  if (latest?.text === text) return latest.values;
  const values = unpacked.get(text) ?? opened(text);
  latest = { text, values };
  return values;
}

function opened(text: string): Fields {
  const values = fromJson(lengthened(unsqueezed(text)));
  remember(text, values);
  return values;
}

/** What stands in nearly every record, a longer one before what it holds; each is kept as a character that JSON never has in it. */
const frequent: readonly string[] = [
  '{"analysis":{"incentive":{', '},"market":{', '},"mrv":{', '},"statutory":{', '},"strategic":{', '"auditNote":"","citation":"', '"auditNote":"', '","citation":"', ',"citation":"',
  '","evidence":"', ',"evidence":"', '","label":"', ',"label":"', '","score":', ',"score":',
  '","provenance":{"author":"', '","lastAuditDate":"', '","reviewer":"', ',"evolution":{"clusters":[', '],"supersededBy":"","supersedes":[', '],"supersededBy":"', '","supersedes":[',
  '"pubDate":"', '","url":"http', '","source":"', '","legalWeight":"', '","reviewStatus":"verified"', ',"category":"', '","status":"', '","country":"',
];
const frequentPattern = new RegExp(frequent.map(each => each.replace(/[[\]{}]/g, '\\$&')).join('|'), 'g');
const signs = new Map(frequent.map((each, i) => [each, String.fromCharCode(i + 1)]));
const shortened = (json: string): string => json.replace(frequentPattern, each => signs.get(each) ?? each);
const lengthened = (text: string): string => text.replace(/[\x01-\x1f]/g, sign => frequent[sign.charCodeAt(0) - 1] ?? sign);

function remember(text: string, values: Fields): void {
  if (unpacked.size >= most) for (const oldest of unpacked.keys()) { unpacked.delete(oldest); break; }
  unpacked.set(text, values);
}

/** What JSON gives as data of a tree: no value for null, and maps that inherit nothing. */
function asData(value: unknown): Data {
  if (Array.isArray(value)) return value.map(asData);
  if (typeof value !== 'object') return value as Data;
  if (value === null) return undefined;
  if (odd in value) return Number(value[odd]);
  const map = emptyMap();
  for (const name of Object.keys(value)) map[name] = asData((value as Readonly<Record<string, unknown>>)[name]);
  return map;
}

const nothing = pack({});
