import type * as lsp from 'vscode-languageserver';
import type { Completion } from '../features/complete/index.ts';

/** The list of completions that was sent last. What an item has to tell is worked out when it is looked at. */
export interface Suggestions {
  /** Keeps a list in mind and marks its items. */
  sent(completion: Completion): lsp.CompletionList;
  /** An item with what it has to tell; one of an older list stays as it is. */
  resolved(item: lsp.CompletionItem): lsp.CompletionItem;
}

/** Nothing is suggested yet. */
export function createSuggestions(): Suggestions {
  let serial = 0;
  let last: Completion | undefined;
  return {
    sent: completion => {
      last = completion;
      const list = ++serial;
      return { ...completion.list, items: completion.list.items.map((item, n) => ({ ...item, data: { list, n } })) };
    },
    resolved: item => {
      const { list, n } = (typeof item.data === 'object' && item.data !== null ? item.data : {}) as { readonly list?: unknown; readonly n?: unknown };
      return last && list === serial && typeof n === 'number' ? { ...item, ...last.explain(n) } : item;
    },
  };
}
