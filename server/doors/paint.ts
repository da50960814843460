/** What a stretch of the report is, which decides how it looks on a terminal with colours. */
export type Tone = 'error' | 'warning' | 'information' | 'hint' | 'path' | 'rule' | 'faint' | 'good' | 'strong';

/** Dresses a text for the terminal. */
export type Paint = (tone: Tone, text: string) => string;

const codes: Readonly<Record<Tone, readonly [number, number]>> = {
  error: [31, 39], warning: [33, 39], information: [34, 39], hint: [36, 39], path: [4, 24], rule: [35, 39], faint: [2, 22], good: [32, 39], strong: [1, 22],
};

/** The paint of a terminal with colours, or without. */
export const painter = (colour: boolean): Paint => (tone, text) => colour && text !== '' ? `\u001b[${codes[tone][0]}m${text}\u001b[${codes[tone][1]}m` : text;

/** Whether to use colours: as the command line says, else as the environment says, else when someone is looking. */
export function wantsColour(asked: boolean | undefined, env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (asked !== undefined) return asked;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return !env['NO_COLOR'] && isTerminal && env['TERM'] !== 'dumb';
}

/**
 * Makes a text from outside harmless to show: an escape sequence in a file must not steer the terminal, nor a hidden character turn
 * what is read. Each such character becomes one visible one, so that places in the text stay as they are.
 */
export const harmless = (text: string): string => !harmful.test(text) ? text
  : text.replace(/\t/g, ' ').replace(/[\u0000-\u001f]/g, each => String.fromCharCode(0x2400 + each.charCodeAt(0))).replace(hidden, '\ufffd');

const hidden = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** Nearly every text has none of them, and is not copied. */
const harmful = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
