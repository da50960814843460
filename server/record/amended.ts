import type { Companion } from './companions.ts';
import { byName, corpusFrom, corpusOf, filedUnder, groupIn, groupOf, isSameCard, languageFolderOf, placeIn, type Amendments, type Card, type Corpus, type Near, type Over } from './corpus.ts';
import type { Facts } from './facts.ts';

/** How many files may differ from the library that was gathered as a whole; with more it is gathered anew. */
const most = 64;

/**
 * A library in which some files are others. It keeps the library it came from and looks first at what is new, so that a key stroke
 * costs the same among ten thousand records as among ten.
 */
export function corpusWith(corpus: Corpus, changes: Amendments): Corpus {
  const base = corpus.over?.base ?? corpus;
  const amended = new Map([...corpus.over?.amended ?? [], ...changes]);
  return amended.size > most ? corpusOf(merged(base.records(), amended, () => true), base.companions()) : layerOver({ base, amended });
}

/** The same records beside other companions. */
export function withCompanions(corpus: Corpus, companions: readonly Companion[]): Corpus {
  const before = corpus.over?.base ?? corpus;
  const its = [...companions].sort(byName);
  const base: Corpus = { ...before, companions: () => its, across: (near, read, ...told) => before.among(near, cards => read(cards, its, ...told)), alongside: (read, ...told) => read(its, ...told) };
  return corpus.over ? corpusWith(base, corpus.over.amended) : base;
}

/** Whether two libraries that came from one tell the same of every file but one. It is told by what is new in them. */
export function areSameBut(uri: string, a: Corpus, b: Corpus): boolean {
  const before = a.over ?? { base: a, amended: unchanged };
  const now = b.over ?? { base: b, amended: unchanged };
  if (a === b || before.base !== now.base) return a === b;
  const { base } = now;
  const factsIn = (amended: Amendments, file: string) => amended.has(file) ? amended.get(file) : base.of(file);
  return [...before.amended.keys(), ...now.amended.keys()].every(file => file === uri || factsIn(before.amended, file) === factsIn(now.amended, file));
}

const unchanged: Amendments = new Map();

function layerOver(over: Over): Corpus {
  const { base, amended } = over;
  const present = [...amended.values()].filter(each => each !== undefined);
  const filed = present.map(facts => ({ facts, group: groupOf(facts), under: filedUnder(facts) }));
  let all: readonly Facts[] | undefined;
  let groups: readonly string[] | undefined;
  const folders = new Map<string, readonly Facts[]>();
  const decks = new Map<string, readonly Card[]>();
  const beside = (near: Near): readonly Facts[] => {
    const group = groupOf(near);
    const known = folders.get(group) ?? merged(base.beside(near), amended, each => groupOf(each) === group);
    folders.set(group, known);
    return known;
  };
  /** The cards of a folder, those it had before where all still say the same: then what was made of them holds, too. */
  const deck = (near: Near): readonly Card[] => {
    const group = groupOf(near);
    const known = decks.get(group) ?? (isSameDeck(base, amended, group) ? base.among(near, its => its) : beside(near));
    decks.set(group, known);
    return known;
  };
  return corpusFrom({
    over,
    records: () => all ??= merged(base.records(), amended, () => true),
    companions: base.companions,
    groups: () => groups ??= groupsOver(base, filed.map(each => each.group), amended),
    of: uri => amended.has(uri) ? amended.get(uri) : base.of(uri),
    find: (kind, word, near) => {
      const group = kind === 'twin' ? undefined : groupOf(near);
      const before = base.find(kind, word, near);
      const come = filed.filter(each => (group === undefined || each.group === group) && each.under.some(([its, filedWord]) => its === kind && filedWord === word)).map(({ facts }) => facts);
      const still = before.some(({ uri }) => amended.has(uri)) ? before.filter(({ uri }) => !amended.has(uri)) : before;
      return come.length === 0 ? still : [...still, ...come].sort(byName);
    },
    beside,
    among: (near, read, ...told) => read(deck(near), ...told),
    across: (near, read, ...told) => read(deck(near), base.companions(), ...told),
    alongside: base.alongside,
    folderFor: (locale, near) => {
      const group = groupIn(locale, near);
      const hasGone = [...amended].some(([uri, facts]) => { const before = base.of(uri); return before && groupOf(before) === group && !(facts && groupOf(facts) === group); });
      const there = filed.find(each => each.group === group)?.facts;
      if (!hasGone) return base.folderFor(locale, near) ?? languageFolderOf(there);
      return languageFolderOf(there ?? base.beside({ uri: near.uri, language: near.language && locale }).find(({ uri }) => !amended.has(uri)));
    },
  });
}

/** The folders that hold records: those that have come, and those that were there and lost fewer than they had. */
function groupsOver(base: Corpus, come: readonly string[], amended: Amendments): readonly string[] {
  const lost = [...amended.keys()].flatMap(uri => { const before = base.of(uri); return before ? [before] : []; });
  const emptied = new Set(lost.filter(each => base.beside(each).every(({ uri }) => amended.has(uri))).map(groupOf));
  return [...new Set([...base.groups().filter(group => !emptied.has(group)), ...come])].sort();
}

/** A list of records in which some files are others, in the order of their names. */
function merged(list: readonly Facts[], amended: Amendments, belongs: (facts: Facts) => boolean): readonly Facts[] {
  const next = [...list];
  const [come, gone]: [Facts[], Set<string>] = [[], new Set()];
  for (const [uri, facts] of amended) {
    const at = placeIn(list, uri);
    const now = facts && belongs(facts) ? facts : undefined;
    if (at !== undefined && now) next[at] = now;
    else if (now) come.push(now);
    else if (at !== undefined) gone.add(uri);
  }
  const left = gone.size === 0 ? next : next.filter(({ uri }) => !gone.has(uri));
  return come.length === 0 ? left : [...left, ...come].sort(byName);
}

function isSameDeck(base: Corpus, amended: Amendments, group: string): boolean {
  return [...amended].every(([uri, facts]) => {
    const before = base.of(uri);
    const [was, is] = [before, facts].map(each => each && groupOf(each) === group ? each : undefined);
    return was === is || (was !== undefined && is !== undefined && isSameCard(was, is));
  });
}
