import type { Topic } from './topics.ts';

/** Who asked a library about which topics: ten thousand records are asked after one key stroke, so this is one flat list and not a thing of each. */
export interface Askers {
  /** Takes down that someone asked about these topics, and no longer about others; undefined stands for anything. */
  put(name: string, topics: readonly Topic[] | undefined): void;
  drop(name: string): void;
  clear(): void;
  /** Those who asked about any of these topics. */
  about(news: ReadonlySet<Topic>): ReadonlySet<string>;
}

/** The room for topics at first, and how many of them may be of nobody before the list is made anew. */
const least = 4096;
/** Most topics are told from the news by their last bits alone. */
const bits = 0xfff;

/** Nobody has asked yet. */
export function createAskers(): Askers {
  let [topics, owners] = [new Uint32Array(least), new Uint32Array(least)];
  let [length, lost] = [0, 0];
  let names: (string | undefined)[] = [];
  let places = new Map<string, { readonly at: number; readonly size: number }>();
  const always = new Set<string>();

  const add = (name: string, its: Iterable<Topic>) => {
    const from = length;
    for (const topic of its) {
      if (length === topics.length) [topics, owners] = [longer(topics), longer(owners)];
      topics[length] = topic;
      owners[length++] = names.length;
    }
    places.set(name, { at: names.length, size: length - from });
    names.push(name);
  };
  /** Leaves out what is of nobody. */
  const tidy = () => {
    const [oldTopics, oldOwners, oldNames, before] = [topics, owners, names, length];
    [topics, owners] = [new Uint32Array(oldTopics.length), new Uint32Array(oldOwners.length)];
    [length, lost, names, places] = [0, 0, [], new Map()];
    for (let i = 0; i < before;) {
      const owner = oldOwners[i];
      const from = i;
      while (i < before && oldOwners[i] === owner) i++;
      const name = oldNames[owner ?? 0];
      if (name !== undefined) add(name, oldTopics.subarray(from, i));
    }
  };
  const drop = (name: string) => {
    always.delete(name);
    const place = places.get(name);
    if (!place) return;
    places.delete(name);
    names[place.at] = undefined;
    lost += place.size;
    if (lost > least && 2 * lost > length) tidy();
  };
  return {
    put: (name, its) => {
      drop(name);
      if (its) add(name, its); else always.add(name);
    },
    drop,
    clear: () => {
      [topics, owners] = [new Uint32Array(least), new Uint32Array(least)];
      [length, lost, names, places] = [0, 0, [], new Map()];
      always.clear();
    },
    about: news => {
      const found = new Set(always);
      const marks = new Uint8Array(bits + 1);
      for (const topic of news) marks[topic & bits] = 1;
      for (let i = 0; i < length; i++) {
        const topic = topics[i] ?? 0;
        if (marks[topic & bits] !== 1 || !news.has(topic)) continue;
        const name = names[owners[i] ?? 0];
        if (name !== undefined) found.add(name);
      }
      return found;
    },
  };
}

function longer(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(2 * list.length);
  made.set(list);
  return made;
}
