import { mechanismsIn, type Mechanism, type NamedMechanism } from '../schema/mechanisms.ts';

/** What a text says outright of a mechanism: CORSIA accepts it, or it has a label of the ICVCM. Places are from the start of the text. */
export interface Claim {
  readonly of: readonly Mechanism[];
  readonly says: 'corsia' | 'eligible' | 'approved';
  readonly start: number;
  readonly end: number;
  /** The word that makes the label, such as `Approved`. */
  readonly word: { readonly start: number; readonly end: number };
}

interface Wording { readonly says: Claim['says']; readonly claim: RegExp; readonly link: RegExp }

const nouns = 'credits?|units?|offsets?|programmes?|programs?|schemes?|standards?|mechanisms?|projects?|registry|itself|themselves';
const degree = 'also|now|already|both|all|each|currently|fully|officially|formally|itself|themselves|since \\d{4},?';
const verbs = 'is|are|has been|have been|remains?|counts? as|qualif(?:y|ies) as|has|have|holds?|carries|carry|bears?|received|earned|obtained';
const listing = 'a|an|the|its|their|recogni[sz]ed|listed|labelled|labeled|certified|considered|regarded|designated|as|ICVCM[\'’]?s?|ICAO[\'’]?s?';
const ofSubject = `(?:s|['’]s)?(?:\\s+(?:${nouns}))*(?:\\s*\\([^()]{0,40}\\))?(?:\\s+(?:${nouns}))*`;
/** What may stand between a subject and what is said of it: “credits (VCUs) are already”, “, which has the”, “, a”. */
const link = new RegExp(`^${ofSubject}(?:(?:,?\\s+(?:which|that))?(?:\\s+(?:${degree}))*\\s+(?:${verbs})(?:\\s+(?:${degree}|${listing}))*|,\\s+(?:a|an|the))\\s+$`, 'i');
const chineseNouns = '信用|碳信用|机制|项目|减排量|标准|计划|体系|单位|签发的';
const chineseLink = new RegExp(`^(?:\\s|的|${chineseNouns}|（[^（）]{0,20}）|\\([^()]{0,20}\\))*(?:\\s|已经|已|目前|现已|现|也|均|都|同时|完全|正式|于\\s*\\d{4}\\s*年(?:\\d{1,2}\\s*月)?|是一种|是一个)*$`);
const label = '(?:\\s*[“"]?标签|\\s*label|\\s*资格)?';

