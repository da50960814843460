import type { Random } from '../mutations/scene.ts';

/** What a text is spoilt with: marks of both notations, blanks and punctuation of an input method, and words that YAML does not take for text. */
const pieces: readonly string[] = [
  '\'', '"', '\\', ',', ':', ': ', ':\n', '{', '}', '[', ']', '#', ' #', ' # c', '&a ', '*a', '!!str ', '! ', '? ', '- ', '-', '--- ', '---\n', '...\n', '... ', '|', '>', '|-', '>-', '|+', '|2', '>1-', '%', '@', '`', '~', '=', '<<', '<<: ',
  '\t', '\n', '\r', '\r\n', '\n\n', '\n  ', '\n    ', '\n \n', '  \n', ' ', '  ', '\u3000', '\u00a0', '\ufeff', '\u2028', '\u0085', '\u0000', '\u001f', '\ufffd', '\ud83d', '😀', '：', '，', '“', '”', '‘', '｛', '｝', '［', '、', '甲', 'é',
  'null', 'true', 'False', '.inf', '-.INF', '.nan', '0x1F', '0o17', '017', '1e3', '-1', '+1', '1.', '.5', '1_000', '1:30', '2024-10-01', 'a', '\\n', '\\u4e2d', '\\x41', '\\/', '\\q', '\'\'', '""', '{}', '[]', '[1, a: b]', '{a: 1}', '{a: }', 'a: b', '- a\n',
];

/** Characters that are there already and mean something. */
const marks = /['"{}[\],:#|>\n-]/g;

type Slip = (text: string, random: Random) => string;

const lines = (text: string): string[] => text.split('\n');
const placeIn = (text: string, random: Random): number => {
  const found = random.below(2) === 0 ? [...text.matchAll(marks)] : [];
  return found.length === 0 ? random.below(text.length + 1) : (found[random.below(found.length)]?.index ?? 0) + random.below(2);
};
const put = (text: string, at: number, piece: string, instead = 0): string => text.slice(0, at) + piece + text.slice(at + instead);
const onLine = (change: (all: string[], at: number) => void): Slip => (text, random) => {
  const all = lines(text);
  change(all, random.below(all.length));
  return all.join('\n');
};

const slips: readonly Slip[] = [
  (text, random) => put(text, placeIn(text, random), '', 1 + random.below(2)),
  (text, random) => put(text, placeIn(text, random), random.of(pieces)),
  (text, random) => put(text, placeIn(text, random), random.of(pieces)),
  (text, random) => put(text, placeIn(text, random), random.of(pieces), 1),
  (text, random) => { const at = placeIn(text, random); return put(text, at, text.slice(at, at + 1)); },
  (text, random) => { const at = placeIn(text, random); return put(text, at, text.slice(at, at + 2).split('').reverse().join(''), 2); },
  // A text that goes on over several lines.
  (text, random) => { const blanks = [...text.matchAll(/ /g)]; const at = blanks[random.below(blanks.length)]?.index ?? 0; return put(text, at, `\n${' '.repeat(random.below(10))}`, 1); },
  (text, random) => text.replace(/(?<=: ).*/g, value => random.below(12) === 0 ? random.of(pieces) : value),
  onLine((all, at) => { all.splice(at, 1); }),
  onLine((all, at) => { all.splice(at, 0, all[at] ?? ''); }),
  onLine((all, at) => { all.splice(at, 2, ...all.slice(at, at + 2).reverse()); }),
  onLine((all, at) => { all[at] = ` ${all[at] ?? ''}`; }),
  onLine((all, at) => { all[at] = `  ${all[at] ?? ''}`; }),
  onLine((all, at) => { all[at] = (all[at] ?? '').slice(1); }),
  onLine((all, at) => { all[at] = (all[at] ?? '').replace(/^ {1,2}/, ''); }),
  onLine((all, at) => { all[at] = (all[at] ?? '').replace(/'/g, '"'); }),
  onLine((all, at) => { all[at] = (all[at] ?? '').replace(/["']/g, ''); }),
  onLine((all, at) => { all[at] = (all[at] ?? '').replace(/"/g, '\''); }),
  onLine((all, at) => { all.splice(at, 0, ''); }),
  onLine((all, at) => { all[at] += ' '; }),
  text => text.replace(/\n/g, '\r\n'),
  text => `\ufeff${text}`,
  text => text.replace(/ {2}/g, '    '),
  text => text.replace(/\n */g, ' '),
];

/** A text with one to three random slips. */
export function spoilt(text: string, random: Random): string {
  let now = text;
  for (let n = 1 + random.below(3); n > 0; n--) now = random.of(slips)(now, random);
  return now;
}
