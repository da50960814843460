import { pathToFileURL } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { factsOf } from '../../server/record/facts.ts';
import { corpusOf } from '../../server/record/corpus.ts';
import { emptyShelf } from '../../server/lsp/shelf.ts';
import { complete } from '../../server/features/complete/index.ts';
import { check } from '../../server/rules/run.ts';
import type { World } from '../../server/rules/rule.ts';
import { noProject } from '../../server/schema/project.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { PolicyRecord, Style } from '../../server/syntax/record.ts';
import { packaged } from './installed.ts';
import { basePolicies } from './library/base.ts';
import { frontmatterOf, libraryOf } from './library/generate.ts';
import { placeOf } from './measures/edits.ts';
import { ratio } from './table.ts';

/** As much of tinybench as is used here; the package is there only once the bench is installed. */
interface Task { readonly name: string; readonly result: { readonly latency?: { readonly p50: number } } }
interface Tinybench { readonly Bench: new (options: { readonly time: number }) => { add(name: string, work: () => unknown): unknown; run(): Promise<unknown>; readonly tasks: readonly Task[] } }

/** A piece of work of one floor, and the work that it is held against. */
interface Pair { readonly floor: string; readonly ours: string; readonly work: () => unknown; readonly theirs: string; readonly against: () => unknown }

/** What each floor takes by itself, as the lines of a table. What is compared runs one after the other, each over and over for half a second. */
export async function micro(isQuick: boolean): Promise<readonly string[]> {
  const { Bench } = await import(pathToFileURL(packaged('tinybench', 'dist/index.js')).href) as Tinybench;
  const lines = ['| floor | what | µs | against | µs | ratio |', '|--|--|--|--|--|--|'];
  for (const { floor, ours, work, theirs, against } of pairsFor(isQuick ? 600 : 10_000)) {
    const bench = new Bench({ time: isQuick ? 50 : 500 });
    bench.add('ours', work);
    bench.add('theirs', against);
    await bench.run();
    const [our = NaN, their = NaN] = bench.tasks.map(({ result }) => (result.latency?.p50 ?? NaN) * 1000);
    lines.push(`| ${[floor, ours, our.toFixed(1), theirs, their.toFixed(1), ratio(our / their)].join(' | ')} |`);
  }
  return lines;
}

function pairsFor(records: number): readonly Pair[] {
  const base = basePolicies();
  const sample = (style: Style) => [...libraryOf(base, { records: 20, seed: 1, styles: [style], rate: 0 })].flatMap(({ files }) => files).map(([file, text]) => ({ uri: `file:///library/${file}`, text }));
  const byStyle = { json: sample('json'), flow: sample('flow'), block: sample('block') };
  // Each turn takes the next record, as one and the same would be all that is in the processor's cache.
  const inTurn = <T>(all: readonly T[], work: (each: T) => unknown) => { let turn = 0; return () => { const each = all[turn++ % all.length]; return each === undefined ? undefined : work(each); }; };
  const parsed = byStyle.flow.flatMap(({ uri, text }) => parseRecord(uri, text) ?? []);
  const library = [...libraryOf(base, { records, seed: 1, styles: ['json'], rate: 0 })].flatMap(({ files }) => files).map(([file, text]) => ({ uri: `file:///library/${file}`, text }));
  const shelf = emptyShelf();
  for (const { uri, text } of library) shelf.put(uri, text);
  const known = library.flatMap(({ uri, text }) => { const record = parseRecord(uri, text); return record ? [factsOf(record)] : []; });
  const world: World = { corpus: corpusOf(known), today: '2026-11-20', author: undefined, project: noProject() };
  const parsing = { theirs: '`parseRecord`, flow', against: inTurn(byStyle.flow, ({ uri, text }) => parseRecord(uri, text)) };
  const first = library[0] ?? { uri: '', text: '' };
  const renamed = { uri: first.uri, text: first.text.replace(/("title": ")/, '$1X') };
  const offer = (record: PolicyRecord) => complete(world, record, placeOf(record.text, /'status': '([^']+)/).at, { locale: 'en', snippets: true, itemDefaults: true, asIs: true, lazy: true });
  return [
    ...(['json', 'flow', 'block'] as const).map((style): Pair => ({
      floor: 'syntax', ours: `\`parseRecord\`, ${style}`, work: inTurn(byStyle[style], ({ uri, text }) => parseRecord(uri, text)),
      theirs: '`parse` of `yaml`, frontmatter alone', against: inTurn(byStyle[style].map(({ text }) => frontmatterOf(text)), text => parseYaml(text) as unknown),
    })),
    { floor: 'record', ours: '`factsOf`', work: inTurn(parsed, factsOf), ...parsing },
    {
      floor: 'record', ours: `a key in a library of ${records}, until its corpus is known`, work: inTurn([renamed, first], ({ uri, text }) => { shelf.put(uri, text); return shelf.corpus(); }),
      theirs: 'the corpus made anew', against: () => corpusOf(known),
    },
    { floor: 'rules', ours: '`check`, all rules', work: inTurn(parsed, record => check(record, world, () => undefined)), ...parsing },
    { floor: 'features', ours: '`complete`, a status', work: inTurn(parsed, offer), ...parsing },
  ];
}
