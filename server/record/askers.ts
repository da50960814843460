import type { Topic } from './topics.ts';

/** Who asked a library about which topics: ten thousand records are asked after one key stroke, so this is one flat list and not a thing of each. */
export interface Askers {
  /**
   * Takes down that someone asked about these topics, and no longer about others; undefined stands for anything. `told` are the topics on
   * which something hangs that was worked out for them: what they ask about anyway need not be among these.
   */
  put(name: string, topics: readonly Topic[] | undefined, told?: readonly Topic[]): void;
  drop(name: string): void;
  clear(): void;
  /** Those who asked about any of these topics, and others for whom something was worked out that hangs on any of them. */
  of(news: ReadonlySet<Topic>): { readonly about: ReadonlySet<string>; readonly told: ReadonlySet<string> };
}

/** The room for topics at first, and how many names may be gone before the list is made anew. */
const [least, fewest] = [4096, 256];
/** Most topics are told from the news by their last bits alone. */
const bits = 0xfff;

/** Nobody has asked yet. */
export function createAskers(): Askers {
  /** An owner is twice the place of its name, and one more where the topic is one of what it was told. */
  let [topics, owners] = [new Uint32Array(least), new Uint32Array(least)];
  let [length, lost] = [0, 0];
  let names: (string | undefined)[] = [];
  let places = new Map<string, number>();
  const always = new Set<string>();

  const push = (topic: Topic, owner: number) => {
    if (length === topics.length) [topics, owners] = [longer(topics), longer(owners)];
    topics[length] = topic;
    owners[length++] = owner;
  };
  const nameOf = (owner: number): string | undefined => names[owner >>> 1];
  const clear = () => {
    [topics, owners] = [new Uint32Array(least), new Uint32Array(least)];
    [length, lost, names, places] = [0, 0, [], new Map()];
  };
  /** Leaves out what is of nobody. */
  const tidy = () => {
    const [oldTopics, oldOwners, oldNames, before] = [topics, owners, names, length];
    clear();
    for (const name of oldNames) if (name !== undefined) { places.set(name, names.length); names.push(name); }
    for (let i = 0; i < before; i++) {
      const owner = oldOwners[i] ?? 0;
      const place = places.get(oldNames[owner >>> 1] ?? '');
      if (place !== undefined) push(oldTopics[i] ?? 0, 2 * place + (owner & 1));
    }
  };
  const drop = (name: string) => {
    always.delete(name);
    const place = places.get(name);
    if (place === undefined) return;
    places.delete(name);
    names[place] = undefined;
    lost++;
    if (lost > fewest && 2 * lost > names.length) tidy();
  };
  const of = (news: ReadonlySet<Topic>) => {
    const [about, told] = [new Set(always), new Set<string>()];
    const marks = new Uint8Array(bits + 1);
    for (const topic of news) marks[topic & bits] = 1;
    for (let i = 0; i < length; i++) {
      const topic = topics[i] ?? 0;
      if (marks[topic & bits] !== 1 || !news.has(topic)) continue;
      const owner = owners[i] ?? 0;
      const name = nameOf(owner);
      if (name !== undefined) ((owner & 1) === 1 ? told : about).add(name);
    }
    for (const name of about) told.delete(name);
    return { about, told };
  };
  return {
    put: (name, its, told = []) => {
      drop(name);
      if (!its) { always.add(name); return; }
      const owner = 2 * names.length;
      places.set(name, names.length);
      names.push(name);
      for (const topic of its) push(topic, owner);
      for (const topic of told) push(topic, owner + 1);
    },
    drop,
    clear: () => {
      clear();
      always.clear();
    },
    of,
  };
}

function longer(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(2 * list.length);
  made.set(list);
  return made;
}
