import type { Both } from '../base/both.ts';
import mechanismsFile from '../../schemas/mechanisms.json';

/** A number with its unit as a phrase, and the day, month or year it held on; where its source tells none, the one of the figures beside it. */
export interface Figure extends Both { readonly asOf: string }

/** Something that happened to a mechanism, on a day, in a month or in a year. */
export interface Happening extends Both { readonly date: string }

/** A crediting mechanism, or a scheme or framework that stands above them. */
export interface Mechanism {
  readonly id: string;
  readonly abbr: string;
  readonly name: Both;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly basis?: Both;
  readonly administrator?: Both;
  readonly unit?: { readonly symbol: string; readonly name?: Both };
  readonly founded?: string;
  readonly history?: readonly Happening[];
  readonly variants?: readonly { readonly name: string; readonly note: Both }[];
  readonly uses: readonly Both[];
  readonly venues: readonly string[];
  readonly figures: readonly Figure[];
  /** The numbers of the linkage modes it takes part in. */
  readonly linkage: readonly number[];
  /** Whether CORSIA accepts it in its first phase, 2024 to 2026. Absent for what issues no credits. */
  readonly corsiaPhase1?: boolean;
  readonly corsiaNote?: Both;
  /** Whether it has the label CCP-Eligible of the ICVCM. Absent for what issues no credits. */
  readonly ccpEligible?: boolean;
}

/** One of the three kinds of crediting mechanisms, or a kind of scheme or framework above them. */
export interface MechanismKind { readonly id: string; readonly name: Both; readonly meaning: Both; readonly figures?: readonly Figure[] }

/** One of the five ways in which mechanisms are linked. */
export interface LinkageMode { readonly n: number; readonly name: Both; readonly meaning: Both; readonly examples: readonly (Both & { readonly mechanisms: readonly string[] })[] }

/** The mechanisms, and behind them CORSIA, the ICVCM and the VCMI. */
export const mechanisms: readonly Mechanism[] = mechanismsFile.mechanisms;

/** The kinds of mechanisms. */
export const mechanismKinds: readonly MechanismKind[] = mechanismsFile.kinds;

/** The five ways in which mechanisms are linked. */
export const linkageModes: readonly LinkageMode[] = mechanismsFile.linkageModes;

/** The months in which the lists of CORSIA and of the ICVCM stood as they are told here. */
export const listedAsOf: { readonly corsiaPhase1: string; readonly ccpEligible: string } = mechanismsFile.asOf;

const byName: ReadonlyMap<string, Mechanism> = new Map([...mechanisms].reverse().flatMap(each => namesOf(each).map(name => [name, each] as const)));

/** Abbreviations are told from words, such as CAR from car, by their case; Latin names stand between other characters than letters, Chinese ones anywhere. */
const named = new RegExp(`(?<![A-Za-z0-9-])(?:${spelt(name => /^[A-Za-z]/.test(name))})|${spelt(name => !/^[A-Za-z]/.test(name))}`, 'y');

/** A mechanism that a text names, and where. */
export interface NamedMechanism { readonly mechanism: Mechanism; readonly start: number; readonly end: number }

/** The mechanisms that a text names, in its order. Offsets are UTF-16 code units from the start of the text. */
export function mechanismsIn(text: string): readonly NamedMechanism[] {
  const found: NamedMechanism[] = [];
  let first = text.charCodeAt(0);
  for (let start = 0; start + 1 < text.length; start++) {
    const second = text.charCodeAt(start + 1);
    const begins = starts[pairOf(first, second)];
    first = second;
    if (begins === none || (begins === long && follows[pairAt(text, start + 2)] === none)) continue;
    named.lastIndex = start;
    const [name] = named.exec(text) ?? [];
    const mechanism = name === undefined ? undefined : byName.get(name);
    if (name === undefined || !mechanism) continue;
    found.push({ mechanism, start, end: start + name.length });
    start += name.length - 1;
    first = text.charCodeAt(start + 1);
  }
  return found;
}

/** Two characters as one small number, which others may share; 0 where the text ends between them. */
const pairOf = (first: number, second: number): number => (first * 31 + second) & 0xffff;
const pairAt = (text: string, at: number): number => pairOf(text.charCodeAt(at), text.charCodeAt(at + 1));

/** Whether a pair of characters begins no name, only names of four characters and more, or also a shorter one. */
const [none, long, short] = [0, 1, 2];
/** The pairs that names start with, and those that long names go on with: nearly everywhere this tells sooner than trying all names that none begins. */
const [starts, follows] = [new Uint8Array(0x10000), new Uint8Array(0x10000)];
for (const name of byName.keys()) {
  const pair = pairAt(name, 0);
  if (name.length < 4) { starts[pair] = short; continue; }
  if (starts[pair] === none) starts[pair] = long;
  follows[pairAt(name, 2)] = long;
}

function namesOf({ abbr, name, aliases }: Mechanism): readonly string[] {
  return [abbr, name.zh, name.en, ...aliases];
}

/** Alternatives, the longest first. Behind one that ends in a letter there is no other, save the s of a plural. */
function spelt(suits: (name: string) => boolean): string {
  return [...byName.keys()].filter(suits).sort((a, b) => b.length - a.length)
    .map(name => escaped(name) + (/[A-Za-z]$/.test(name) ? '(?![a-rt-zA-Z0-9-])(?!s[A-Za-z0-9-])' : '')).join('|');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
