import type * as lsp from 'vscode-languageserver';
import type { Completion } from '../features/complete/index.ts';

/** The list of completions that was sent last. What an item has to tell is worked out when it is looked at. */
export interface Suggestions {
  /** Keeps a list in mind and marks it: once for all its items where the client takes that, else each of them. */
  sent(completion: Completion, isMarkedOnce: boolean): lsp.CompletionList;
  /** An item with what it has to tell; one of an older list stays as it is. */
  resolved(item: lsp.CompletionItem): lsp.CompletionItem;
}

/** Nothing is suggested yet. */
export function createSuggestions(): Suggestions {
  let serial = 0;
  let last: Completion | undefined;
  return {
    sent: (completion, isMarkedOnce) => {
      last = completion;
      const { list } = completion;
      const data = ++serial;
      return isMarkedOnce && list.items.length > 0 ? { ...list, itemDefaults: { ...list.itemDefaults, data } } : { ...list, items: list.items.map(item => ({ ...item, data })) };
    },
    resolved: item => {
      const n = Number.parseInt(item.sortText ?? '', 10);
      return last && item.data === serial && n >= 0 ? { ...item, ...last.explain(n) } : item;
    },
  };
}
