import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompletionList } from 'vscode-languageserver-types';
import { parseRecord } from '../../../server/syntax/parse.ts';
import type { PolicyRecord } from '../../../server/syntax/record.ts';
import { afterChoosing, itemFor } from '../../chosen.ts';
import { judge, positionsOf, proseIn, recordsBelow, sampleOf, textAt, type Position, type Verdict } from '../../positions.ts';
import { commitOf, machine, packaged, prepare, project, today, versionOf } from '../installed.ts';
import { report, type Counted, type Served } from './report.ts';
import { rivalSettings, start, type Server } from './servers.ts';

const rivalScript = packaged('yaml-language-server', 'bin/yaml-language-server');

/** Completion beside that of yaml-language-server, over the same positions of the same records, or of every so many of them. */
export async function benchCompletion(every: number): Promise<void> {
  prepare();
  const seeds = join(project, 'seeds');
  const corpus = resolve(project, '../shared/corpus');
  const hasCorpus = existsSync(corpus);
  if (!hasCorpus) console.log('../shared/corpus is absent, so only the records of seeds/ are asked.');
  const library = hasCorpus ? corpus : seeds;
  const all = [...recordsBelow(library)].map(record => placed(record, library));
  const records = all.filter((_, i) => i % every === 0);

  const ours = await start(join(project, 'dist/server.js'), hasCorpus ? [corpus, seeds] : [seeds], {});
  const rival = await start(rivalScript, [], rivalSettings());
  try {
    await ready(ours, all);
    const counted = await asked(ours, rival, records, all);
    const prose = await inProse(ours, rival, records);
    const begun = [...recordsBelow(seeds)].map(record => placed(record, seeds)).concat(hasCorpus ? sampleOf(all, 20) : []);
    const prefixes = await typedThrough(ours, rival, sampleOf(begun, Math.ceil(begun.length / every)));
    const text = report({
      counted, prose, prefixes, records: records.length, of: hasCorpus ? 'the corpus of real records' : 'the seeds',
      machine: machine(), rival: versionOf('yaml-language-server'), date: today(), commit: commitOf(),
    });
    console.log(text);
    if (every === 1 && hasCorpus) writeFileSync(join(__dirname, '../COMPLETION.md'), text);
  } finally {
    await Promise.all([ours.stop(), rival.stop()]);
  }
}

/** A record under the name it has on the disk, where our server finds the library around it. */
const placed = (record: PolicyRecord, folder: string): PolicyRecord => ({ ...record, uri: pathToFileURL(join(folder, decodeURI(record.uri.slice('file:///'.length)))).href });

/** Waits until our server has read the library, which is when it offers the ids of others. */
async function ready(ours: Server, all: readonly PolicyRecord[]): Promise<void> {
  // The oldest records have no ids.
  const uri = all.at(-1)?.uri ?? '';
  const text = '---\n{ "id": "new", "title": "new", "evolution": { "supersedes": ["" ] } }\n---\n';
  for (let tries = 0; tries < 600; tries++) {
    if ((await ours.ask(uri.replace(/[^/]*$/, 'new-record.md'), 'markdown', text, text.indexOf('[""') + 2)).list.items.length > 0) return;
    await new Promise(resolve => { setTimeout(resolve, 100); });
  }
  throw new Error('The library was not read within a minute.');
}

/** The frontmatter of a text, for a server that does not know fences, with the lengths of what is cut off before and behind it. */
function cut(text: string): { readonly head: string; readonly inner: string; readonly tail: string } {
  const record = parseRecord('file:///cut.md', text);
  const { start, end } = record?.fences.inner ?? { start: text.length, end: text.length };
  return { head: text.slice(0, start), inner: text.slice(start, end), tail: text.slice(end) };
}

/** The same file as the other server knows it: it takes what it is for from the ending and the folder. */
const rivalUri = ({ uri, locale }: PolicyRecord, ending: 'yaml' | 'md'): string => `file:///records/${dirname(uri).replace(/\W+/g, '-')}/${locale}/${uri.slice(uri.lastIndexOf('/') + 1).replace(/md$/, ending)}`;

interface Answer { readonly list: CompletionList; readonly took: number; readonly text: string; readonly offset: number; readonly whole: (result: string) => string }

