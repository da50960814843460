import spellingFile from '../../schemas/spelling.json';

/** How a text in Chinese is spelt in pinyin, in full and by initials, as `shichangjizhi scjz`; undefined where that is not known. */
export type Speller = (text: string) => string | undefined;

const known: ReadonlyMap<string, string> = new Map(Object.entries(spellingFile));

/** The spelling of a word of the built-in data: vocabularies, jurisdictions, fields, dimensions, pillars, criteria and mechanisms. */
export const spellingOf: Speller = text => known.get(text);

/** The two ways to look a text up, from its syllables: all of them, and their first letters. A syllable with ü is typed with v. */
export const joined = (syllables: readonly string[]): string =>
  `${syllables.join('').replaceAll('ü', 'v')} ${syllables.map(each => each.slice(0, 1)).join('')}`;
