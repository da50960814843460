import { readdirSync } from 'node:fs';
import type { Context } from 'mocha';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { shared } from './shared.ts';
import { markdownBelow, seeds } from './syntax/library.ts';

/** Every record of the corpus and the seeds; with `step` only each n-th. */
export function* realRecords(test: Context, step = 1): Generator<PolicyRecord> {
  let n = 0;
  const corpus = shared(test, 'corpus');
  for (const [folder, files] of [['seeds', seeds] as const, ...readdirSync(corpus).map(name => [name, markdownBelow(`${corpus}/${name}/policies`)] as const)]) {
    for (const { file, text } of files) {
      const made = n++ % step === 0 ? parseRecord(`file:///library/${folder}/${file}`, text) : undefined;
      if (made) yield made;
    }
  }
}

/** Records as they are while they are typed: every 97th prefix of some real ones, with each way of ending a line. */
export function* halfTyped(test: Context): Generator<PolicyRecord> {
  let n = 0;
  for (const { uri, text } of realRecords(test, 61)) {
    const kept = [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`, text.replaceAll('\n', '\r')][n++ % 4] ?? text;
    for (let end = 3; end < Math.min(kept.length, 8000); end += 97) {
      const made = parseRecord(uri, kept.slice(0, end));
      if (made) yield made;
    }
  }
}
