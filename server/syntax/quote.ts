import type { Token } from './token.ts';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\',
  N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029', '\t': '\t',
};

/** The text a quoted word stands for: escapes resolved and, over several lines, folded as YAML folds them. */
export function unquote(text: string, token: Token): string {
  const inner = text.slice(token.span.start + 1, token.span.end - (token.closed ? 1 : 0));
  if (token.quote === '\'') return fold(inner).replace(/''/g, '\'');
  if (!inner.includes('\\')) return fold(inner);
  const joined = inner.replace(/\\\r?\n[ \t]*/g, '');
  return fold(joined).replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^xuU]))/g,
    (all, x?: string, u?: string, long?: string, one?: string) => {
      if (one !== undefined) return escapes[one] ?? all;
      const code = Number.parseInt(x ?? u ?? long ?? '', 16);
      return long === undefined ? String.fromCharCode(code) : code > 0x10ffff ? all : String.fromCodePoint(code);
    });
}

/** A carriage return of its own is a character like any other to `yaml`. */
function fold(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split(/\r?\n/);
  let out = (lines[0] ?? '').replace(/(?<![ \t])[ \t]+$/, '');
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    if (i === 0) continue;
    const last = i === lines.length - 1;
    const bare = line.replace(last ? /^[ \t]+/ : /^[ \t]+|(?<![ \t])[ \t]+$/g, '');
    breaks++;
    if (bare === '' && !last) continue;
    out += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    out += bare;
    breaks = 0;
  }
  return out;
}
