import { isDay } from '../base/day.ts';
import type { Facts } from '../record/facts.ts';
import type { Project } from '../schema/project.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { stemOf } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, nodeAt, stringOf, type Data, type Node } from '../syntax/tree.ts';
import type { Fix } from './rule.ts';

/** When a record was published, as far as its own dates can be relied on. */
export interface Published { readonly year: number; readonly day: string | undefined }

/**
 * What a record says of its publication. A day that is the audit's, or a first of January, tells no more than the year; nothing is known
 * where the year and the day contradict each other. A day that the project has confirmed counts as it stands.
 */
export function publishedOf({ id, stem, values }: Dated, project: Project): Published | undefined {
  const [written, year] = [values.get('pubDate'), values.get('year')];
  const day = typeof written === 'string' && isDay(written) ? written : undefined;
  const said = typeof year === 'number' && Number.isInteger(year) ? year : undefined;
  if (day === undefined) return said === undefined ? undefined : { year: said, day };
  if (isConfirmed(day, id?.trim() || stem, project)) return { year: Number(day.slice(0, 4)), day };
  if (day === auditOf(values.get('provenance'))) return said === undefined ? undefined : { year: said, day: undefined };
  const own = Number(day.slice(0, 4));
  if (said !== undefined && said !== own) return undefined;
  return { year: own, day: day.endsWith('-01-01') ? undefined : day };
}

/** What tells when a record was published. */
export type Dated = Pick<Facts, 'id' | 'stem' | 'values'>;

/** The same of a record as it can be read now; the library may still hold its last good facts. */
export const datedIn = ({ root, uri }: PolicyRecord): Dated => ({
  id: stringOf(nodeAt(root, ['id'])), stem: stemOf(uri), values: new Map(['pubDate', 'year', 'provenance'].map(field => [field, dataOf(nodeAt(root, [field]))])),
});

/** Whether one publication is known to be before another. */
export const isBefore = (a: Published, b: Published): boolean => a.day !== undefined && b.day !== undefined ? a.day < b.day : a.year < b.year;

/** Whether the project says of a day that looks like a stand-in that it is right. */
export const isConfirmed = (day: string, id: string, { confirmedDates }: Project): boolean => confirmedDates.get(id) === day;

/** Says for the project that a day which looks like a stand-in is right; it then counts for both languages. */
export const confirming = (day: string, id: string, { uri }: Project): readonly Fix[] => uri === undefined ? [] : [{
  title: { zh: `为本项目确认 ${day} 无误`, en: `Confirm ${day} for the project` }, changes: [{ kind: 'set', uri, path: ['confirmedDates', id], value: day }], safe: false,
}];

/** The publication date where it is the day of the audit too, which is most likely the day of entry. */
export function ingestDay(root: Node | undefined): string | undefined {
  const day = stringOf(nodeAt(root, ['pubDate']));
  return day !== undefined && isDay(day) && day === stringOf(nodeAt(root, ['provenance', 'lastAuditDate'])) ? day : undefined;
}

/** Whether a status may say that a policy is not in force yet: its date may then lie ahead, and what it supersedes is still in force. */
export const maybePending = (status: string, vocabulary: Vocabulary): boolean => vocabulary.meantBy('status', status).some(({ id }) => pending.has(id));

const pending: ReadonlySet<string> = new Set(['planned', 'under-development', 'upcoming']);

const auditOf = (provenance: Data): Data =>
  typeof provenance === 'object' && !Array.isArray(provenance) ? (provenance as Readonly<Record<string, Data>>)['lastAuditDate'] : undefined;
