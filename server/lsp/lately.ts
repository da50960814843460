import type { PolicyRecord } from '../syntax/record.ts';

/** Records of closed files that were read just now and not asked for yet, so that none of a checkout is read twice. Nobody else keeps them. */
export interface Lately {
  /** Takes in what was read of a file; undefined where there is no record in it. */
  put(uri: string, record: PolicyRecord | undefined): void;
  /** The record of a file, which is given away. */
  take(uri: string): PolicyRecord | undefined;
  keepOnly(isKept: (uri: string) => boolean): void;
}

/** How many records are held, of some 40 KB each; older ones are there for as long as they lie about. */
const most = 256;

/** Nothing was read yet. */
export function createLately(): Lately {
  const held = new Map<string, PolicyRecord>();
  const lying = new Map<string, WeakRef<PolicyRecord>>();
  const take = (uri: string): PolicyRecord | undefined => {
    const record = held.get(uri) ?? lying.get(uri)?.deref();
    held.delete(uri);
    lying.delete(uri);
    return record;
  };
  return {
    put: (uri, record) => {
      take(uri);
      if (!record) return;
      held.set(uri, record);
      lying.set(uri, new WeakRef(record));
      for (const oldest of held.keys()) if (held.size > most) held.delete(oldest);
    },
    take,
    keepOnly: isKept => { for (const uri of [...lying.keys()]) if (!isKept(uri)) take(uri); },
  };
}
