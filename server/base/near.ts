/**
 * How many single-character slips (wrong, missing, extra, or two neighbours swapped) lie between two words.
 * Gives up with `most + 1` as soon as there are more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const [from, after] = alike(a, b);
  return from === 0 && after === 0 ? slipsBetween(a, b, most) : slipsBetween(a.slice(from, a.length - after), b.slice(from, b.length - after), most);
}

/** How many characters two words share at their start, and how many of the rest at their end: ids of one family differ by a few in between. */
function alike(a: string, b: string): readonly [start: number, end: number] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  return [start, end];
}

/** Rows that are used over and over: a word is held against thousands of others. */
let rows: readonly [number[], number[], number[]] = [[], [], []];

/** Only what lies within `most` of the diagonal is worked out: farther from it there are more slips than that. */
function slipsBetween(a: string, b: string, most: number): number {
  if (a.length === 0 || b.length === 0) return Math.min(a.length + b.length, most + 1);
  const far = most + 1;
  let [before, above, row] = rows;
  for (let j = 0; j <= Math.min(b.length, far); j++) above[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)];
    const [c, last] = [a.charCodeAt(i - 1), a.charCodeAt(i - 2)];
    row[from - 1] = from === 1 ? i : far;
    let least = from === 1 ? i : far;
    for (let j = from; j <= to; j++) {
      const d = b.charCodeAt(j - 1);
      let cost = Math.min((above[j] ?? far) + 1, (row[j - 1] ?? far) + 1, (above[j - 1] ?? far) + (c === d ? 0 : 1));
      if (i > 1 && j > 1 && c === b.charCodeAt(j - 2) && last === d) cost = Math.min(cost, (before[j - 2] ?? far) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    row[to + 1] = far;
    if (least > most) return far;
    [before, above, row] = [above, row, before];
  }
  rows = [before, above, row];
  return Math.min(above[b.length] ?? far, far);
}

/** The word nearest to `word` among `candidates`, at most `most` slips away (2 unless told, 1 for words under four letters). */
export function nearest(word: string, candidates: Iterable<string>, most = word.length < 4 ? 1 : 2): string | undefined {
  let best: string | undefined;
  let limit = most;
  const wanted = word.toLowerCase();
  const pieces = piecesOf(wanted, most);
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (Math.abs(lower.length - wanted.length) > limit || !mayBeNear(lower, pieces)) continue;
    const slips = distance(wanted, lower, limit);
    if (slips > limit || (best !== undefined && slips === limit)) continue;
    best = candidate;
    limit = slips;
    if (slips === 0) break;
  }
  return best;
}

/** Words by their length, with their places in the list: made once for a list that many words are held against. */
export type Lexicon = ReadonlyMap<number, Shelf>;

/** Words of one length. */
interface Shelf { readonly words: string[]; readonly places: number[] }

/** Sorts words so that those near to another are found among ten thousand without a look at each. */
export function lexiconOf(words: Iterable<string>): Lexicon {
  const byLength = new Map<number, Shelf>();
  let at = 0;
  for (const word of words) {
    // There are letters that are longer when they are small.
    const { length } = word.toLowerCase();
    let shelf = byLength.get(length);
    if (!shelf) byLength.set(length, shelf = { words: [], places: [] });
    shelf.words.push(word);
    shelf.places.push(at++);
  }
  return byLength;
}

/** What `nearest` finds among the words of a lexicon but for one of them. */
export function nearestIn(word: string, lexicon: Lexicon, but?: string, most = word.length < 4 ? 1 : 2): string | undefined {
  let best: { readonly word: string; readonly at: number } | undefined;
  let limit = most;
  const wanted = word.toLowerCase();
  const pieces = piecesOf(wanted, most);
  // Words of the same length come first, as the nearest is most often one of them and the others then need to be nearer.
  for (const length of lengthsAround(wanted.length, most)) {
    const shelf = lexicon.get(length);
    if (!shelf || Math.abs(length - wanted.length) > limit) continue;
    for (let i = 0; i < shelf.words.length; i++) {
      const [each = '', at = 0] = [shelf.words[i], shelf.places[i]];
      const lower = each.toLowerCase();
      if (each === but || !mayBeNear(lower, pieces)) continue;
      const slips = distance(wanted, lower, limit);
      if (slips > limit || (best && slips === limit && at > best.at)) continue;
      best = { word: each, at };
      limit = slips;
    }
  }
  return best?.word;
}

const lengthsAround = (length: number, most: number): readonly number[] => [length, ...Array.from({ length: most }, (_, i) => [length - i - 1, length + i + 1]).flat()];

/**
 * A word cut so that, however few slips are made, one piece stays whole: a slip spoils one piece, or two where it swaps neighbours. Most
 * of ten thousand ids are told apart by that alone.
 */
function piecesOf(word: string, most: number): readonly string[] {
  const count = 2 * most + 1;
  const length = Math.floor(word.length / count);
  return length < 2 ? [] : Array.from({ length: count }, (_, i) => word.slice(i * length, (i + 1) * length));
}

function mayBeNear(candidate: string, pieces: readonly string[]): boolean {
  if (pieces.length === 0) return true;
  for (const piece of pieces) if (candidate.includes(piece)) return true;
  return false;
}
