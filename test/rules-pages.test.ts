import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unframe } from '../server/base/frame.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf, type File } from '../server/rules/library.ts';
import { examplesOf, type Example, type Finding, type Rule } from '../server/rules/rule.ts';
import { check, fieldOf } from '../server/rules/run.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { entriesBelow, nodeAt, stringOf, type Path } from '../server/syntax/tree.ts';
import { removeAt, setValue } from '../server/syntax/write.ts';
import { apply } from '../server/base/edit.ts';
import { afterFix } from './fixture.ts';

/** What an example gives in full: the handbook shows one language and the first fix only. */
const findingsPage = join(__dirname, 'rules/FINDINGS.md');
/** What a rule says of its examples when one of their values is something else. */
const variantsPage = join(__dirname, 'rules/VARIANTS.md');

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw: ${(error as Error).stack}`); };
const filesOf = ({ text, file, others }: Example): readonly File[] => [{ file, text: unframe(text) }, ...others];

function judged(rule: Rule, files: readonly File[]): { readonly record: PolicyRecord; readonly findings: readonly Finding[] } {
  const { record, world } = libraryOf(files);
  assert.ok(record);
  return { record, findings: check(record, world, throwing, [rule]) };
}

/** A text in one line, with what cannot be seen drawn, and a mebibyte left out. */
const line = (text: string): string => text.replace(/ {1000,}/g, ' … ').replace(/\[{200,}/g, '[…').replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff](?![\udc00-\udfff])/gu, c => `⟨${(c.codePointAt(0) ?? 0).toString(16)}⟩`);

/** The lines of a file that a fix changes: those it takes and those it puts. */
function changed(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [...old.filter(each => !now.includes(each)).map(each => `- ${line(each)}`), ...now.filter(each => !old.includes(each)).map(each => `+ ${line(each)}`)];
}

function drawn(rule: Rule, files: readonly File[]): readonly string[] {
  const { record, findings } = judged(rule, files);
  return findings.flatMap(({ span, path, severity, message, related, fixes, onRequest }) => {
    const at = record.lines.at(span.start);
    const end = record.lines.at(span.end);
    return [
      `${at.line + 1}:${at.character + 1}–${end.line + 1}:${end.character + 1} ${severity}${onRequest ? ' on request' : ''} ${fieldOf(path)} ${line(message.zh)} ${line(message.en)}`,
      ...related.map(each => `  see ${'span' in each ? `${record.lines.lineOf(each.span.start) + 1}` : `${each.uri.replace('file:///library/', '')} ${each.path.join('.')}`}: ${line(each.message.zh)} ${line(each.message.en)}`),
      ...fixes.flatMap(fix => {
        const after = afterFix(files, fix);
        return [
          `  fix${fix.safe ? ' safe' : ''}${fix.preferred ? ' preferred' : ''}: ${line(fix.title.zh)} / ${line(fix.title.en)}${fix.detail ? ` (${line(fix.detail.zh)} / ${line(fix.detail.en)})` : ''}`,
          ...after.flatMap(({ file, text }) => changed(files.find(each => each.file === file)?.text ?? '', text).map(each => `    ${file} ${each}`)),
        ];
      }),
    ];
  });
}

const section = (rule: Rule): string => [`## ${rule.id}`, ...examplesOf(rule).flatMap((each, i) => {
  const lines = drawn(rule, filesOf(each));
  return lines.length === 0 ? [] : ['', `Example ${i + 1}`, '', '```text', ...lines, '```'];
}), ''].join('\n');

/** What a value may turn into while somebody edits it, or by a slip. */
const others: readonly (readonly [name: string, value: undefined | string | number | boolean | readonly string[] | Readonly<Record<string, string>>])[] =
  [['null', undefined], ['blank', ''], ['7', 7], ['true', true], ['[]', []], ['{}', {}], ['a list', ['x']], ['a map', { x: 'y' }], ['a text', 'something else'], ['blanks', '   ']];
const most = 24;
const mostBeside = 10;

/** The values of an example with the ones that are most likely to matter first: those on a finding’s path and beside it. */
function placesIn(record: PolicyRecord): readonly Path[] {
  return [...entriesBelow(record.root)].map(({ path }) => path).slice(0, most);
}

