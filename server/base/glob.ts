/** How many ways a glob with braces may be read. */
const mostReadings = 100;

/** One character of a segment: itself, any one, any number of any, or one of a class. */
type Piece = { readonly kind: 'one' | 'many' } | { readonly kind: 'in'; readonly has: (character: string) => boolean };

/**
 * Reads a glob: `*` and `?` within a segment, `**` for any number of segments, `[a-z]`, `[!a]` and `{a,b}`. Names that start with a dot
 * are like any others, and case counts. Undefined where braces give it too many readings. Matching takes no longer than the product of
 * the lengths, whatever a glob from elsewhere holds; a regular expression would not promise that.
 */
export function globOf(glob: string): ((path: string) => boolean) | undefined {
  const readings = readingsOf(glob, mostReadings);
  if (!readings) return undefined;
  // At its end `**` means what is inside, not the folder itself.
  const patterns = readings.map(each => ({ needs: plainPartOf(each), pattern: each.replace(/(^|\/)\*\*$/, '$1**/*').split('/').map(segment => segment === '**' ? 'any' : nameLike(segment)) }));
  return path => {
    // Most paths lack the word that a glob turns on, and there are many paths.
    const able = patterns.filter(({ needs }) => path.includes(needs));
    if (able.length === 0) return false;
    const names = path.split('/');
    return able.some(({ pattern }) => matches(pattern, names, segment => segment === 'any', (segment, name) => segment !== 'any' && segment(name)));
  };
}

/** The longest stretch of a glob that stands for itself alone. */
const plainPartOf = (glob: string): string => glob.includes('[') ? '' : glob.split(/[*?/{}]+/).reduce((a, b) => b.length > a.length ? b : a, '');

/** Whether pieces match items one to one, where `isMany` pieces stand for any number of items. On a mismatch only the last such piece takes one more. */
function matches<P, T>(pieces: readonly P[], items: readonly T[], isMany: (piece: P) => boolean, isOne: (piece: P, item: T) => boolean): boolean {
  let [at, i, star, from] = [0, 0, -1, 0];
  while (i < items.length) {
    const [piece, item] = [pieces[at], items[i]];
    if (piece !== undefined && isMany(piece)) {
      star = at++;
      from = i;
    } else if (piece !== undefined && item !== undefined && isOne(piece, item)) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++from;
    } else return false;
  }
  return pieces.slice(at).every(isMany);
}

/** Which names a segment means. Most are a word, or have one star, and need not be gone through by the character. */
function nameLike(segment: string): (name: string) => boolean {
  const [start, end, ...more] = /[?[]/.test(segment) ? [] : segment.split('*');
  if (start !== undefined && end === undefined) return name => name === start;
  if (start !== undefined && end !== undefined && more.length === 0) return name => name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
  const pieces = piecesOf(segment);
  return name => matches(pieces, [...name], piece => piece.kind === 'many', fits);
}

const fits = (piece: Piece, character: string): boolean => piece.kind === 'one' || (piece.kind === 'in' && piece.has(character));

function piecesOf(segment: string): readonly Piece[] {
  const characters = [...segment];
  const pieces: Piece[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    const close = character === '[' ? characters.indexOf(']', i + (characters[i + 1] === '!' ? 3 : 2)) : -1;
    if (close > 0) {
      pieces.push({ kind: 'in', has: classOf(characters.slice(i + 1, close)) });
      i = close;
    } else if (character === '*') { if (pieces.at(-1)?.kind !== 'many') pieces.push({ kind: 'many' }); }
    else pieces.push(character === '?' ? { kind: 'one' } : { kind: 'in', has: each => each === character });
  }
  return pieces;
}

function classOf(inside: readonly string[]): (character: string) => boolean {
  const isNot = inside[0] === '!' || inside[0] === '^';
  const members = isNot ? inside.slice(1) : inside;
  return character => isNot !== members.some((member, i) => member === character
    || (members[i + 1] === '-' && members[i + 2] !== undefined && member <= character && character <= (members[i + 2] ?? '')));
}

/** The globs without braces that one with braces stands for; undefined where there are more than `most`. */
function readingsOf(glob: string, most: number): readonly string[] | undefined {
  const group = firstGroup(glob);
  if (!group) return most < 1 ? undefined : [glob];
  const readings: string[] = [];
  for (const option of group.options) {
    const more = readingsOf(`${glob.slice(0, group.start)}${option}${glob.slice(group.end)}`, most - readings.length);
    if (!more) return undefined;
    readings.push(...more);
  }
  return readings;
}

/** The first braces with a comma between them. Others are what they look like. */
function firstGroup(glob: string): { readonly start: number; readonly end: number; readonly options: readonly string[] } | undefined {
  for (let start = glob.indexOf('{'); start >= 0; start = glob.indexOf('{', start + 1)) {
    const commas: number[] = [start];
    let depth = 0;
    for (let i = start; i < glob.length; i++) {
      if (glob[i] === '{') depth++;
      if (glob[i] === ',' && depth === 1) commas.push(i);
      if (glob[i] !== '}' || --depth > 0) continue;
      if (commas.length === 1) break;
      return { start, end: i + 1, options: commas.map((comma, n) => glob.slice(comma + 1, commas[n + 1] ?? i)) };
    }
  }
  return undefined;
}