const wordings: readonly Wording[] = [
  { says: 'corsia', link, claim: /CORSIA[\s-]+(?:phase[\s-]+(?:1|one|I)[\s-]+)?(?<word>eligible|approved|qualified)\b/gi },
  { says: 'corsia', link, claim: /(?<word>eligible|approved|accepted|qualified|recogni[sz]ed|admitted)\s+(?:for use\s+)?(?:under|for|in|by|within)\s+(?:the\s+)?(?:ICAO(?:['’]s)?\s+)?CORSIA\b/gi },
  { says: 'corsia', link: chineseLink, claim: /(?:符合|具备|满足|获得|取得|拥有|具有|通过|获)\s*(?:了|ICAO\s*的?)?\s*CORSIA\s*(?:第一阶段)?\s*的?\s*(?<word>合格|资格|认可|批准)/g },
  { says: 'corsia', link: chineseLink, claim: /(?:是|为|属于|被认定为)\s*CORSIA\s*(?:第一阶段)?\s*的?\s*(?<word>合格|认可|批准)的?\s*(?:减排|碳信用|信用|抵消)?(?:机制|单位|计划|项目|信用)?/g },
  { says: 'corsia', link: chineseLink, claim: /(?:被|获|得到|获得|受到)\s*CORSIA\s*(?:第一阶段)?\s*的?\s*(?<word>认可|批准|接受|纳入)/g },
  { says: 'corsia', link: chineseLink, claim: /(?<word>可用于|适用于|能够用于)\s*CORSIA/g },
  { says: 'eligible', link, claim: new RegExp(`CCP[\\s-]?(?<word>eligible)\\b${label}`, 'gi') },
  { says: 'approved', link, claim: new RegExp(`CCP[\\s-]?(?<word>approved)\\b${label}`, 'gi') },
  { says: 'eligible', link: chineseLink, claim: new RegExp(`(?:是|为|属于|获得|取得|具有|拥有|获|贴上|带有|被评为)\\s*(?:了|ICVCM\\s*的?)?\\s*[“"]?CCP[\\s-]*(?<word>合格|Eligible)${label}`, 'gi') },
  { says: 'approved', link: chineseLink, claim: new RegExp(`(?:是|为|属于|获得|取得|具有|拥有|获|贴上|带有|被评为)\\s*(?:了|ICVCM\\s*的?)?\\s*[“"]?CCP[\\s-]*(?<word>认可|批准|核准|Approved)${label}`, 'gi') },
];

/** Words that make a sentence other than an outright statement about today: denials, wishes, conditions, plans, the past, contrasts and questions. */
const hedged = new RegExp('\\b(?:not|no|nor|never|neither|none|cannot|without|ineligible|non|may|might|could|can|would|will|shall|should|must|if|whether|seek\\w*|appl(?:y|ies|ied|ying|ications?)'
  + '|pending|propos\\w+|plan(?!\\s*vivo)\\w*|expect\\w*|aim\\w*|intend\\w*|hop(?:e|es|ing)|once|until|unless|before|becom\\w+|towards?|potential\\w*|candidate|pilot|former\\w*|previous\\w*|was|were|had'
  + '|only|some|certain|under (?:review|assessment)|claims?|claimed|questions?|requir\\w+|need\\w*|unlike|whereas|while|but|than|rather|instead|although|though|however|except|beyond|besides|alongside|example|e\\.g)\\b'
  + '|n[\'’]t\\b|\\?|不|未|尚|非|没有|无法|无资格|申请|拟|打算|争取|寻求|有望|可能|或将|将|如果|若|是否|能否|一旦|曾|试点|除|但|然而|相比|待|预计|目标|希望|推动|应当|应该|必须|须|需'
  + '|部分|仅|只有|例如|？|原本|此前|过去|一度', 'i');

/** What comes behind CCP-Approved where it is said of what can have that label. */
const ofCategory = /^[\s“”"]*(?:methodolog|categor|method|activit|credit|unit|VCU|protocol|tonne)|^[\s“”"]*的?(?:方法|类别|类型|信用|碳信用|项目|活动|减排量)/i;
/** The credits of a mechanism may be of a category that is approved. */
const ofCredits = /^s?\s*的?\s*(?:credit|unit|offset|project|信用|碳信用|项目|减排量|单位)/i;
/** A preposition before a name takes the sentence's subject from it, unless the subject is its credits. */
const belongsElsewhere = new RegExp('(?<!(?:credits?|units?|offsets?|projects?)\\s(?:issued\\s|registered\\s)?)\\b(?:of|under|by|for|with|from|in|to|than|on|at|against|via|through|as)\\s+(?:the\\s+)?$'
  + '|(?:与|和|对|按|由|在|向|同|从|比|根据|依据|参照|采用)\\s*$', 'i');
const between = new RegExp(`^s?(?:\\s+(?:${nouns})|\\s*(?:${chineseNouns}))?\\s*(?:,\\s*(?:and|or)?|、|，|and|or|&|/|和|与|及|以及)\\s*(?:the\\s+)?$`, 'i');

/** A sentence that is longer is none. */
const longest = 1000;

/**
 * What a text claims of the mechanisms it names. Only an outright statement within one sentence counts: a subject, perhaps one of several,
 * with what is said of it right behind, or “CORSIA-eligible” right before its name. A sentence with any doubt, condition or contrast in it claims nothing.
 */
export function* claimsIn(text: string): Generator<Claim> {
  if (!mayClaim(text)) return;
  for (const { sentence, offset } of sentencesOf(text)) {
    if (sentence.length > longest || !mayClaim(sentence) || sentence.includes('|') || hedged.test(sentence)) continue;
    const named = mechanismsIn(sentence).filter(({ mechanism }) => mechanism.corsiaPhase1 !== undefined);
    // A name in brackets behind another of the same mechanism is a part of it.
    const names = named.filter(({ mechanism, start }, i) => !(named[i - 1]?.mechanism === mechanism && /[(（]$/.test(sentence.slice(0, start))));
    const told: { readonly start: number; readonly end: number }[] = [];
    for (const { says, claim, link: joins } of wordings) for (const match of sentence.matchAll(claim)) {
      const end = match.index + match[0].length;
      if (told.some(each => match.index < each.end && each.start < end) || (says === 'approved' && ofCategory.test(sentence.slice(end)))) continue;
      const word = match.groups?.['word'] ?? '';
      const wordStart = offset + match.index + match[0].indexOf(word);
      const subjects = subjectsOf(sentence, names, match.index, end, joins);
      const last = subjects.at(-1);
      if (!last || (says === 'approved' && ofCredits.test(sentence.slice(last.end)))) continue;
      told.push({ start: match.index, end });
      yield {
        of: [...new Set(subjects.map(({ mechanism }) => mechanism))], says, start: offset + match.index, end: offset + end, word: { start: wordStart, end: wordStart + word.length },
      };
    }
  }
}

/** Whether a text names CORSIA or the label of the ICVCM at all; where a whole file does not, no part of it claims anything. */
export const mayClaim = (text: string): boolean => /CORSIA|CCP/i.test(text);


/** The names that a statement is about: those right before it, joined as a list, or the one it is an adjective of. */
function subjectsOf(sentence: string, names: readonly NamedMechanism[], start: number, end: number, joins: RegExp): readonly NamedMechanism[] {
  const behind = names.find(name => /^\s+$/.test(sentence.slice(end, name.start)));
  if (behind && /[a-z]$/i.test(sentence.slice(start, end))) return [behind];
  const before = names.filter(name => name.end <= start);
  const subjects: NamedMechanism[] = [];
  for (let i = before.length - 1; i >= 0; i--) {
    const name = before[i];
    const next = subjects[0];
    if (!name || !(next ? between : joins).test(sentence.slice(name.end, next?.start ?? start))) break;
    subjects.unshift(name);
  }
  const [first] = subjects;
  return first && !belongsElsewhere.test(sentence.slice(0, first.start)) ? subjects : [];
}

/** Sentences end at a full stop, at a blank line, and where a heading, an item or a row of a table begins; also at a line break that is written as an escape. */
function* sentencesOf(text: string): Generator<{ readonly sentence: string; readonly offset: number }> {
  let offset = 0;
  for (const stop of text.matchAll(/[。！；;]|[.!](?=[\s"'”’)])|\r?\n[ \t]*(?=\r?\n|[-*#>|])|\\[nr]/g)) {
    yield { sentence: text.slice(offset, stop.index), offset };
    offset = stop.index + stop[0].length;
  }
  yield { sentence: text.slice(offset), offset };
}
