import { getHeapSpaceStatistics } from 'node:v8';
import { diagnosticsOf } from '../../server/features/diagnostics.ts';
import { complete } from '../../server/features/complete/index.ts';
import { emptyShelf } from '../../server/lsp/shelf.ts';
import { sortOut } from '../../server/record/intake.ts';
import type { Calm } from '../../server/rules/calm.ts';
import { keep } from '../../server/rules/kept.ts';
import { uriIn } from '../../server/rules/library.ts';
import { builtInCollections } from '../../server/schema/collections.ts';
import { noProject } from '../../server/schema/project.ts';
import { seeds } from '../syntax/library.ts';

// A process of its own: what other tests have kept for long makes V8 put the like of it among the old. It writes how many bytes of each key stay there.

/** How many keys are typed before it is measured, and while it is. */
const [first, measured] = [150, 400];
const collect = globalThis.gc as unknown as (options: { readonly type: 'minor' | 'major' }) => void;
const old = (): number => getHeapSpaceStatistics().filter(({ space_name }) => /^(?:old|large_object)_space$/.test(space_name)).reduce((sum, { space_used_size }) => sum + space_used_size, 0);

function bytesEach(file: string, text: string): number {
  const around = { today: '2026-11-20', author: undefined, project: noProject() };
  const shelf = emptyShelf();
  for (const each of seeds) shelf.put(uriIn(each.file), each.text, builtInCollections);
  const at = text.search(/(?<=score["']?: *\d)(?=\D)/);
  /** What a session holds of the last key. */
  const now: { calm?: Calm; told?: unknown; offered?: unknown } = {};
  const type = (key: number) => {
    // A score out of range brings a finding with its fixes.
    const typed = key % 2 === 0 ? `${text.slice(0, at)}0${text.slice(at)}` : text;
    const sorted = sortOut(uriIn(file), typed, builtInCollections);
    const { record } = sorted;
    if (!record) throw new Error(`${file} is no record.`);
    shelf.open(record.uri, typed, sorted);
    shelf.changes();
    const { findings, calm } = keep(record, { ...around, corpus: shelf.corpus() }, undefined, now.calm && { calm: now.calm, isTold: true });
    if (findings.length === 0) throw new Error('Nothing was found.');
    now.calm = calm;
    now.told = diagnosticsOf(record, findings, { locale: 'zh', handbook: undefined });
    now.offered = complete({ ...around, corpus: shelf.corpus() }, record, record.text.indexOf('category') + 14, { locale: 'zh', snippets: false, itemDefaults: true }).list;
    if (key % 20 === 0) collect({ type: 'minor' });
  };
  for (let key = 0; key < first; key++) type(key);
  // The whole heap is looked through now, so that it is not while it is measured: that would hide what stays.
  collect({ type: 'major' });
  const before = old();
  for (let key = 0; key < measured; key++) type(key);
  return Math.round((old() - before) / measured);
}

console.log(JSON.stringify(seeds.flatMap(({ file, text }) => /score["']?: *\d/.test(text) ? [[file, bytesEach(file, text)]] : [])));
