/** A criterion that a text cites: its id, such as `9.3` or `attr-1`, and where its number stands in the text. The criterion need not exist. */
export interface Citation { readonly id: string; readonly start: number; readonly end: number }

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
/** A sub-requirement behind a number, as in `9.4 a) 5) i.`, and what joins two numbers of one list. */
const joined = new RegExp(`^(?:\\s?[a-z]\\))?(?:\\s?\\d\\))?(?:\\s?[ivx]+[.)]?)?\\s*(?:[,，、/&;；~–-]|和|及|与|或|以及|至|到|and|or|to)(?:\\s*(?:and|or))?\\s*(?:(?:${word})\\s*)?$`, 'iu');

/** How far before a number the name of the framework may stand. */
const reach = 160;

/**
 * The ICVCM criteria and CCP attributes that a text cites, in its order: `ICVCM 9.4`, `ICVCM AF 9.4 a) 5) i.`, `ICVCM 评估框架 v1.1 标准 9.4`,
 * `CCP属性 1`, and `准则 13.1` or `criterion 9.4` where the framework is what its paragraph last named. Versions, dates, amounts and
 * the numbers of other standards are none. Offsets are UTF-16 code units from the start of the text.
 */
export function* citationsIn(text: string): Generator<Citation> {
  if (!/VCM|CCP|碳原则|评估框架|Carbon Principle|Assessment Framework|Integrity Council|诚信委员会/i.test(text)) return;
  const attributes = [...text.matchAll(attribute)].map(match => {
    const [whole, n = ''] = match;
    const end = match.index + whole.length;
    return { id: `attr-${n}`, start: end - n.length, end };
  });
  const found: Citation[] = [];
  for (const match of text.matchAll(number)) {
    const [id] = match;
    const citation = { id, start: match.index, end: match.index + id.length };
    if (isCited(text, citation, found.at(-1))) found.push(citation);
  }
  yield* [...attributes, ...found].sort((a, b) => a.start - b.start);
}

function isCited(text: string, { id, start }: Citation, last: Citation | undefined): boolean {
  const before = paragraphBefore(text, start);
  const near = before.slice(-reach);
  if (last && start - last.end < 30 && joined.test(text.slice(last.end, start))) return true;
  const behind = named.exec(near);
  // With only the framework's name before it, 1.1 or 2.0 is its version.
  if (behind) return pointed.test(near) || !(id.endsWith('.0') || (id.startsWith('1.') && /框架|framework/i.test(behind[1] ?? '')));
  if (!worded.test(near)) return false;
  const names = [...before.matchAll(authority)];
  const lastName = names.at(-1);
  return lastName ? lastName.groups?.['ours'] !== undefined : ourName.test(paragraphAfter(text, start));
}

const paragraphBefore = (text: string, at: number): string => text.slice(Math.max(0, at - 2000), at).split(/(?:\r?\n[ \t]*){2}/).at(-1) ?? '';
const paragraphAfter = (text: string, at: number): string => text.slice(at, at + 2000).split(/(?:\r?\n[ \t]*){2}/)[0] ?? '';
