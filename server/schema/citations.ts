import { last } from '../base/last.ts';
import { ccps, criterionOf } from './knowledge.ts';

/** A criterion that a text cites: its id, such as `9.3` or `attr-1`, and where its number stands in the text. The criterion need not exist. */
export interface Citation {
  readonly id: string; readonly start: number; readonly end: number;
  /** The sub-requirement behind the number as the framework writes it, such as `a) 5) i.`, and where it ends. It need not exist. */
  readonly sub?: { readonly name: string; readonly end: number };
}

/** A Core Carbon Principle that a text names by its number, from 1 to 10, and where. */
export interface Principle { readonly n: number; readonly start: number; readonly end: number }

const ours = 'IC-?VCM|Integrity Council|诚信委员会|核心碳原则|Core Carbon Principles?|评估框架|Assessment Framework';
/** Others who number their requirements: a number behind their name is theirs. */
const theirs = 'ISO|IEC|GB/T|VM\\d{4}|VCS|Verra|Gold Standard|黄金标准|CORSIA|IPCC|CDM|Puro|CCER|Isometric|ACR|ART|CSA|DNV|API|EPA|IFC|SBTi|GHG Protocol|CCS\\+';

/** What may stand between the name ICVCM and a number that is a criterion of it. */
const filler = '[\\s:：,，、《》“”"\'‘’–—-]|的|CCPs?(?![a-z])|AF(?![a-z])|评估框架|assessment framework|core carbon principles?|核心碳原则'
  + '|v(?:ersion)?\\.?\\s?\\d+(?:\\.\\d+)*|\\d+(?:\\.\\d+)+\\s?版|[（(][^（）()\\n]{0,40}[）)]';
const word = '标准|准则|criteri(?:on|a)';
const pointer = `${word}|requirements?|sections?|clauses?|paragraphs?|§+|第`;

const number = /(?<![\d.$€£¥])(\d{1,2})\.(\d{1,2})(?!\d)(?!\.\d)(?!\s*(?:[%％‰°℃€$]|[kMG]?t(?:CO|\b)|million|billion|trillion|USD|EUR|years?|[万亿吨元年月版倍]|美元|欧元))/giu;
const attribute = /(?:CCP|核心碳原则|Core Carbon Principles?|IC-?VCM)[\s-]*(?:属性|attributes?)\s*(\d{1,2})(?!\d|\.\d)/giu;

