import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as lsp from 'vscode-languageserver-types';
import { apply } from '../../server/base/edit.ts';
import { indexLines } from '../../server/base/lines.ts';
import { span } from '../../server/base/span.ts';
import { changesOf, fixAllKind, offersFor, type Offer, type Wish } from '../../server/features/code-actions.ts';
import { diagnosticsOf } from '../../server/features/diagnostics.ts';
import { editsBetween } from '../../server/features/edits-between.ts';
import { rangeOf } from '../../server/features/ranges.ts';
import { workspaceEditOf, type Target } from '../../server/features/workspace-edit.ts';
import { plainChanges } from '../../server/rules/changes.ts';
import type { Finding, Fix, PlainChange } from '../../server/rules/rule.ts';
import { check } from '../../server/rules/run.ts';
import { noProject } from '../../server/schema/project.ts';
import { readProject } from '../../server/schema/project-file.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { record, world } from '../fixture.ts';

const options = { locale: 'en', handbook: 'https://example.org/rules', able: () => true } as const;
const judge = (each: PolicyRecord) => check(each, world([each]));
const offers = (made: PolicyRecord, wish: Partial<Wish>, findings: readonly Finding[] = judge(made), more = {}): readonly Offer[] =>
  offersFor(made, findings, { range: rangeOf(made.lines, span(0, made.text.length)), diagnostics: [], only: undefined, ...wish }, { ...options, ...more });
const after = (made: PolicyRecord, { key }: Offer, findings = judge(made)): string =>
  apply(made.text, (changesOf(made, findings, key, world([made]), judge) ?? []).flatMap(change => change.kind === 'edit' ? change.edits : []));

const notations = {
  json: '---\n{\n  "analysis": { "market": { "score": 850 }, "mrv": { "score": -3 } },\n  "title": "x"\n}\n---\n\n正文\n',
  flow: '---\n{\n  \'analysis\': { \'market\': { \'score\': 850 }, \'mrv\': { \'score\': -3 } },\n  \'title\': \'x\'\n}\n---\n\n正文\n',
  block: '---\nanalysis:\n  market:\n    score: 850\n  mrv:\n    score: -3\ntitle: x\n---\n\n正文\n',
};
const score = (made: PolicyRecord, text = '850') => judge(made).filter(finding => finding.rule === 'score-out-of-range' && made.text.startsWith(text, finding.span.start));

