/** The words at the end of a text that begin a reference to a criterion. */
export interface Begun {
  /** Whether the framework is named, only a standard or an attribute, half of one of these words, or nothing but a number. */
  readonly kind: 'named' | 'worded' | 'half' | 'number';
  /** All that is begun. */
  readonly text: string;
  /** What of it stands before the number or the title; for half a word, what it becomes. */
  readonly lead: string;
  readonly of: 'criterion' | 'attribute' | 'any';
  /** The number as far as it is typed. */
  readonly n: string;
  /** The sub-requirement as far as it is typed. */
  readonly sub: string;
  /** Words of a title instead of a number. */
  readonly words: string;
}

const gap = '[ \\t\\u00a0\\u3000]';
const criterion = '标准|准则|[Cc]riteri(?:on|a)(?![A-Za-z])';
const attribute = '属性|[Aa]ttributes?(?![A-Za-z])';
/** What may stand between the framework's name and the number, as our own references have it and as people shorten it. */
const between = `(?:${gap}|的|CCP(?![A-Za-z])|AF(?![A-Za-z])|(?:核心碳原则)?评估框架|(?:Core Carbon Principles? )?[Aa]ssessment [Ff]ramework|v\\d+(?:\\.\\d+)+|(?<=框架|ramework|v\\d.\\d)[,，])*`;
const pointer = `(?:(?<criterion>${criterion})|(?<attribute>${attribute}))`;
const sub = `${gap}*[(（]?[a-z][)）]?(?:${gap}*[(（]?\\d{1,2}[)）]?(?:${gap}*[(（]?[ivx]{1,4}[)）.]?)?)?`;
const tail = `${gap}*[:：]?${gap}*)(?:(?<n>\\d{1,2}(?:\\.\\d{0,2})?)(?<sub>(?<=\\.\\d{1,2}|(?:性|butes?)${gap}*\\d)${sub})?${gap}*|(?<words>\\p{L}[\\p{L}\\d ,+-]{1,40})?)$`;

const named = new RegExp(`(?<lead>(?<![A-Za-z\\d-])(?:IC-?VCM|CCP)(?![A-Za-z])${between}${pointer}?${tail}`, 'u');
const worded = new RegExp(`(?<lead>(?<![A-Za-z])${pointer}${tail}`, 'u');
const half = /(?<![A-Za-z\d-])(?:ICV?C?|CC|[Cc]rit(?:e(?:r(?:io?)?)?)?|[Aa]ttr(?:i(?:b(?:u(?:te?)?)?)?)?)$/;

/** How far back a reference may begin, in UTF-16 code units. */
const reach = 120;

/** The ways to read the end of a text as the beginning of a reference, the one that takes in most first. */
export function* begunReference(before: string): Generator<Begun> {
  const line = before.slice(-reach).split(/[\r\n]/).at(-1) ?? '';
  for (const [kind, reading] of [['named', named], ['worded', worded]] as const) {
    const found = reading.exec(line);
    if (!found?.groups) continue;
    const { lead = '', n = '', sub: under = '', words = '', criterion: isCriterion, attribute: isAttribute } = found.groups;
    yield { kind, text: found[0], lead, n, sub: under, words, of: isAttribute !== undefined ? 'attribute' : isCriterion !== undefined ? 'criterion' : 'any' };
  }
  const [text] = half.exec(line) ?? [];
  const word = text && ['ICVCM', 'CCP', 'criterion', 'attribute'].find(each => each.toLowerCase().startsWith(text.toLowerCase()));
  if (word) yield { kind: 'half', text, lead: `${word} `, of: word === 'criterion' || word === 'attribute' ? word : 'any', n: '', sub: '', words: '' };
}