function variants(rule: Rule, each: Example): readonly string[] {
  const files = filesOf(each);
  const [first, ...rest] = files;
  const { record } = judged(rule, files);
  if (!first || record.problems.length > 0 || record.text.length > 10_000) return [];
  const say = (text: string, library = rest): string => judged(rule, [{ file: first.file, text }, ...library]).findings
    .map(({ message, fixes }) => `${line(message.en)} [${fixes.map(({ title }) => line(title.en)).join('; ')}]`).join(' | ');
  const before = say(record.text);
  const place = (path: Path, at: PolicyRecord, sayOf: (text: string) => string, changes: readonly (readonly [name: string, text: string])[], lead = ''): readonly string[] => {
    const told = new Map<string, string[]>();
    for (const [name, text] of changes) {
      const now = text === at.text ? before : sayOf(text);
      // What makes no difference is not written down; that it makes none is judged all the same.
      if (now !== before) told.set(now, [...told.get(now) ?? [], name]);
    }
    return [...told].map(([now, names]) => `${lead}${path.join('.')} ${names.join(', ')}: ${now || 'quiet'}`);
  };
  const gone = (at: PolicyRecord, path: Path) => ['gone', apply(at.text, removeAt(at, path))] as const;
  const own = placesIn(record).flatMap(path => {
    const node = nodeAt(record.root, path);
    const text = stringOf(node);
    const end = node?.span.end ?? 0;
    return place(path, record, say, [
      ...others.map(([other, value]) => [other, apply(record.text, setValue(record, path, value))] as const),
      ...text === undefined ? [] : ([['padded', `  ${text} `], ['in capitals', text.toUpperCase()], ['doubled', `${text} ${text}`]] as const)
        .map(([name, value]) => [name, apply(record.text, setValue(record, path, value))] as const),
      ...text !== undefined && /["']/.test(record.text[end - 1] ?? '') ? [['unclosed', record.text.slice(0, end - 1) + record.text.slice(end)] as const] : [],
      gone(record, path),
    ]);
  });
  const beside = rest.flatMap((other, i) => {
    const at = libraryOf([other]).record;
    if (!at || at.problems.length > 0) return [];
    const sayOf = (text: string): string => say(record.text, rest.map((each, j) => i === j ? { ...each, text } : each));
    return placesIn(at).slice(0, mostBeside).flatMap(path => {
      const text = stringOf(nodeAt(at.root, path));
      return place(path, at, sayOf, [gone(at, path), ['blank', apply(at.text, setValue(at, path, ''))], ['7', apply(at.text, setValue(at, path, 7))],
        ...text === undefined ? [] : [['padded', apply(at.text, setValue(at, path, `  ${text} `))], ['another', apply(at.text, setValue(at, path, `${text}x`))]] as const], `${other.file} `);
    });
  });
  return [...own, ...beside];
}

const variantSection = (rule: Rule): string => [`## ${rule.id}`, ...examplesOf(rule).flatMap((each, i) => {
  const lines = variants(rule, each);
  return lines.length === 0 ? [] : ['', `Example ${i + 1}`, '', '```text', ...lines, '```'];
}), ''].join('\n');

const pages = [
  { page: findingsPage, made: section, heading: '# Every finding of every example in full\n\nMade by `test/rules-pages.test.ts`: `UPDATE=1` writes this page, and a rule whose section differs fails its test. Lines with `-` and `+` are what a fix takes and puts.\n' },
  { page: variantsPage, made: variantSection, heading: '# What each rule says when a value of its examples is something else\n\nMade by `test/rules-pages.test.ts`, as [FINDINGS.md](FINDINGS.md) is. A change that makes no difference to the findings is left out.\n' },
];

for (const { page, made, heading } of pages) {
  describe(`the page ${page.slice(page.lastIndexOf('/') + 1)}`, () => {
    if (process.env['UPDATE'] === '1') {
      it('is written', function () {
        this.timeout(300_000);
        writeFileSync(page, `${heading}\n${rules.map(made).join('\n')}`);
      });
      return;
    }
    const known = existsSync(page) ? readFileSync(page, 'utf8') : '';
    for (const rule of rules) {
      it(`has ${rule.id} as it is`, () => {
        const start = known.indexOf(`\n## ${rule.id}\n`) + 1;
        const end = known.indexOf('\n## ', start);
        assert.equal(`${made(rule).trimEnd()}\n`, `${known.slice(start, end < 0 ? undefined : end).trimEnd()}\n`);
      });
    }
  });
}
