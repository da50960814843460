import { corpusFrom, type Corpus } from './corpus.ts';

/** What is thrown at whoever asks. */
const notYet = new Error('The library is not known yet.');

const ask = (): never => { throw notYet; };

/** A library that nothing is known of yet: it throws at whoever asks about others, who may ask again once it is. */
export const unknownLibrary: Corpus = corpusFrom({
  get records() { return ask(); },
  get companions() { return ask(); },
  get groups() { return ask(); },
  of: ask, find: ask, beside: ask, folderFor: ask, among: ask, across: ask, alongside: ask,
});
