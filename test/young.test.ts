import assert from 'node:assert/strict';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { diagnosticsOf } from '../server/features/diagnostics.ts';
import { complete } from '../server/features/complete/index.ts';
import { emptyShelf } from '../server/lsp/shelf.ts';
import { sortOut } from '../server/record/intake.ts';
import type { Calm } from '../server/rules/calm.ts';
import { keep } from '../server/rules/kept.ts';
import { uriIn } from '../server/rules/library.ts';
import { builtInCollections } from '../server/schema/collections.ts';
import { noProject } from '../server/schema/project.ts';
import { seeds } from './syntax/library.ts';

/** How many keys are typed before it is measured, and while it is. */
const [first, measured] = [150, 400];
/** How many bytes of the heap's old part a key may take in the mean. What is compiled meanwhile lies there, too; one record with its facts takes some ten thousand. */
const most = 5000;

describe('what a key has made', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;
  const old = () => getHeapSpaceStatistics().filter(({ space_name }) => /^(?:old|large_object)_space$/.test(space_name)).reduce((sum, { space_used_size }) => sum + space_used_size, 0);

  for (const { file, text } of seeds.filter(({ text }) => /score["']?: *\d+/.test(text))) it(`is given back by the collections of the young: ${file}`, () => {
    const around = { today: '2026-11-20', author: undefined, project: noProject() };
    const shelf = emptyShelf();
    for (const each of seeds) shelf.put(uriIn(each.file), each.text, builtInCollections);
    const at = text.search(/(?<=score["']?: *\d)(?=\D)/);
    const now: { calm?: Calm; told?: unknown; offered?: unknown } = {};
    const type = (key: number) => {
      // A score out of range brings a finding with its fixes.
      const typed = key % 2 === 0 ? `${text.slice(0, at)}0${text.slice(at)}` : text;
      const sorted = sortOut(uriIn(file), typed, builtInCollections);
      const { record } = sorted;
      assert.ok(record);
      shelf.open(record.uri, typed, sorted);
      shelf.changes();
      const { findings, calm } = keep(record, { ...around, corpus: shelf.corpus() }, undefined, now.calm && { calm: now.calm, isTold: true });
      now.calm = calm;
      now.told = diagnosticsOf(record, findings, { locale: 'zh', handbook: undefined });
      now.offered = complete({ ...around, corpus: shelf.corpus() }, record, record.text.indexOf('category') + 14, { locale: 'zh', snippets: false, itemDefaults: true }).list;
      if (key % 20 === 0) collect({ type: 'minor' });
    };
    for (let key = 0; key < first; key++) type(key);
    const before = old();
    for (let key = 0; key < measured; key++) type(key);
    const each = (old() - before) / measured;
    assert.ok(each < most, `${Math.round(each)} bytes a key outlive two collections`);
  });
});