for (const [style, lf] of Object.entries(notations)) for (const text of [lf, lf.replaceAll('\n', '\r\n'), `\ufeff${lf}`]) {
  describe(`code actions in ${style}${text === lf ? '' : text.startsWith('\ufeff') ? ' with a byte order mark' : ' with CR LF'}`, () => {
    const made = record(text);
    const [found] = score(made);
    const [diagnostic] = diagnosticsOf(made, [found!], options);

    it('mend what the cursor is on, and nothing else', () => {
      const [offer] = offers(made, { range: { start: diagnostic!.range.start, end: diagnostic!.range.start } }, score(made));
      assert.equal(offer?.kind, 'quickfix');
      assert.equal(offer?.title, 'Set it to 100');
      assert.equal(offer?.preferred, true);
      assert.deepEqual(offer.diagnostics, [diagnostic]);
      assert.equal(after(made, offer), text.replace('850', '100'));
      const far = { start: made.lines.at(text.length), end: made.lines.at(text.length) };
      assert.deepEqual(offers(made, { range: far, only: ['quickfix'] }, score(made)), []);
    });

    it('are found by the rule and the field of a diagnostic, whatever it says and wherever it has moved', () => {
      const moved: lsp.Diagnostic = { ...diagnostic!, message: '评分', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
      assert.equal(after(made, offers(made, { diagnostics: [moved] })[0]!), text.replace('850', '100'));
      const { data: _, ...stripped } = diagnostic!;
      assert.equal(after(made, offers(made, { diagnostics: [stripped] })[0]!), text.replace('850', '100'), 'a client may lose the data');
      assert.deepEqual(offers(made, { only: ['quickfix'], diagnostics: [{ ...diagnostic!, data: { rule: 'score-out-of-range', path: ['analysis', 'gone', 'score'] } }] }), []);
      assert.deepEqual(offers(made, { only: ['quickfix'], diagnostics: [{ ...diagnostic!, data: { rule: 'toString', path: 1 } }].map(each => ({ ...each, code: 'toString' })) }), []);
    });

    it('of other programs’ diagnostics say nothing of ours', () => {
      const [offer] = offers(made, { range: diagnostic!.range, diagnostics: [{ ...diagnostic!, source: 'spelling' }] }, score(made));
      assert.equal(offer?.title, 'Set it to 100');
    });

    it('are gone with their finding', () => {
      const [offer] = offers(made, { diagnostics: [diagnostic!] });
      const mended = record(text.replace('850', '85'));
      assert.equal(changesOf(mended, judge(mended), offer!.key, world([mended]), judge), undefined);
    });
  });
}

describe('code actions', () => {
  const made = record(notations.json);
  const fix = (from: string, to: string, safe = true): Fix => ({ title: { zh: '改', en: `To ${to}` }, safe, changes: [{ kind: 'edit', uri: made.uri, edits: [{ span: span(made.text.indexOf(from), made.text.indexOf(from) + from.length), text: to }] }] });
  const finding = (rule: string, at: string, fixes: readonly Fix[]): Finding =>
    ({ rule, path: [at], span: span(made.text.indexOf(at), made.text.indexOf(at) + at.length), severity: 'error', message: { zh: '错。', en: 'Wrong.' }, related: [], fixes });
  const two = [finding('a', '850', [fix('850', '85')]), finding('a', '-3', [fix('-3', '3')]), finding('b', '"x"', [fix('"x"', '"y"', false)])];

  it('offer to fix all of one kind where there are several safe ones, and all safe ones', () => {
    const titles = offers(made, {}, two).map(({ kind, title }) => `${kind}: ${title}`);
    assert.deepEqual(titles, [
      'quickfix: To 85', 'quickfix: To 3', 'quickfix: To "y"', 'quickfix: Fix all 2 problems of this kind in the record (a)',
      `${fixAllKind}: Fix all problems of the record that can be fixed safely`,
    ]);
    assert.deepEqual(offers(made, { only: ['quickfix'] }, [two[0]!, two[2]!]).map(({ title }) => title), ['To 85', 'To "y"']);
    assert.deepEqual(offers(made, { only: ['source.fixAll'] }, [two[2]!]), []);
    assert.deepEqual(offers(made, { only: ['source'] }, two).map(({ kind }) => kind), [fixAllKind]);
    assert.deepEqual(offers(made, { only: ['source.fixAll.eslint', 'source.fix'] }, two), []);
  });

  it('of one kind change only what that kind speaks of', () => {
    const judgeTwo = (each: PolicyRecord) => each.text === made.text ? two : [];
    const [all] = offers(made, {}, two).filter(({ key }) => key.kind === 'rule');
    const changes = changesOf(made, two, all!.key, world([made]), judgeTwo) ?? [];
    assert.equal(apply(made.text, changes.flatMap(change => change.kind === 'edit' ? change.edits : [])), made.text.replace('850', '85').replace('-3', '3'));
  });

  it('leave out what the client cannot do', () => {
    const renaming: Fix = { title: { zh: '改名', en: 'Rename the file' }, safe: false, changes: [{ kind: 'rename', uri: made.uri, to: made.uri.replace('example', 'other') }] };
    const findings = [finding('a', '850', [renaming])];
    assert.equal(offers(made, {}, findings).length, 1);
    assert.equal(offers(made, {}, findings, { able: () => false }).length, 0);
  });
});

describe('an ignore', () => {
  const uri = 'file:///library/policy-records.json';
  const project = noProject(uri);
  const made = record(notations.json);
  const [found] = score(made);
  const all = [found!];
  const titles = (findings: readonly Finding[], more = {}) => offers(made, { only: ['quickfix'] }, findings, { project, ...more }).map(({ title }) => title);
  const ignored = (file: string, findings: readonly Finding[] = all) => {
    const its = record(notations.json, file);
    const offer = offers(its, {}, findings, { project }).find(({ key }) => key.kind === 'ignore');
    const changes = changesOf(its, findings, offer!.key, { ...world([its]), project }, judge) ?? [];
    return { changes, written: plainChanges(changes, () => undefined) ?? [] };
  };

  it('is the last thing to choose, and never preferred', () => {
    assert.deepEqual(titles(all), ['Set it to 100', 'Ignore in this project, once you have written the reason (score-out-of-range)']);
    assert.deepEqual(titles(all, { asks: true }).at(-1), 'Ignore in this project… (score-out-of-range)');
    assert.deepEqual(titles(all, { asks: true, locale: 'zh' }).at(-1), '在项目中忽略…（score-out-of-range）');
    const offer = offers(made, {}, all, { project }).find(({ key }) => key.kind === 'ignore');
    assert.equal(offer?.preferred, false);
    assert.deepEqual(offer.key, { kind: 'ignore', rule: 'score-out-of-range', field: 'analysis.market.score' });
  });

  it('is one for all findings of a rule at a field', () => {
    const twice = [0, 1].map((i): Finding => ({ ...found!, rule: 'broken-supersedes', path: ['evolution', 'supersedes', i], fixes: [] }));
    assert.equal(titles(twice).length, 1);
  });

  it('is none of what keeps a text from being read, of a file without a place, or for a client that cannot make the file', () => {
    assert.deepEqual(titles([{ ...found!, rule: 'syntax-error', fixes: [] }]), []);
    assert.deepEqual(titles(all, { project: noProject() }).length, 1);
    assert.deepEqual(titles(all, { project: noProject('file:///elsewhere/policy-records.json') }).length, 1);
    assert.deepEqual(titles([{ ...found!, fixes: [] }], { able: () => false }), []);
  });

  it('names the rule, this file and the field, and leaves the reason to be written', () => {
    const { changes, written } = ignored('zh/example.md');
    assert.deepEqual(changes, [{ kind: 'add', uri, path: ['ignore'], value: { rule: 'score-out-of-range', files: ['zh/example.md'], path: 'analysis.market.score', reason: '' } }]);
    const [file] = written;
    assert.ok(file?.kind === 'create');
    assert.deepEqual(readProject(uri, file.text).project.ignores, [], 'without a reason it has no effect');
    const { changes: [whole] } = ignored('zh/example.md', [{ ...found!, path: [] }]);
    assert.deepEqual(whole?.kind === 'add' ? whole.value : undefined, { rule: 'score-out-of-range', files: ['zh/example.md'], reason: '' });
  });

  it('means this file and no other, whatever its name', () => {
    for (const name of ['a.md', 'a (b).md', '[x]{a,b}*?.md', '!x.md', 'a+b@(c)!(d)|e.md', '$a^b.md', 'a\'b"c.md', '中文（一）.md', '100%.md', 'a b#c.md', '{1..3}.md', '**x**.md', '{{{{.md', ' a.md', '😀.md']) {
      const [change] = ignored(`zh/${encodeURIComponent(name)}`).changes;
      assert.ok(change?.kind === 'add');
      const reason = { ...change.value as object, reason: 'Agreed' };
      const [ignore] = readProject(uri, JSON.stringify({ ignore: [reason] })).project.ignores;
      assert.ok(ignore?.matches(`file:///library/zh/${encodeURIComponent(name)}`), name);
      assert.ok(ignore);
      for (const other of ['zh/b.md', 'zh/x.md', 'zh/ab.md', 'zh/1.md', `en/${name}`]) assert.ok(!ignore.matches(`file:///library/${other}`), `${name} ${other}`);
    }
  });
});

describe('an edit of the workspace', () => {
  const here = 'file:///library/zh/a.md';
  const there = 'file:///library/en/a.md';
  const target = (uri: string, text: string, version?: number): [string, Target] => [uri, { uri, lines: indexLines(text), version }];
  const targets = new Map([target(here, 'one\ntwo\n', 7), target(there, 'eins\r\nzwei\r\n')]);
  const changes: readonly PlainChange[] = [
    { kind: 'edit', uri: here, edits: [{ span: span(4, 7), text: '2' }] }, { kind: 'edit', uri: there, edits: [{ span: span(6, 10), text: '2' }] },
    { kind: 'edit', uri: here, edits: [{ span: span(0, 3), text: '1' }] },
  ];
  const at = (line: number, from: number, to: number) => ({ start: { line, character: from }, end: { line, character: to } });

  it('groups edits by file, with the version of what is open', () => {
    assert.deepEqual(workspaceEditOf(changes, targets, { documentChanges: true, rename: true, create: true }), { documentChanges: [
      { textDocument: { uri: here, version: 7 }, edits: [{ range: at(0, 0, 3), newText: '1' }, { range: at(1, 0, 3), newText: '2' }] },
      { textDocument: { uri: there, version: null }, edits: [{ range: at(1, 0, 4), newText: '2' }] },
    ] });
    assert.deepEqual(Object.keys(workspaceEditOf(changes, targets, { documentChanges: false, rename: false, create: true })?.changes ?? {}), [here, there]);
  });

  it('renames after it edits, in the same folder only, and only for a client that can', () => {
    const rename = (to: string): readonly PlainChange[] => [{ kind: 'rename', uri: here, to }, ...changes];
    const edit = workspaceEditOf(rename('file:///library/zh/b.md'), targets, { documentChanges: true, rename: true, create: true });
    assert.deepEqual(edit?.documentChanges?.at(-1), { kind: 'rename', oldUri: here, newUri: 'file:///library/zh/b.md', options: { overwrite: false, ignoreIfExists: false } });
    assert.equal(workspaceEditOf(rename('file:///library/zh/b.md'), targets, { documentChanges: true, rename: false, create: true }), undefined);
    assert.equal(workspaceEditOf(rename('file:///library/b.md'), targets, { documentChanges: true, rename: true, create: true }), undefined);
  });

  it('tells of the other files that it changes, to a client that can hear it', () => {
    const can = { documentChanges: true, rename: true, create: true, annotations: true };
    const told = { home: here, label: 'Mend it' };
    const edit = workspaceEditOf([...changes, { kind: 'create', uri: 'file:///library/en/b.md', text: 'x' }], targets, can, told);
    assert.deepEqual(edit?.changeAnnotations, { fix: { label: 'Mend it', needsConfirmation: false } });
    const ids = (edit.documentChanges ?? []).map(change => 'kind' in change ? change.annotationId : change.edits.map(each => 'annotationId' in each ? each.annotationId : undefined));
    assert.deepEqual(ids, [[undefined, undefined], ['fix'], 'fix', ['fix']]);
    assert.equal(workspaceEditOf(changes.slice(0, 1), targets, can, told)?.changeAnnotations, undefined);
    for (const poor of [{ ...can, annotations: false }, { ...can, documentChanges: false }]) assert.ok(!JSON.stringify(workspaceEditOf(changes, targets, poor, told)).includes('annotation'));
  });

  it('is shown before it is made where there is more to say of it', () => {
    const can = { documentChanges: true, rename: true, create: true, annotations: true };
    const edit = workspaceEditOf(changes, targets, can, { home: here, label: 'Mend it', detail: 'Moved: a → b.' });
    assert.deepEqual(edit?.changeAnnotations, { fix: { label: 'Mend it', needsConfirmation: false, description: 'Moved: a → b.' } });
    assert.ok((edit.documentChanges as lsp.TextDocumentEdit[]).every(({ edits }) => edits.every(each => 'annotationId' in each)));
  });

  it('is none where a file cannot be read', () => {
    assert.equal(workspaceEditOf(changes, new Map([targets.entries().next().value!]), { documentChanges: true, rename: true, create: true }), undefined);
  });
});

describe('the edits between two texts', () => {
  it('turn one into the other, touch no line that is the same, and cut no character in two', () => {
    const line = fc.constantFrom('a\n', 'b\r\n', '"score": 1,\n', '"score": 100,\n', '😀\n', '😁\n', '\r\n', '\n', 'end', '');
    const text = fc.array(line, { maxLength: 12 }).map(lines => lines.join(''));
    fc.assert(fc.property(text, text, (before, now) => {
      const edits = editsBetween(before, now);
      assert.equal(apply(before, edits), now);
      for (const { span: { start, end } } of edits) for (const at of [start, end]) assert.ok(!/^[\ud800-\udbff][\udc00-\udfff]$|^\r\n$/.test(before.slice(at - 1, at + 1)));
    }), { numRuns: 2000 });
    assert.deepEqual(editsBetween('a\nb\nc\nd\n', 'a\nB\nc\nD\n').map(({ span: { start, end }, text: put }) => [start, end, put]), [[2, 3, 'B'], [6, 7, 'D']]);
    assert.deepEqual(editsBetween('same', 'same'), []);
  });
});