/** Asks all three at one place: our server, the other with the frontmatter alone, and the other with the whole file. */
async function answers(ours: Server, rival: Server, record: PolicyRecord, text: string, offset: number): Promise<Readonly<Record<Served, Answer>>> {
  const { head, inner, tail } = cut(text);
  const same = (result: string) => result;
  return {
    ours: { ...await ours.ask(record.uri, 'markdown', text, offset), text, offset, whole: same },
    yaml: { ...await rival.ask(rivalUri(record, 'yaml'), 'yaml', inner, offset - head.length), text: inner, offset: offset - head.length, whole: result => head + result + tail },
    md: { ...await rival.ask(rivalUri(record, 'md'), 'yaml', text, offset), text, offset, whole: same },
  };
}

function verdictOn(position: Position, { list, text, offset, whole }: Answer): Verdict {
  const item = itemFor(list, position.label);
  // Editors write what they insert with the line breaks of the file.
  const lines = (result: string) => text.includes('\r\n') ? result.replace(/\r?\n/g, '\r\n') : result;
  return item ? judge(position, whole(lines(afterChoosing(text, offset, item, list)))) : list.items.length > 0 ? 'not among what is offered' : 'nothing offered';
}

/** Every position of every record, with both line breaks. */
async function asked(ours: Server, rival: Server, records: readonly PolicyRecord[], all: readonly PolicyRecord[]): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (const [n, record] of records.entries()) {
    if (n % 50 === 0) console.error(`record ${n} of ${records.length}`);
    const other = all.find(each => each.uri !== record.uri && dirname(each.uri) === dirname(record.uri));
    for (const eol of ['\n', '\r\n'] as const) {
      const made = parseRecord(record.uri, record.text.replace(/\r?\n/g, eol));
      if (!made) continue;
      for (const position of positionsOf(made, idOf(other))) {
        const { text, offset } = textAt(position);
        for (const [server, answer] of Object.entries(await answers(ours, rival, made, text, offset)) as readonly [Served, Answer][]) {
          const verdict = verdictOn(position, answer);
          counted.push({ server, style: position.style, name: position.name, eol, verdict, took: answer.took });
          if (server === 'ours' && verdict !== 'right') console.error(`ours: ${position.style}: ${position.name}: ${verdict}: ${record.uri.slice(record.uri.lastIndexOf('/') + 1)}`);
        }
      }
    }
  }
  return counted;
}

const idOf = (record: PolicyRecord | undefined): string | undefined => {
  const entry = record?.root?.kind === 'map' ? record.root.entries.find(({ name }) => name === 'id') : undefined;
  return entry?.value?.kind === 'scalar' && typeof entry.value.value === 'string' ? entry.value.value : undefined;
};

/** In the narrative nothing should open by itself: how often something does. */
async function inProse(ours: Server, rival: Server, records: readonly PolicyRecord[]): Promise<{ readonly asked: number; readonly opened: Readonly<Record<Served, number>> }> {
  let asked = 0;
  const opened = { ours: 0, yaml: 0, md: 0 };
  for (const record of records) {
    for (const offset of sampleOf([...proseIn(record)], 4)) {
      asked++;
      if ((await ours.ask(record.uri, 'markdown', record.text, offset)).list.items.length > 0) opened.ours++;
      if ((await rival.ask(rivalUri(record, 'md'), 'yaml', record.text, offset)).list.items.length > 0) opened.md++;
    }
  }
  return { asked, opened };
}

/** A record that is typed from its first character to its last: our server at each of them, the other at each fifth of the frontmatter. */
async function typedThrough(ours: Server, rival: Server, records: readonly PolicyRecord[]): Promise<{ readonly times: Readonly<Record<'ours' | 'yaml', readonly number[]>>; readonly failures: Readonly<Record<'ours' | 'yaml', number>>; readonly records: number }> {
  const times = { ours: [] as number[], yaml: [] as number[] };
  const failures = { ours: 0, yaml: 0 };
  const once = async (server: 'ours' | 'yaml', ask: () => ReturnType<Server['ask']>) => {
    try {
      times[server].push((await ask()).took);
    } catch (error) {
      failures[server]++;
      console.error(`${server}: ${String(error)}`);
    }
  };
  for (const [n, record] of records.entries()) {
    console.error(`typing record ${n + 1} of ${records.length}`);
    const { head, inner } = cut(record.text);
    for (let end = 0; end <= record.text.length; end++) {
      if (/[\ud800-\udbff]/.test(record.text[end - 1] ?? '')) continue;
      const typed = record.text.slice(0, end);
      await once('ours', () => ours.ask(record.uri, 'markdown', typed, end));
      if (end % 5 === 0 && end >= head.length && end <= head.length + inner.length) await once('yaml', () => rival.ask(rivalUri(record, 'yaml'), 'yaml', typed.slice(head.length), end - head.length));
    }
  }
  return { times, failures, records: records.length };
}
