const names = ['jan(?:uary)?', 'feb(?:ruary)?', 'mar(?:ch)?', 'apr(?:il)?', 'may', 'june?', 'july?', 'aug(?:ust)?', 'sept?(?:ember)?', 'oct(?:ober)?', 'nov(?:ember)?', 'dec(?:ember)?'];
const month = `(${names.join('|')})`;
const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?';

/** One way of writing a day in full, and which of its groups are the year, the month and the day. */
interface Form { readonly pattern: string; readonly groups: readonly [year: number, month: number, day: number] }

/** Forms that are unmistakable in the middle of a text. */
const inText: readonly Form[] = [
  { pattern: '(\\d{4})\\s?年\\s?(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日', groups: [1, 2, 3] },
  { pattern: '(\\d{4})-(\\d{2})-(\\d{2})', groups: [1, 2, 3] },
  { pattern: `${ordinal}\\s+(?:of\\s+)?${month}\\.?,?\\s+(\\d{4})`, groups: [3, 2, 1] },
  { pattern: `${month}\\.?\\s+${ordinal},?\\s+(\\d{4})`, groups: [3, 1, 2] },
];

/** Forms that mean one day when they are all there is. Day and month in figures alone could be either way round and are not among them. */
const alone: readonly Form[] = [
  ...inText,
  { pattern: '(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})', groups: [1, 3, 4] },
  { pattern: '(\\d{4})\\s?年\\s?(\\d{1,2})\\s?月\\s?(\\d{1,2})', groups: [1, 2, 3] },
  { pattern: '(\\d{4})(\\d{2})(\\d{2})', groups: [1, 2, 3] },
  { pattern: '(\\d{4})-(\\d{2})-(\\d{2})[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[-+]\\d{2}:?\\d{2})?', groups: [1, 2, 3] },
];

/** Whether a text is a day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (text.length !== 10 || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = Number(text.slice(8));
  return day >= 1 && day <= lengthOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** The day a text means as YYYY-MM-DD, where it can mean only one. A timestamp means the day that is written in it. */
export function dayOf(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  for (const form of alone) {
    const day = read(form, new RegExp(`^(?:${form.pattern})$`, 'i').exec(plain));
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The days that a text names in full, as YYYY-MM-DD, each once and in the order of the text. */
export function daysIn(text: string): readonly string[] {
  const found = inText.flatMap(form => [...text.matchAll(new RegExp(`(?<!\\w)(?:${form.pattern})(?!\\d)`, 'gi'))]
    .map(match => ({ at: match.index, day: read(form, match) })));
  return [...new Set(found.sort((a, b) => a.at - b.at).flatMap(({ day }) => day ?? []))];
}

function read({ groups }: Form, match: RegExpExecArray | null): string | undefined {
  if (!match) return undefined;
  const [year = '', month = '', day = ''] = groups.map(group => match[group] ?? '');
  const number = /\d/.test(month) ? month : String(names.findIndex(name => new RegExp(`^${name}$`, 'i').test(month)) + 1);
  const written = `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : undefined;
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return lengths[month - 1] ?? 0;
}

const lengths = [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
