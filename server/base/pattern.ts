/** One step of a pattern: a character that must fit, a place that must be the start or the end, or places to go on from, at most two. */
type Step = { readonly kind: 'one'; readonly fits: (character: string) => boolean } | { readonly kind: 'start' | 'end' } | { readonly kind: 'on'; readonly to: readonly number[] };

/** What a pattern is put together from. */
type Part =
  | { readonly kind: 'one'; readonly fits: (character: string) => boolean } | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'all' | 'either'; readonly parts: readonly Part[] } | { readonly kind: 'times'; readonly part: Part; readonly least: number; readonly most: number };

/** How many steps a pattern may have once its counts are written out. */
const mostSteps = 2000;

/** How deep groups may stand in each other. */
const deepest = 50;

/**
 * Reads a regular expression as the `u` flag has it, and gives what tells whether a text matches it anywhere. It takes no longer than the
 * product of the lengths, whatever a pattern from elsewhere holds; JavaScript's own would not promise that. Undefined where the pattern
 * is no regular expression, looks around, refers back or asks for the edge of a word, or is too long.
 */
export function patternOf(source: string): ((text: string) => boolean) | undefined {
  try {
    new RegExp(source, 'u');
  } catch {
    return undefined;
  }
  const part = partOf(source);
  const steps: Step[] = [];
  if (!part || !write(part, steps)) return undefined;
  return text => runs(steps, [...text]);
}

function partOf(source: string): Part | undefined {
  const characters = [...source];
  let at = 0;
  let depth = 0;
  const either = (): Part | undefined => {
    const parts: Part[] = [];
    do {
      const part = all();
      if (!part) return undefined;
      parts.push(part);
    } while (characters[at] === '|' && ++at);
    return { kind: 'either', parts };
  };
  const all = (): Part | undefined => {
    const parts: Part[] = [];
    while (at < characters.length && characters[at] !== '|' && characters[at] !== ')') {
      const part = one();
      if (!part) return undefined;
      parts.push(repeated(part));
    }
    return { kind: 'all', parts };
  };
  const one = (): Part | undefined => {
    const from = at++;
    switch (characters[from]) {
      case '^': return { kind: 'start' };
      case '$': return { kind: 'end' };
      case '(': {
        const head = /^\?(?::|<[^=!>]+>)/u.exec(characters.slice(at).join(''))?.[0] ?? '';
        if ((characters[at] === '?' && head === '') || ++depth > deepest) return undefined;
        at += [...head].length;
        const part = either();
        at++;
        depth--;
        return part;
      }
      case '[':
        // The first bracket of a class that is not escaped ends it.
        while (characters[at] !== ']') at += characters[at] === '\\' ? 2 : 1;
        at++;
        break;
      case '\\': {
        const tail = /^(?:[1-9bBk]|x[\da-f]{2}|u\{[\da-f]+\}|u[\da-f]{4}(?:\\u[\da-f]{4})?|[pP]\{[^}]*\}|c[a-z]|[^])/iu.exec(characters.slice(at).join(''))?.[0] ?? '';
        if (/^(?:[1-9]|[bBk]$)/u.test(tail)) return undefined;
        at += [...tail].length;
        break;
      }
      default:
    }
    const atom = new RegExp(`^${characters.slice(from, at).join('')}$`, 'u');
    return { kind: 'one', fits: character => atom.test(character) };
  };
  const repeated = (part: Part): Part => {
    const [mark = '', , least = '', comma, most = ''] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/u.exec(characters.slice(at).join('')) ?? [];
    if (mark === '') return part;
    at += mark.length;
    if (least === '') return { kind: 'times', part, least: mark.startsWith('+') ? 1 : 0, most: mark.startsWith('?') ? 1 : Infinity };
    return { kind: 'times', part, least: Number(least), most: comma === '' ? Number(least) : most === '' ? Infinity : Number(most) };
  };
  return either();
}

/** Writes a part out as steps that go on behind it; false where they would be too many. */
function write(part: Part, steps: Step[]): boolean {
  if (steps.length > mostSteps) return false;
  /** A place to go on from, whose ways are known only later. */
  const place = () => { const to: number[] = []; steps.push({ kind: 'on', to }); return to; };
  switch (part.kind) {
    case 'all': return part.parts.every(each => write(each, steps));
    case 'either': {
      const ends: number[][] = [];
      for (const each of part.parts) {
        const fork = place();
        fork.push(steps.length);
        if (!write(each, steps)) return false;
        ends.push(place());
        fork.push(steps.length);
      }
      // Behind the last way there is no other.
      const dead = place();
      for (const end of ends) end.push(steps.length);
      return dead.length === 0;
    }
    case 'times': {
      const { least, most } = part;
      if (least > mostSteps) return false;
      for (let i = 0; i < least; i++) if (!write(part.part, steps)) return false;
      if (most === Infinity) {
        const fork = place();
        fork.push(steps.length);
        const start = steps.length - 1;
        if (!write(part.part, steps)) return false;
        place().push(start);
        fork.push(steps.length);
        return true;
      }
      const forks: number[][] = [];
      for (let i = least; i < most; i++) {
        const fork = place();
        fork.push(steps.length);
        forks.push(fork);
        if (!write(part.part, steps)) return false;
      }
      for (const fork of forks) fork.push(steps.length);
      return true;
    }
    default: steps.push(part); return true;
  }
}

/** Goes all ways at once, one character after the other. */
function runs(steps: readonly Step[], characters: readonly string[]): boolean {
  let now = new Set<number>();
  for (let at = 0; at <= characters.length; at++) {
    now.add(0);
    // What is added to a set while it is walked is walked too.
    for (const n of now) {
      const step = steps[n];
      if (!step) return true;
      if (step.kind === 'on') for (const to of step.to) now.add(to);
      else if ((step.kind === 'start' && at === 0) || (step.kind === 'end' && at === characters.length)) now.add(n + 1);
    }
    const next = new Set<number>();
    for (const n of now) {
      const step = steps[n];
      if (step?.kind === 'one' && at < characters.length && step.fits(characters[at] ?? '')) next.add(n + 1);
    }
    now = next;
  }
  return false;
}
