import pillarsFile from '../../schemas/pillars.json';

/** The words that show what a text is about; one that ends with `*` is the start of a word. */
interface Cues {
  /** Any of these shows that a text may well be about the pillar. */
  readonly own: readonly string[];
  /** One of each of these groups shows that it plainly is. */
  readonly telling: readonly (readonly string[])[];
}

interface Matcher { readonly own: RegExp | undefined; readonly telling: readonly RegExp[] }

const matchers: ReadonlyMap<string, Matcher> = new Map([
  ...pillarsFile.pillars.map(({ key, cues }) => [key, matcherOf(cues)] as const),
  ['incentive', matcherOf({ own: [], telling: pillarsFile.incentives.telling })] as const,
]);

/**
 * What a text under a pillar is about instead: another pillar, or `incentive`, the dimension of money that is paid. Undefined where a
 * word of the pillar itself is in it, where nothing tells, or where more than one other thing does: a doubt is no finding.
 */
export function subjectInstead(pillar: string, text: string): string | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  const own = matchers.get(pillar)?.own;
  if (own === undefined || !anyTelling.test(plain) || own.test(plain)) return undefined;
  let other: string | undefined;
  for (const [key, { telling }] of matchers) {
    if (key === pillar || !telling.every(group => group.test(plain))) continue;
    if (other !== undefined) return undefined;
    other = key;
  }
  return other;
}

/** A word that tells of anything: most texts have none. */
const anyTelling = anyOf([...pillarsFile.pillars.map(({ cues }) => cues), pillarsFile.incentives].flatMap(({ telling }) => telling[0] ?? []));

function matcherOf({ own, telling }: Cues): Matcher {
  return { own: own.length > 0 ? anyOf(own) : undefined, telling: telling.map(anyOf) };
}

/** English is matched by whole words, Chinese anywhere. What stands around a word is looked at once for all of them, which takes half as long. */
function anyOf(words: readonly string[]): RegExp {
  const patternOf = (word: string) => word.normalize('NFKC').toLowerCase().replaceAll('*', '\\w*').replaceAll(' ', '\\s+');
  const [english, chinese] = [words.filter(isAscii), words.filter(word => !isAscii(word))];
  return new RegExp([...english.length > 0 ? [`(?<![\\w-])(?:${english.map(patternOf).join('|')})(?![\\w-])`] : [], ...chinese.map(patternOf)].join('|'));
}

function isAscii(word: string): boolean {
  return /^[\x00-\x7f]+$/.test(word);
}
