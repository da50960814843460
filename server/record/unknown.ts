import { corpusFrom, type Corpus } from './corpus.ts';

/** Thrown where a rule asks about other records before they are known. It costs the rule its findings for now, and nothing else. */
export const libraryUnknown = new Error('The library is not known yet.');

const unknown = (): never => { throw libraryUnknown; };

/**
 * The library while it is not known: every question about another record throws, so that each rule that needs the library, and no other,
 * falls silent. A finding made up from half a library would be false. Only that a file outside language folders has no twin is certain.
 */
export const unknownLibrary: Corpus = {
  ...corpusFrom({ records: unknown, companions: unknown, of: () => undefined, find: unknown, beside: unknown, among: unknown, across: unknown, alongside: unknown, groups: unknown, folderFor: unknown }),
  knownTwinOf: () => undefined,
};
