import type { Edit } from '../base/edit.ts';
import { span } from '../base/span.ts';

/** The most pairs of lines that are compared; above it the changed stretch is replaced as a whole. */
const mostPairs = 4_000_000;

/** The small edits that turn one text into another: only changed lines are touched, and of those only what differs. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const at = old.slice(0, head).join('').length;
  return between(old.slice(head, old.length - tail), now.slice(head, now.length - tail), at);
}

/** Walks the longest common lines of two blocks and turns what lies between them into edits. */
function between(old: readonly string[], now: readonly string[], start: number): readonly Edit[] {
  const [rows, columns] = [old.length + 1, now.length + 1];
  if (rows * columns > mostPairs) return trimmed(old.join(''), now.join(''), start);
  const common = new Uint32Array(rows * columns);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * columns + j] = old[i] === now[j] ? (common[(i + 1) * columns + j + 1] ?? 0) + 1
        : Math.max(common[(i + 1) * columns + j] ?? 0, common[i * columns + j + 1] ?? 0);
    }
  }
  const edits: Edit[] = [];
  let [i, j, at, gone, come] = [0, 0, start, '', ''];
  const flush = () => {
    edits.push(...trimmed(gone, come, at));
    at += gone.length;
    [gone, come] = ['', ''];
  };
  while (i < old.length || j < now.length) {
    const [mine, theirs] = [old[i], now[j]];
    if (mine !== undefined && mine === theirs) {
      flush();
      at += mine.length;
      i++; j++;
    } else if (theirs === undefined || (mine !== undefined && (common[(i + 1) * columns + j] ?? 0) >= (common[i * columns + j + 1] ?? 0))) {
      gone += mine ?? '';
      i++;
    } else {
      come += theirs;
      j++;
    }
  }
  flush();
  return edits;
}

/** One edit without what is the same at its two ends. A pair of surrogates, and a CR LF, is never cut in two. */
function trimmed(gone: string, come: string, at: number): readonly Edit[] {
  if (gone === come) return [];
  const most = Math.min(gone.length, come.length);
  let head = 0;
  while (head < most && gone[head] === come[head]) head++;
  if (splits(gone, head) || splits(come, head)) head--;
  let tail = 0;
  while (tail < most - head && gone.at(-1 - tail) === come.at(-1 - tail)) tail++;
  if (tail > 0 && (splits(gone, gone.length - tail) || splits(come, come.length - tail))) tail--;
  return [{ span: span(at + head, at + gone.length - tail), text: come.slice(head, come.length - tail) }];
}

const splits = (text: string, at: number): boolean => /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(at - 1, at + 1));

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