const pointed = new RegExp(`(?:${pointer})\\s*[:：]?\\s*$`, 'iu');
const worded = new RegExp(`(?:${word})\\s*[:：]?\\s*$`, 'iu');
const named = new RegExp(`IC-?VCM(${`(?:${filler})`}{0,16})(?:(?:${pointer})\\s*[:：]?\\s*)?$`, 'iu');
const ourName = new RegExp(ours, 'iu');
const authority = new RegExp(`(?<ours>${ours})|(?<![A-Za-z])(?:${theirs})(?![a-z])`, 'giu');
/** A table has the number of the criterion it lays out; others number their tables too, so the framework's name stands right before it. */
const tabled = new RegExp(`(?:${ours})(?:${filler}){0,16}(?:表|table)\\s*$`, 'iu');
/** “The standard” as somebody's own, such as 本标准 or 国家标准, is not a criterion. */
const unowned = /(?:(?<![本该此其家业际盟洲体术方国金碳])(?:标准|准则)|(?<![a-z])criteri(?:on|a))\s*[:：]?\s*$/iu;
/** What joins two numbers of one list. */
const joined = new RegExp(`^\\s*(?:[,，、/&;；~–-]|和|及|与|或|以及|至|到|and|or|to)(?:\\s*(?:and|or))?\\s*(?:(?:${word})\\s*)?$`, 'iu');
/** A sub-requirement behind a number, as `9.4 a) 5) i.`, `9.4(a)(5)(i)` or `9.4 a）5）i`. */
const requirement = /^\s?[(（]?([a-z])[)）](?:\s?[(（]?(\d{1,2})[)）](?:\s?[(（]?([ivx]{1,4})(?![a-z])[.)）]?)?)?/iu;
/** Ten principles, or the year of an edition, are no number of one. */
const principle = /(?<![A-Za-z])(?:CCPs?|核心碳原则|Core Carbon Principles?)(?:\s*[（(]\s*CCPs?\s*[）)])?[\s#:：-]*(?:第\s*)?(\d{1,2})(?!\d|[.．]\d|\s*(?:[%％]|[条项个种大]))/giu;

/** The words right before a number that belong to it. */
const introduced = new RegExp(`(?:(?:CCP|核心碳原则|Core Carbon Principles?|IC-?VCM)[\\s-]*(?:属性|attributes?)|(?<![a-z])(?:${word}|table)|表)\\s*[:：]?\\s*$`, 'iu');

/** How far before a number the name of the framework may stand. */
const reach = 160;

/**
 * The ICVCM criteria and CCP attributes that a text cites, in its order: `ICVCM 9.4`, `ICVCM AF 9.4 a) 5) i.`, `ICVCM 评估框架 v1.1 标准 9.4`,
 * `CCP属性 1`, `ICVCM 表 9.1`, and `准则 13.1`, `criterion 9.4` or `9.1 b) 1)` where the framework is what its paragraph last named. Versions,
 * dates, amounts and the numbers of other standards are none. Offsets are UTF-16 code units from the start of the text.
 */
export function* citationsIn(text: string): Generator<Citation> {
  if (mayCite(text)) yield* numbersIn(text, isCited);
}

/** Whether a text names the framework at all; where a whole file does not, no part of it cites anything. */
export const mayCite: (text: string) => boolean = last(text => /VCM|CCP|碳原则|评估框架|Carbon Principle|Assessment Framework|Integrity Council|诚信委员会/i.test(text));

/**
 * The same, and with them what may well be one: `标准9.4 a) 5) i`, `准则 13.1` or `Criterion 8.11` of a criterion that exists, where its
 * paragraph names nobody else's standard before it. This is for who asks what a number means; no finding should rest on it.
 */
export const likelyCitationsIn = (text: string): Generator<Citation> => numbersIn(text, (whole, citation, last) => isCited(whole, citation, last) || isLikely(whole, citation));

/** The whole of a citation: from the word before its number, such as 标准 or `CCP attribute`, to the end of its sub-requirement. */
export function wholeOf(text: string, { start, end, sub }: Citation): { readonly start: number; readonly end: number } {
  return { start: start - (introduced.exec(text.slice(Math.max(0, start - reach), start))?.[0].length ?? 0), end: sub?.end ?? end };
}

/** The Core Carbon Principles that a text names by number, such as `CCP 6` or `核心碳原则（CCP）6`. */
export function* principlesIn(text: string): Generator<Principle> {
  for (const match of text.matchAll(principle)) {
    const n = Number(match[1]);
    if (ccps.some(each => each.n === n)) yield { n, start: match.index, end: match.index + match[0].length };
  }
}

function* numbersIn(text: string, counts: (text: string, citation: Citation, last: Citation | undefined) => boolean): Generator<Citation> {
  const attributes = [...text.matchAll(attribute)].map(match => {
    const [whole, n = ''] = match;
    const end = match.index + whole.length;
    return withRequirement(text, { id: `attr-${n}`, start: end - n.length, end });
  });
  const found: Citation[] = [];
  for (const match of text.matchAll(number)) {
    const [id] = match;
    const citation = withRequirement(text, { id, start: match.index, end: match.index + id.length });
    if (counts(text, citation, found.at(-1))) found.push(citation);
  }
  yield* [...attributes, ...found].sort((a, b) => a.start - b.start);
}

function withRequirement(text: string, citation: Citation): Citation {
  const behind = requirement.exec(text.slice(citation.end, citation.end + 20));
  if (!behind) return citation;
  const [whole, letter = '', digit, roman] = behind;
  const name = [`${letter})`, ...digit ? [`${digit})`] : [], ...roman ? [`${roman}.`] : []].join(' ').toLowerCase();
  return { ...citation, sub: { name, end: citation.end + whole.length } };
}

function isCited(text: string, { id, start, sub }: Citation, last: Citation | undefined): boolean {
  const before = paragraphBefore(text, start);
  const near = before.slice(-reach);
  if (last && start - (last.sub?.end ?? last.end) < 30 && joined.test(text.slice(last.sub?.end ?? last.end, start))) return true;
  const behind = named.exec(near);
  // With only the framework's name before it, 1.1 or 2.0 is its version.
  if (behind) return pointed.test(near) || !(id.endsWith('.0') || (id.startsWith('1.') && /框架|framework/i.test(behind[1] ?? '')));
  if (tabled.test(near)) return criterionOf(id) !== undefined;
  const known = sub !== undefined && criterionOf(id)?.subs.includes(sub.name) === true;
  if (!known && !worded.test(near)) return false;
  const owner = ownerOf(before);
  return owner ? owner === 'ours' : worded.test(near) && ourName.test(paragraphAfter(text, start));
}

const isLikely = (text: string, { id, start }: Citation): boolean => {
  const before = paragraphBefore(text, start);
  return criterionOf(id) !== undefined && unowned.test(before.slice(-reach)) && ownerOf(before) !== 'theirs';
};

/** Whose numbers a paragraph speaks of at its end: of whom it last named. */
function ownerOf(before: string): 'ours' | 'theirs' | undefined {
  const last = [...before.matchAll(authority)].at(-1);
  return last && (last.groups?.['ours'] === undefined ? 'theirs' : 'ours');
}

const paragraphBefore = (text: string, at: number): string => text.slice(Math.max(0, at - 2000), at).split(/(?:\r?\n[ \t]*){2}/).at(-1) ?? '';
const paragraphAfter = (text: string, at: number): string => text.slice(at, at + 2000).split(/(?:\r?\n[ \t]*){2}/)[0] ?? '';
