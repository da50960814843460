import type { Both, Locale } from '../base/both.ts';
import { frame, unframe } from '../base/frame.ts';
import type { Severity } from '../schema/project.ts';
import { libraryOf } from './library.ts';
import { examplesOf, type Example, type Finding, type Fix, type Rule } from './rule.ts';
import { check, fieldOf } from './run.ts';
import { configured, configuring, levelsOf } from './howto.ts';

/** The handbook: one page with a heading for every rule, in both languages, and every example with its findings drawn in. */
export const handbook = (rules: readonly Rule[]): string => `${intro}\n${rules.map(pageOf).join('\n')}`;

/** One rule as plain text for a terminal. */
export function explainText(rule: Rule, locale: Locale): string {
  const parts = [
    `${rule.id}${locale === 'zh' ? `（${severityName[rule.severity].zh}）` : ` (${severityName[rule.severity].en})`}\n${rule.title[locale]}`,
    rule.why[locale],
    `${origin[locale]}${rule.source[locale]}`,
    aboutFixes(rule)[locale],
    ...examplesOf(rule).flatMap(each => {
      const drawn = draw(rule, each, locale);
      return [
        `${(unframe(each.text) === each.text ? fine : wrong)[locale]}\n\n${indented(drawn)}`,
        ...each.after === undefined ? [] : [`${becomes[locale]}\n\n${indented(each.after)}`],
      ];
    }),
    configuring(rule.id, fieldNamed(rule), locale),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The rules as rows of a Markdown table, for the README. `page` is the handbook’s address as seen from there. */
export const tableOf = (rules: readonly Rule[], page: string): string => [
  '| rule | default | what it asks | fix |',
  '|--|--|--|--|',
  ...rules.map(rule => `| [\`${rule.id}\`](${page}#${rule.id}) | ${rule.severity} | ${rule.title.en.replaceAll('|', '\\|')} | ${fixNames[kindOfFixes(rule)]} |`),
].join('\n');

const intro = `# The rules

Made from the rules themselves by \`test/handbook.test.ts\`: \`UPDATE=1\` writes this page, and a page that differs fails the test.
Every example below is also a test of its rule. The lines of carets are not part of a record; they stand under what a finding is drawn on.

A *safe* fix keeps what the record says, so \`policy-records check --fix\` applies it without asking. All others wait for a person.
Bulk fixes run until nothing changes. Of two that overlap, the one whose finding stands first in the record is made, and the other in the next round, if it is still needed. A fix after which anything
would be found that was not found before is left out.

每个示例同时是该规则的测试。带 ^ 的行不是记录的内容，它标出问题所在的位置。
*安全*的修复不改变记录的含义，\`policy-records check --fix\` 会直接应用；其余的由人决定。
成批修复反复进行，直到再无变化。两处修复重叠时，先应用记录中位置靠前的一处，另一处若仍有必要，留待下一轮。会带来新问题的修复不予应用。

${configured}`;

const pageOf = (rule: Rule): string => [
  `## ${rule.id}`,
  `**${rule.title.en}** · **${rule.title.zh}** · ${rule.severity}`,
  `${rule.why.en} ${aboutFixes(rule).en}`,
  `${rule.why.zh}${aboutFixes(rule).zh}`,
  `${origin.en}${rule.source.en} ${origin.zh}${rule.source.zh}`,
  ...examplesOf(rule).flatMap(each => [
    ...unframe(each.text) === each.text ? ['Nothing to say · 没有问题：'] : [],
    fenced(drawnWithFiles(each, each.text)),
    ...each.after === undefined ? [] : ['becomes · 改为：', fenced(each.after)],
  ]),
  levelsOf(rule.id),
].join('\n\n') + '\n';

const fenced = (text: string): string => `\`\`\`text\n${shown(text).replace(/\n*$/, '\n')}\`\`\``;
const indented = (text: string): string => shown(text).replace(/\n+$/, '').replace(/^(?=.)/gm, '  ');

/** A mebibyte of blanks makes an example, and no page; what has no shape of its own is drawn in one column, as the carets count it. */
const shown = (text: string): string => text.replace(/ {1000,}/g, ' … ').replaceAll('\r', '␍').replace(shapeless, '▯');

/** Marks of width and of direction, and breaks of lines that are none here. */
const shapeless = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** An example with the names of its files, where they matter. */
function drawnWithFiles({ file, others }: Example, text: string): string {
  const first = file === 'zh/example.md' && others.length === 0 ? text : `-- ${file} --\n${text}`;
  return [first, ...others.map(other => `-- ${other.file} --\n${other.text}`)].join('');
}

function draw(rule: Rule, each: Example, locale: Locale): string {
  const { text, findings } = judge(rule, each);
  return drawnWithFiles(each, frame(text, findings.map(({ span, message }) => ({ span, text: `${rule.id}: ${message[locale]}` }))));
}

/** The field of the first finding in the rule's examples, to show how an ignore names one. */
const fieldNamed = (rule: Rule): string => examplesOf(rule).flatMap(each => judge(rule, each).findings).map(({ path }) => fieldOf(path)).find(path => path !== '') ?? '';

/** What a rule finds in its example. */
function judge(rule: Rule, { text: drawn, file, others }: Example): { readonly text: string; readonly findings: readonly Finding[] } {
  const text = unframe(drawn);
  const { record, world } = libraryOf([{ file, text }, ...others]);
  return { text, findings: record ? check(record, world, undefined, [rule]) : [] };
}

type FixKind = 'none' | 'safe' | 'some' | 'asked';

function kindOfFixes(rule: Rule): FixKind {
  const fixes: readonly Fix[] = examplesOf(rule).flatMap(each => judge(rule, each).findings.flatMap(finding => finding.fixes));
  const safe = fixes.filter(fix => fix.safe).length;
  return fixes.length === 0 ? 'none' : safe === fixes.length ? 'safe' : safe > 0 ? 'some' : 'asked';
}

function aboutFixes(rule: Rule): Both {
  const kind = kindOfFixes(rule);
  return kind === 'none' && rule.noFix ? rule.noFix : fixTexts[kind];
}

const origin: Both = { zh: '依据：', en: 'Source: ' };
const fixNames: Readonly<Record<FixKind, string>> = { none: 'none', safe: 'safe', some: 'some safe', asked: 'on request' };
const fixTexts: Readonly<Record<FixKind, Both>> = {
  none: { zh: '没有修复。', en: 'There is no fix.' },
  safe: { zh: '修复是安全的。', en: 'Its fixes are safe.' },
  some: { zh: '部分修复是安全的，其余的由人决定。', en: 'Some of its fixes are safe; the others wait for a person.' },
  asked: { zh: '修复由人决定。', en: 'Its fixes wait for a person.' },
};
const severityName: Readonly<Record<Severity, Both>> = {
  error: { zh: '错误', en: 'error' }, warning: { zh: '警告', en: 'warning' }, information: { zh: '信息', en: 'information' }, hint: { zh: '提示', en: 'hint' },
};
const wrong: Both = { zh: '有问题：', en: 'Found:' };
const fine: Both = { zh: '没有问题：', en: 'Nothing to say:' };
const becomes: Both = { zh: '改为：', en: 'Becomes:' };
