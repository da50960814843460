import type * as lsp from 'vscode-languageserver-types';
import type { Named } from '../record/companions.ts';
import type { Corpus } from '../record/corpus.ts';
import { brief } from '../rules/wording.ts';
import type { Speller } from '../schema/spelling.ts';

/** The most files that are found at once. */
export const mostSymbols = 200;

/**
 * The records, and behind them the files of other collections, that a query finds by their id, by their title in either language, or by how a Chinese title is spelt in pinyin; the best
 * first. Editors match the name of a symbol against the query once more, so the name holds what the query was found in.
 */
export function workspaceSymbols(corpus: Corpus, query: string, spell: Speller | undefined): readonly lsp.SymbolInformation[] {
  const wanted = folded(query);
  const twins = new Map(corpus.records().map(facts => [facts.uri, corpus.knownTwinOf(facts)]));
  const found = [...corpus.records(), ...corpus.companions()].flatMap((facts: Named) => {
    const twin = twins.get(facts.uri);
    const names: readonly string[] = [facts.title, facts.id ?? facts.stem, twin?.title].flatMap(each => each?.trim() || []);
    const spelt = [facts.title, twin?.title].flatMap(each => each && spell?.(each) || []);
    const ranked = [
      ...names.map(name => ({ name, rank: rankOf(folded(name), wanted) })),
      ...spelt.flatMap(each => each.split(' ').map(name => ({ name, rank: rankOf(name, wanted.replaceAll(' ', '')) + afterWords }))).filter(({ rank }) => rank < scattered),
    ];
    const best = ranked.reduce((a, b) => b.rank < a.rank ? b : a, { name: '', rank: Infinity });
    return Number.isFinite(best.rank) ? [{ facts, best }] : [];
  });
  const isOther = ({ uri }: Named) => Number(!twins.has(uri));
  return found.sort((a, b) => a.best.rank - b.best.rank || isOther(a.facts) - isOther(b.facts) || compare(idOf(a.facts), idOf(b.facts)) || compare(a.facts.uri, b.facts.uri)).slice(0, mostSymbols)
    .map(({ facts, best }) => symbolOf(facts, best.name));
}

/** How well a query fits a name, from 0; Infinity where its letters do not even stand in it one after the other. */
function rankOf(name: string, wanted: string): number {
  if (name === wanted || wanted === '') return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at > 0) return /[\p{L}\d]/u.test(name[at - 1] ?? '') && !hanBefore.test(name.slice(0, at)) ? 3 : 2;
  let from = 0;
  for (const each of wanted) {
    if (each === ' ') continue;
    from = name.indexOf(each, from) + 1;
    if (from === 0) return Infinity;
  }
  // Letters that lie far apart are found by chance.
  return wanted.length < 3 ? Infinity : scattered;
}

/** The rank of letters that stand in a name one after the other with others between them. In the spelling of a long title almost any do. */
const scattered = 6;

/** Chinese does not part its words, so any character may begin one. */
const hanBefore = /\p{Script=Han}$/u;

/** What is spelt in pinyin comes behind what is written so. */
const afterWords = 0.5;

function symbolOf(facts: Named, found: string): lsp.SymbolInformation {
  const title = brief(facts.title ?? '') || idOf(facts);
  const name = found === '' || folded(title).includes(folded(found)) ? title : `${title} · ${brief(found)}`;
  return { name, kind: classSymbol, containerName: [idOf(facts), facts.country].filter(Boolean).join(' · '), location: { uri: facts.uri, range: start } };
}

const idOf = ({ id, stem }: Named): string => id || stem;
const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0;
const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

/** The protocol's number for a class, as in the hierarchy of a lineage. */
const classSymbol = 5;
const start: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
