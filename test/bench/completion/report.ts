import type { Style } from '../../../server/syntax/record.ts';
import { verdicts, type Verdict } from '../../positions.ts';

/** Who was asked: our server, yaml-language-server with the frontmatter as a file of its own, or with the whole Markdown file. */
export type Served = 'ours' | 'yaml' | 'md';

/** What came of one position, and how many milliseconds it took. */
export interface Counted { readonly server: Served; readonly style: Style; readonly name: string; readonly eol: '\n' | '\r\n'; readonly verdict: Verdict; readonly took: number }

/** All that was measured. */
export interface Measured {
  readonly counted: readonly Counted[];
  readonly prose: { readonly asked: number; readonly opened: Readonly<Record<Served, number>> };
  readonly prefixes: { readonly times: Readonly<Record<'ours' | 'yaml', readonly number[]>>; readonly failures: Readonly<Record<'ours' | 'yaml', number>>; readonly records: number };
  readonly records: number;
  readonly of: string;
  readonly machine: string;
  readonly rival: string;
  readonly date: string;
  readonly commit: string;
}

const styles = ['json', 'flow', 'block'] as const;
const servers = ['ours', 'yaml', 'md'] as const;
const named: Readonly<Record<Style, string>> = { json: 'JSON', flow: 'single-quoted YAML between braces', block: 'indented YAML' };

/** What a row of the short table counts, in the order in which it is tried. */
const groups: readonly (readonly [title: string, is: RegExp])[] = [
  ['near a mistake: unclosed quote, missing comma, full-width `：` `，` `“”`, unquoted colon, two colons', /below|above|full-width|unquoted title|two colons/],
  ['a value of a closed vocabulary: in empty quotes, bare, half typed, over text, behind an emoji', /^value/],
  ['a key that has its colon and value', /its colon/],
  ['a key of a dimension or of a map in a list', /of a dimension|of a map/],
  ['an id of another record', /id of another/],
  ['an item of a list, a list not yet opened', /list/],
  ['a new key: bare, in quotes, behind one quote, first, last, in between', /^key/],
];

/** The measurements as a page. */
export function report(measured: Measured): string {
  const { counted, prose, prefixes, rival } = measured;
  const lines = [
    '# Completion, side by side',
    '',
    `Made by \`npm run bench\` on ${measured.date} at ${measured.commit}: ${measured.machine}; yaml-language-server ${rival}.`,
    '',
    `Each position was made in each of ${measured.records} records of ${measured.of}, in the record's own notation, with LF and with CR LF. A position counts when the wanted item is offered and choosing it,`,
    'its edits applied to the letter, leaves a valid record with the wanted value and no other byte changed; the `yaml` package judges, and a JSON record has to stay JSON. Line breaks that are inserted become those of the file. Where a mistake',
    'stands in the record already, it has to stay as it is, and the record is judged as if it were mended. yaml-language-server got our JSON Schema with the words of the vocabularies in the',
    'language of the file, once with the frontmatter alone as a `.yaml` file and once with the whole `.md` file as YAML. It cannot know the ids of other records.',
    '',
    `| position | Policy Records | yaml-language-server, frontmatter only | yaml-language-server, whole file |`,
    '|--|--|--|--|',
    ...groups.map(([title, is], i) => {
      const rows = counted.filter(({ name }) => is.test(name) && !groups.slice(0, i).some(([, earlier]) => earlier.test(name)));
      return `| ${title} | ${servers.map(server => shareOf(rows, server)).join(' | ')} |`;
    }),
    `| all of them in JSON, if it need not stay JSON | ${servers.map(server => shareOf(counted.filter(({ style }) => style === 'json'), server, ['right', 'no longer JSON'])).join(' | ')} |`,
    ...styles.map(style => `| all of them in ${named[style]} | ${servers.map(server => shareOf(counted.filter(each => each.style === style), server)).join(' | ')} |`),
    `| all of them with CR LF | ${servers.map(server => shareOf(counted.filter(({ eol }) => eol === '\r\n'), server)).join(' | ')} |`,
    `| behind a word of plain prose, where nothing should open: opens | ${percent(prose.opened.ours, prose.asked)} | – | ${percent(prose.opened.md, prose.asked)} |`,
    '',
    '## How long it takes',
    '',
    'Milliseconds from the change of the text to the answer, as the client sees them.',
    '',
    '| | n | p50 | p95 | p99 | failures |',
    '|--|--|--|--|--|--|',
    ...([['Policy Records', 'ours'], ['yaml-language-server, frontmatter only', 'yaml'], ['yaml-language-server, whole file', 'md']] as const).map(([title, server]) => timesRow(`the positions above: ${title}`, counted.filter(each => each.server === server).map(({ took }) => took))),
    timesRow(`every beginning of ${prefixes.records} records: Policy Records`, prefixes.times.ours, prefixes.failures.ours),
    timesRow('every fifth of their frontmatter: yaml-language-server', prefixes.times.yaml, prefixes.failures.yaml),
    '',
    '## Each position',
    ...styles.flatMap(style => ['', `### In ${named[style]}`, '', '| position | n | Policy Records | yaml-language-server, frontmatter only | yaml-language-server, whole file |', '|--|--|--|--|--|', ...rowsIn(counted.filter(each => each.style === style))]),
  ];
  return `${lines.join('\n')}\n`;
}

const rowsIn = (counted: readonly Counted[]): readonly string[] => [...new Set(counted.map(({ name }) => name))].map(name => {
  const rows = counted.filter(each => each.name === name);
  return `| ${name} | ${rows.length / servers.length} | ${servers.map(server => `${shareOf(rows, server)}${whyNot(rows, server)}`).join(' | ')} |`;
});

function shareOf(rows: readonly Counted[], server: Served, good: readonly Verdict[] = ['right']): string {
  const own = rows.filter(each => each.server === server);
  return percent(own.filter(({ verdict }) => good.includes(verdict)).length, own.length);
}

/** What went wrong most often. */
function whyNot(rows: readonly Counted[], server: Served): string {
  const wrong = rows.filter(each => each.server === server && each.verdict !== 'right');
  const [most] = verdicts.map(verdict => [verdict, wrong.filter(each => each.verdict === verdict).length] as const).sort((a, b) => b[1] - a[1]);
  return wrong.length > 0 && most ? `, ${most[0]}` : '';
}

/** A share that is rounded down, so that 100 % means all. */
const percent = (some: number, all: number): string => all === 0 ? '–' : `${some === all ? '100' : (Math.floor(1000 * some / all) / 10).toFixed(1).replace(/^0\.0$/, '0')} %`;

function timesRow(title: string, times: readonly number[], failures = 0): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted.length === 0 ? '–' : (sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0).toFixed(2);
  return `| ${title} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${failures} |`;
}
