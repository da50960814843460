import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitOf, machine, today } from './installed.ts';
import { baseName } from './library/base.ts';
import type { Sizes } from './options.ts';
import { rivals } from './participants.ts';
import { tableOf, type Filled } from './table.ts';

const file = join(__dirname, 'RESULTS.md');
const [opening, closing] = ['<!-- by hand: where the time goes -->', '<!-- end of what is by hand -->'];

/** All that a run has to tell. */
export interface Told { readonly filled: readonly Filled[]; readonly micro: readonly string[]; readonly rounds: number; readonly sizes: Sizes; readonly minutes: number; readonly isQuick: boolean }

/** The results as a page. */
export function report({ filled, micro, rounds, sizes, minutes, isQuick }: Told): string {
  const { small, large, huge, keys, seeds } = sizes;
  return [
    '# Speed, side by side',
    '',
    `Made by \`npm run bench${isQuick ? ' -- --quick' : ''}\` in ${minutes.toFixed(0)} minutes on ${today()} at ${commitOf()}: ${machine()}. Rivals: ${rivals().join(', ') || 'none, as they are not installed'}.`,
    '',
    ...(isQuick ? [`A quick run: ${large} records stand for 10,000 and ${huge} for 50,000, with ${keys} keys. These figures only show that everything runs.`, ''] : []),
    `Each figure is the median of ${rounds} round${rounds === 1 ? '' : 's'}, in each of which ours and the others are measured in turn, and each ratio is the median of the ratios within the rounds; recall, memory and what concerns 50,000 records are measured once, and held against the median of what is not. A cold check of 10,000 is run three times in each round, and the middle counts. The workspaces are made of ${baseName},`,
    `mended and cloned under ids of their own, in JSON, single-quoted YAML between braces and indented YAML, with lineage and with mistakes in 4 % of the records; small is ${small} records. A key’s time ends with the first`,
    'diagnostics that are right for the text as it then is. Where nothing else is said, ours are pulled, as VS Code does, with the whole workspace followed beside it. Servers that know no fences get the frontmatter as a file of its own, and',
    `our JSON Schema with its vocabularies. Mistakes are counted over the seeds 1 to ${seeds}: an error or a warning of the very rule in the file; of others any error or warning in it.`,
    '',
    tableOf(filled),
    ...(micro.length === 0 ? [] : ['', '## Floor by floor', '', ...micro]),
    '',
  ].join('\n');
}

/** Writes the page, with what was written by hand into the last one. */
export function writeResults(page: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, withHand(page, before));
}

/** A new page with what was written by hand into the one before. */
export const withHand = (page: string, before: string): string => `${page}\n## Where the time goes\n\n${opening}${byHand(before)}${closing}\n`;

/** What stands between the marks of a page; an empty line where there is none. */
export function byHand(page: string): string {
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)];
  return start < 0 || end < start ? '\n\n' : page.slice(start + opening.length, end);
}
