/** The protocol's numbers for kinds of completion items (CompletionItemKind). */
export const wordKind = { field: 5, block: 9, term: 20, id: 18, criterion: 21, date: 12, person: 1, place: 13, mechanism: 9, file: 18, phrase: 1, url: 17, score: 12 } as const;
