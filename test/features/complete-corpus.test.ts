import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { intake } from '../../server/record/intake.ts';
import { dataOf, nodeAt, type Data } from '../../server/syntax/tree.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { choose, completionsAt } from '../completions.ts';
import { record } from '../fixture.ts';
import { shared } from '../shared.ts';

const markdownBelow = (folder: string): readonly string[] => readdirSync(folder).flatMap(name => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? markdownBelow(path) : path.endsWith('.md') ? [path] : [];
});

/** Completion in real text: what is chosen must leave a valid record with the wanted value and nothing else changed. */
describe('completion in every record of ../shared/corpus', function () {
  this.timeout(300_000);
  const records: PolicyRecord[] = [];
  before(function () {
    const corpus = shared(this, 'corpus');
    for (const path of markdownBelow(corpus)) {
      const made = intake(`file:///${relative(corpus, path)}`, readFileSync(path, 'utf8'));
      if (made) records.push(made);
    }
  });

  const same = (made: PolicyRecord, marked: string, label: string, field: string, wanted: Data) => {
    const file = made.uri.replace('file:///', '');
    const asked = completionsAt(marked, [], file);
    const item = asked.items.find(each => each.label === label);
    assert.ok(item, `${file}: “${label}” is not offered at\n${marked.slice(Math.max(0, asked.offset - 120), asked.offset + 60)}`);
    const after = record(choose(asked.made, item), file);
    assert.deepEqual(after.problems, [], `${file}: ${after.text.slice(Math.max(0, asked.offset - 120), asked.offset + 120)}`);
    assert.equal(after.style, made.style, file);
    const { [field]: value, ...rest } = dataOf(after.root) as Record<string, Data>;
    const { [field]: _, ...others } = dataOf(made.root) as Record<string, Data>;
    assert.deepEqual(value, wanted, file);
    assert.deepEqual({ ...rest }, { ...others }, `${file}: another value changed`);
  };
  const category = (made: PolicyRecord) => made.locale === 'zh' ? '市场机制' : 'Market';

  it('inside empty quotes', () => {
    for (const made of records) {
      const { span } = nodeAt(made.root, ['category']) ?? assert.fail(made.uri);
      const quote = made.style === 'json' ? '"' : '\'';
      same(made, `${made.text.slice(0, span.start)}${quote}$0${quote}${made.text.slice(span.end)}`, category(made), 'category', category(made));
    }
  });

  it('where the value is bare', () => {
    for (const made of records) {
      const { span } = nodeAt(made.root, ['category']) ?? assert.fail(made.uri);
      same(made, `${made.text.slice(0, span.start)}$0${made.text.slice(span.end)}`, category(made), 'category', category(made));
    }
  });

  it('half typed, with an opening quote only', () => {
    for (const made of records) {
      const { span } = nodeAt(made.root, ['category']) ?? assert.fail(made.uri);
      const quote = made.style === 'json' ? '"' : '\'';
      same(made, `${made.text.slice(0, span.start)}${quote}$0${made.text.slice(span.end)}`, category(made), 'category', category(made));
    }
  });

  for (const [name, before, after] of [['a new key on a fresh line', '', ''], ['a new key half typed', 'icv', ''], ['a new key inside quotes', 'Q', 'Q'], ['a new key behind an opening quote', 'Qicv', '']] as const) {
    it(name, () => {
      for (const made of records) {
        const root = made.root?.kind === 'map' ? made.root : assert.fail(made.uri);
        const eol = made.text.includes('\r\n') ? '\r\n' : '\n';
        const quote = made.style === 'json' ? '"' : '\'';
        for (const entry of [root.entries[Math.floor(root.entries.length / 2)], root.entries[0], root.entries.at(-1)]) {
          if (!entry) continue;
          const last = /[\r\n]$/.test(made.text.slice(0, entry.span.end)) ? entry.span.end - 1 : entry.span.end;
          const end = last + made.text.slice(last).search(/\r?\n/);
          const lead = made.style === 'block' ? '' : '  ';
          same(made, `${made.text.slice(0, end)}${eol}${lead}${before.replace('Q', quote)}$0${after.replace('Q', quote)}${made.text.slice(end)}`, 'icvcmCriteria', 'icvcmCriteria', []);
        }
      }
    });
  }
});
