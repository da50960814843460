import { factsWith, shortOf, type Facts } from '../record/facts.ts';
import { briefFrom, printOf, textOfBrief, valuesFrom, type Brief, type Print, type ReadAgain } from '../record/values.ts';

/**
 * Facts as a text that other threads and later runs can read. Reading it back gives strings of their own, none of which keeps the text of
 * a file in memory, and one string for all records that say the same in a few characters.
 */
export const packed = (facts: Facts): string => JSON.stringify([{ ...facts, values: undefined }, printOf(facts.values)]);

/** The facts of a text that `packed` has made. */
export function unpacked(text: string): Facts {
  const [plain, values] = JSON.parse(text) as readonly [Omit<Facts, 'values'>, Print];
  return factsWith(valuesFrom(values), own(plain));
}

/** What other threads need of facts, as a text: who asks for the rest of the values reads it again. */
export const inBrief = (facts: Facts, brief: Brief): string => `${JSON.stringify({ ...facts, values: undefined })}\n${textOfBrief(brief)}`;

/** The facts of a text that `inBrief` has made. */
export function fromBrief(text: string, read: ReadAgain): Facts {
  const end = text.indexOf('\n');
  return shortOf(own(JSON.parse(text.slice(0, end)) as Omit<Facts, 'values'>), briefFrom(text.slice(end + 1), short), read);
}

/** What JSON leaves out says nothing; what it gives are strings of their own, the short ones shared. */
function own(plain: Omit<Facts, 'values'>): Omit<Facts, 'values'> {
  const { uri, stem, locale, id, title, country, category, status, legalWeight, supersededBy, supersedes, criteria, mechanisms, language, told, broken } = plain;
  const text = (word: string | undefined) => word === undefined ? undefined : short(word);
  return {
    uri, stem, locale, language, title, id: text(id), country: text(country), category: text(category), status: text(status), legalWeight: text(legalWeight), supersededBy: text(supersededBy),
    supersedes: supersedes.map(short), criteria: criteria.map(short), mechanisms: mechanisms.map(short), told, broken,
  };
}

const short = (word: string): string => word.length <= longestShared ? shared(word) : word;

/** Categories, countries, days and ids recur by the thousand; titles and addresses are longer. */
const longestShared = 24;
/** How many words are kept to be shared. */
const mostShared = 20_000;
const words = new Map<string, string>();

function shared(word: string): string {
  const known = words.get(word);
  if (known !== undefined) return known;
  if (words.size < mostShared) words.set(word, word);
  return word;
}
