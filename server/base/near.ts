/**
 * How many single-character slips (wrong, missing, extra, or two neighbours swapped) lie between two words.
 * Gives up with `most + 1` as soon as there are more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, above] = [above, row];
  }
  return Math.min(above[b.length] ?? most + 1, most + 1);
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
