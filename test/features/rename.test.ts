import assert from 'node:assert/strict';
import { filesToRename, prepareRename, renameId } from '../../server/features/rename.ts';
import { workspaceEditOf, type Target } from '../../server/features/workspace-edit.ts';
import { indexLines } from '../../server/base/lines.ts';
import { corpusOf } from '../../server/record/corpus.ts';
import { companionOf, type Companion } from '../../server/record/companions.ts';
import { factsOf, type Facts } from '../../server/record/facts.ts';
import { namingsIn } from '../../server/record/links.ts';
import { libraryOf, uriIn, type File } from '../../server/rules/library.ts';
import type { PlainChange, World } from '../../server/rules/rule.ts';
import { builtInCollections, kindOf } from '../../server/schema/collections.ts';
import { noProject } from '../../server/schema/project.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { afterFix, type Files } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

const listOf = (files: Files): readonly File[] => Object.entries(files).map(([file, text]) => ({ file, text }));

/** A library with its facilities, and the record of one file. */
function libraryIn(files: Files, file: string): { readonly made: PolicyRecord; readonly world: World } {
  const all = listOf(files);
  const { world } = libraryOf(all.filter(each => !each.file.includes('facilities/')));
  const companions = all.filter(each => each.file.includes('facilities/')).flatMap(each => { const parsed = parseRecord(uriIn(each.file), each.text); return parsed ? companionOf(parsed, kindOf(parsed, builtInCollections)) : []; });
  const made = parseRecord(uriIn(file), files[file] ?? '');
  assert.ok(made, file);
  return { made, world: { ...world, corpus: corpusOf(world.corpus.records(), companions) } };
}

const at = (files: Files, file: string, word: string) => { const found = (files[file] ?? '').indexOf(word); assert.ok(found >= 0, `${word} in ${file}`); return found; };

/** The library once the id on a word of a file is another, or why it is not. Only files that were asked for can be read. */
function renamed(files: Files, file: string, word: string, newId: string): Files | { readonly zh: string; readonly en: string } {
  const { made, world } = libraryIn(files, file);
  const offset = at(files, file, word);
  const asked = new Set(filesToRename(world, made, offset, newId));
  const result = renameId(world, made, offset, newId, uri => asked.has(uri) ? files[uri.slice(uriIn('').length)] : undefined);
  if ('refused' in result) return result.refused;
  return Object.fromEntries(afterFix(listOf(files), { title: { zh: '', en: '' }, safe: false, changes: result.changes }).map(each => [each.file, each.text]));
}

/** One small library in each notation: who supersedes whom, with a body that names and links the older record. */
const library = (style: 'json' | 'flow' | 'block', eol = '\n'): Files => {
  const record = (id: string, title: string, evolution: string, body: string) => {
    const [open, close] = style === 'block' ? ['', ''] : ['{ ', ' }'];
    const quote = style === 'json' ? '"' : style === 'flow' ? '\'' : '';
    const q = (text: string) => `${quote}${text}${quote}`;
    const line = style === 'block' ? '\n' : ',\n  ';
    const flat = evolution.replaceAll('~', quote);
    return `---\n${open}${q('id')}: ${q(id)}${line}${q('title')}: ${q(title)}${line}${q('evolution')}: ${style === 'block' ? `{ ${flat} }` : `{ ${flat} }`}${close}\n---\n\n${body}`.replaceAll('\n', eol);
  };
  const newer = '~supersedes~: [~cn-ccer-2012~, ~cn-ets~], ~supersededBy~: ~~, ~consolidatedFrom~: [~cn-ccer-2012~]'.replace('~~,', style === 'block' ? '\'\',' : '~~,');
  return {
    'zh/cn-ccer.md': record('cn-ccer', '😀 见 cn-ccer-2012', newer, '承接 cn-ccer-2012（😀 [旧办法](./cn-ccer-2012.md#范围)），不是 cn-ccer-2012-x，也不是 https://example.org/cn-ccer-2012。\n'),
    'en/cn-ccer.md': record('cn-ccer', 'CCER', newer, 'Follows [cn-ccer-2012](../zh/cn-ccer-2012.md) and [it](/policies/cn-ccer-2012/).\n\n[old]: cn-ccer-2012.md\n'),
    'zh/cn-ccer-2012.md': record('cn-ccer-2012', '暂行办法', '~supersededBy~: ~cn-ccer~', '正文\n'),
    'en/cn-ccer-2012.md': record('cn-ccer-2012', 'Interim measures', '~supersededBy~: ~cn-ccer~', 'Text\n'),
  };
};

describe('renaming an id', () => {
  for (const style of ['json', 'flow', 'block'] as const) for (const eol of ['\n', '\r\n']) {
    describe(`in ${style} with ${eol === '\n' ? 'LF' : 'CR LF'}`, () => {
      const files = library(style, eol);
      /** What the library is once the older record has another name: nothing but that name is different. */
      const wanted = Object.fromEntries(Object.entries(files).map(([file, text]) => [file.replace('cn-ccer-2012', 'cn-ver-2012'),
        text.replaceAll('cn-ccer-2012', 'cn-ver-2012').replace('cn-ver-2012-x', 'cn-ccer-2012-x').replace('org/cn-ver-2012', 'org/cn-ccer-2012')]));

      it('changes files, twins and references, and no other byte', () => {
        assert.deepEqual(renamed(files, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-ver-2012'), wanted, 'from its own id');
        assert.deepEqual(renamed(files, 'en/cn-ccer.md', 'cn-ccer-2012', 'cn-ver-2012'), wanted, 'from what it is superseded by');
        assert.deepEqual(renamed(files, 'zh/cn-ccer.md', 'cn-ccer-2012.md', 'cn-ver-2012'), wanted, 'from a link');
        assert.deepEqual(renamed(files, 'zh/cn-ccer.md', 'cn-ccer-2012（', 'cn-ver-2012'), wanted, 'from the narrative');
      });

      it('and back leaves the library as it was', () => {
        const there = renamed(files, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-ver-2012') as Files;
        assert.deepEqual(renamed(there, 'en/cn-ver-2012.md', 'cn-ver-2012', 'cn-ccer-2012'), files);
      });

      it('is prepared with the id alone, behind an emoji and inside quotes', () => {
        const { made, world } = libraryIn(files, 'zh/cn-ccer.md');
        for (const [word, into] of [['见 cn-ccer-2012', 2], ['(./cn-ccer-2012', 3], ['[旧办法', -1]] as const) {
          const from = at(files, 'zh/cn-ccer.md', word);
          const found = prepareRename(world, made, from + Math.max(into, 0));
          const start = into < 0 ? undefined : made.lines.at(from + into);
          assert.deepEqual(found, start && { range: { start, end: { ...start, character: start.character + 'cn-ccer-2012'.length } }, placeholder: 'cn-ccer-2012' }, word);
        }
        assert.equal(prepareRename(world, made, at(files, 'zh/cn-ccer.md', '-2012-x')), undefined);
        assert.equal(prepareRename(world, made, at(files, 'zh/cn-ccer.md', 'org/cn-') + 5), undefined);
        assert.equal(prepareRename(world, made, 1), undefined);
        assert.equal(prepareRename(world, made, at(files, 'zh/cn-ccer.md', 'evolution')), undefined);
      });
    });
  }

  const files = library('flow');
  const refused = (file: string, word: string, newId: string, more: Files = {}) => renamed({ ...files, ...more }, file, word, newId);

  it('is refused with a reason', () => {
    assert.deepEqual(refused('zh/cn-ccer.md', 'cn-ccer', 'cn-ccer'), { zh: 'id 已经是“cn-ccer”。', en: 'The id is “cn-ccer” already.' });
    for (const bad of ['CN-CCER', 'cn ccer', '../cn', 'cn--ccer', '-cn', '', '全国碳市场', 'cn_ccer', 'cn/ccer', 'cn.ccer']) {
      assert.deepEqual(refused('zh/cn-ccer.md', 'cn-ccer', bad), {
        zh: `“${bad}”不能作 id：只用小写英文字母、数字和单个连字符，如 cn-ccer-2012。`, en: `“${bad}” cannot be an id: use lower-case letters a to z, digits and single hyphens, as in cn-ccer-2012.`,
      });
    }
    assert.match((refused('zh/cn-ccer.md', 'cn-ccer', 'a'.repeat(500)) as { en: string }).en, /^An id has at most \d+ characters\.$/);
    assert.deepEqual(refused('zh/cn-ccer.md', 'cn-ccer', 'cn-ccer-2012'), { zh: '“cn-ccer-2012”已经是 zh/cn-ccer-2012.md 的 id。', en: '“cn-ccer-2012” is the id of zh/cn-ccer-2012.md already.' });
    assert.deepEqual(refused('zh/cn-ccer.md', 'cn-ccer', 'cn-new', { 'en/cn-new.md': '---\nid: cn-new\ntitle: x\n---\n' }),
      { zh: '“cn-new”已经是 en/cn-new.md 的 id。', en: '“cn-new” is the id of en/cn-new.md already.' }, 'in the other language');
    assert.deepEqual(refused('zh/cn-ccer.md', 'cn-ccer', 'cn-new', { 'en/cn-new.md': '# Notes that are no record\n' }),
      { zh: '文件 en/cn-new.md 已经存在。', en: 'There is a file en/cn-new.md already.' }, 'which no record is');
    assert.deepEqual(refused('zh/cn-ccer.md', 'evolution', 'cn-new'), { zh: '光标处没有可以改名的 id，也没有项目自有的词语。', en: 'There is no id here that could be renamed, and no word of the project.' });
  });

  it('is refused where a file cannot be read', () => {
    const { made, world } = libraryIn(files, 'zh/cn-ccer.md');
    const result = renameId(world, made, at(files, 'zh/cn-ccer.md', 'cn-ccer'), 'cn-new', uri => uri.includes('en/cn-ccer-2012') ? undefined : files[uri.slice(uriIn('').length)]);
    assert.deepEqual(result, { refused: { zh: '读不到文件 en/cn-ccer-2012.md，无法确定它是否引用了这个 id。', en: 'en/cn-ccer-2012.md cannot be read, so it is not known whether it names the id.' } });
  });

  it('of a record that nobody entered changes what names it', () => {
    const there = renamed(files, 'zh/cn-ccer.md', 'cn-ets', 'cn-ets-2021') as Files;
    assert.deepEqual(there, Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace('\'cn-ets\'', '\'cn-ets-2021\'')])));
    assert.deepEqual(renamed(there, 'en/cn-ccer.md', 'cn-ets-2021', 'cn-ets'), files);
  });

  it('leaves a file alone whose name is another, and takes a twin along whose id is', () => {
    const other: Files = { 'zh/old-name.md': '---\nid: cn-ccer\ntitle: a\n---\n', 'en/old-name.md': '---\nid: cn-ccer\ntitle: b\n---\n' };
    assert.deepEqual(renamed(other, 'zh/old-name.md', 'cn-ccer', 'cn-new'), { 'zh/old-name.md': '---\nid: cn-new\ntitle: a\n---\n', 'en/old-name.md': '---\nid: cn-new\ntitle: b\n---\n' });
    const lost: Files = { 'zh/cn-ccer.md': '---\nid: cn-ccer\n---\n', 'en/cn-ccer.markdown': '---\ntitle: b\n---\n', 'en/cn-ccer.md': '---\nid: wrong\n---\n' };
    assert.deepEqual(renamed(lost, 'zh/cn-ccer.md', 'cn-ccer', 'cn-new'), { 'zh/cn-new.md': '---\nid: cn-new\n---\n', 'en/cn-ccer.markdown': '---\ntitle: b\n---\n', 'en/cn-new.md': '---\nid: wrong\n---\n' });
  });

  it('keeps a byte order mark, a comment, escapes, and quotes what would be a number', () => {
    const text = '\ufeff---\nid: cn-ccer # 留着 cn-ccer\ntags: [ "\\u0063n-ccer", x ]\n---\n';
    assert.deepEqual(renamed({ 'zh/cn-ccer.md': text }, 'zh/cn-ccer.md', 'cn-ccer', '2024'), { 'zh/2024.md': '\ufeff---\nid: \'2024\' # 留着 cn-ccer\ntags: [ "2024", x ]\n---\n' });
    assert.deepEqual(renamed({ 'zh/cn-ccer.md': '---\nid: "cn-ccer "\n---\n' }, 'zh/cn-ccer.md', 'cn-ccer', 'cn-new'), { 'zh/cn-ccer.md': '---\nid: "cn-new "\n---\n' });
  });

  it('works in a record whose text does not parse elsewhere', () => {
    const broken = '---\n{\n  "id": "cn-ccer",\n  "title": "半截,\n  "evolution": { "supersedes": ["cn-ccer-2012"] }\n}\n---\n\ncn-ccer-2012\n';
    assert.deepEqual((renamed({ ...files, 'zh/cn-ccer.md': broken }, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-x') as Files)['zh/cn-ccer.md'], broken.replaceAll('cn-ccer-2012', 'cn-x'));
  });

  it('leaves links to other files of the same name alone', () => {
    const body = '[a](../facilities/zh/cn-ccer-2012.md) [b](./cn-ccer-2012.md) [c](sub/cn-ccer-2012.md) [d](cn-ccer-2012.pdf) [e](/zh/cn-ccer-2012.md) [f](/fr/cn-ccer-2012.md) <a href="cn-ccer-2012.md">';
    const there = renamed({ ...files, 'zh/cn-ccer.md': `---\nid: cn-ccer\n---\n${body}\n` }, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-x') as Files;
    assert.equal(there['zh/cn-ccer.md'], `---\nid: cn-ccer\n---\n${body.replace('./cn-ccer-2012', './cn-x').replace('(/zh/cn-ccer-2012', '(/zh/cn-x').replace('="cn-ccer-2012', '="cn-x')}\n`);
  });

  it('reaches the policies that facilities name, and not their own ids', () => {
    const facility = '---\nid: cn-ccer-2012\nname: x\nrelatedPolicies:\n  - cn-ccer-2012\n  - cn-ets\nrelatedFacilities: [cn-ccer-2012]\n---\n\ncn-ccer-2012\n';
    const there = renamed({ ...files, 'facilities/zh/12.md': facility, 'policy-records.json': '{}' }, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-x') as Files;
    assert.equal(there['facilities/zh/12.md'], facility.replace('- cn-ccer-2012', '- cn-x').replace('\n\ncn-ccer-2012', '\n\ncn-x'));
  });

  it('keeps the project file in step', () => {
    const project = `{
  // cn-ccer-2012 stays in a comment
  "historicalIds": ["cn-ets", "cn-ccer-2012", "cn-ccer-2012-x"],
  "confirmedDates": { "cn-ccer-2012": "2012-01-01", "cn-ccer": "2024-01-01" },
  "ignore": [
    { "rule": "thin-evidence", "files": ["zh/cn-ccer-2012.md", "en/*.md", "*/cn-ccer-2012.md"], "reason": "cn-ccer-2012" },
    { "rule": "thin-evidence", "files": "{zh,en}/{cn-ccer,cn-ccer-2012}.md", "reason": "x" },
    { "rule": "thin-evidence", "files": "zh/{cn-ccer-2012-x,cn-ccer-2012}.md", "reason": "x" },
    { "rule": "thin-evidence", "files": "old/cn-ccer-2012.md", "reason": "x" },
  ],
  "overrides": [{ "files": ["zh/cn-ccer-2012*"], "rules": {} }]
}
`;
    const there = renamed({ ...files, 'policy-records.json': project }, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-x') as Files;
    const changed = project.replace('"cn-ccer-2012", "cn-c', '"cn-x", "cn-c').replace('{ "cn-ccer-2012":', '{ "cn-x":').replace('["zh/cn-ccer-2012.md"', '["zh/cn-x.md"')
      .replace('"*/cn-ccer-2012.md"', '"*/cn-x.md"').replaceAll(',cn-ccer-2012}', ',cn-x}').replace('zh/cn-ccer-2012*', 'zh/cn-x*');
    assert.equal(there['policy-records.json'], changed);
    assert.equal((renamed(there, 'zh/cn-x.md', 'cn-x', 'cn-ccer-2012') as Files)['policy-records.json'], project);
  });

  it('keeps a date that the project has confirmed for the new id already', () => {
    const project = '{ "confirmedDates": { "cn-ccer-2012": "2012-01-01", "cn-x": "2013-01-01" } }\n';
    assert.equal((renamed({ ...files, 'policy-records.json': project }, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-x') as Files)['policy-records.json'], project);
  });

  it('of a historical id starts from any text, and takes its links along', () => {
    const more: Files = {
      'zh/old.md': '---\nid: old\ntitle: 承接 cn-pre-2005\n---\n\n[a](cn-pre-2005.md) [b](../facilities/zh/cn-pre-2005.md) [c](/p/cn-pre-2005)\n', 'policy-records.json': '{ "historicalIds": ["cn-pre-2005"] }\n',
      'facilities/zh/cn-pre-2005.md': '---\nid: x\n---\n',
    };
    assert.deepEqual(renamed(more, 'zh/old.md', 'cn-pre-2005', 'cn-pre-2004'), {
      ...more, 'zh/old.md': '---\nid: old\ntitle: 承接 cn-pre-2004\n---\n\n[a](cn-pre-2004.md) [b](../facilities/zh/cn-pre-2005.md) [c](/p/cn-pre-2004)\n', 'policy-records.json': '{ "historicalIds": ["cn-pre-2004"] }\n',
    });
  });

  it('finds a name that is spelled by escapes, and each place once', () => {
    const escaped = '---\n{ "id": "x", "evolution": { "supersededBy": "\\u0063n-ccer-2012" } }\n---\n';
    assert.equal((renamed({ ...files, 'zh/x.md': escaped }, 'zh/cn-ccer-2012.md', 'cn-ccer-2012', 'cn-x') as Files)['zh/x.md'], escaped.replace('\\u0063n-ccer-2012', 'cn-x'));
    const made = parseRecord('file:///zh/x.md', '---\nid: x\nurl: https://example.org/a-b\nrelatedFacilities: [a-b]\nevolution: { currentConsolidatedVersion: single }\n---\n[a-b](a-b) [c](./a-b.md#d) <a-b>\n');
    assert.deepEqual([...namingsIn(made ?? assert.fail())].map(({ kind, of, id, target }) => [kind, id, target, of === 'policies' ? '' : of].filter(Boolean).join(' ')),
      ['own x', 'reference a-b facilities', 'reference single', 'link a-b a-b', 'link a-b ./a-b.md', 'text a-b', 'text a-b']);
  });

  it('needs the texts of the whole library, the facilities, the project file, and of what may be in the way', () => {
    const { made, world } = libraryIn({ ...files, 'facilities/zh/12.md': '---\nid: 12\nrelatedPolicies: []\n---\n', 'policy-records.json': '{}' }, 'zh/cn-ccer.md');
    const needed = filesToRename(world, made, at(files, 'zh/cn-ccer.md', 'cn-ccer'), 'cn-new');
    assert.deepEqual([...needed].sort(), ['en/cn-ccer-2012.md', 'en/cn-ccer.md', 'en/cn-new.md', 'facilities/zh/12.md', 'policy-records.json', 'zh/cn-ccer-2012.md', 'zh/cn-ccer.md', 'zh/cn-new.md'].map(uriIn));
    assert.deepEqual(filesToRename(world, made, 0), []);
  });

  it('is one edit of the workspace: texts first, then files', () => {
    const { made, world } = libraryIn(files, 'zh/cn-ccer-2012.md');
    const result = renameId(world, made, at(files, 'zh/cn-ccer-2012.md', 'cn-ccer-2012'), 'cn-x', uri => files[uri.slice(uriIn('').length)]);
    assert.ok('changes' in result);
    const targets = new Map(Object.entries(files).map(([file, text]): [string, Target] => [uriIn(file), { uri: uriIn(file), lines: indexLines(text), version: undefined }]));
    const edit = workspaceEditOf(result.changes, targets, { documentChanges: true, rename: true, create: true });
    assert.deepEqual(edit?.documentChanges?.map(each => 'kind' in each ? `${each.kind} ${'newUri' in each ? each.newUri : ''}` : `${each.textDocument.uri} ${each.edits.length}`), [
      `${uriIn('zh/cn-ccer-2012.md')} 1`, `${uriIn('zh/cn-ccer.md')} 5`, `${uriIn('en/cn-ccer-2012.md')} 1`, `${uriIn('en/cn-ccer.md')} 6`,
      `rename ${uriIn('zh/cn-x.md')}`, `rename ${uriIn('en/cn-x.md')}`,
    ]);
    const told = workspaceEditOf(result.changes, targets, { documentChanges: true, rename: true, create: true, annotations: true }, { home: made.uri, label: 'cn-x', files: 'Rename 2 files' });
    assert.deepEqual(told?.changeAnnotations, { fix: { label: 'cn-x', needsConfirmation: false }, files: { label: 'Rename 2 files', needsConfirmation: false } });
    assert.deepEqual(told.documentChanges?.map(each => 'kind' in each ? each.annotationId : (each.edits[0] as { readonly annotationId?: string }).annotationId), [undefined, 'fix', 'fix', 'fix', 'files', 'files']);
    assert.equal(workspaceEditOf(result.changes, targets, { documentChanges: true, rename: false, create: true }), undefined, 'a client that cannot rename files');
  });
});

describe('renaming a word of the project', () => {
  const project = `{
  "vocabulary": {
    "status": [{ "zh": "试行", "en": "On trial", "aliases": ["试点"] }, "Pilot", { "zh": "已终止", "en": "Ended" }], // 试行
    "country": [{ "zh": "某地", "en": "Somewhere" }]
  }
}
`;
  const files: Files = {
    'zh/a.md': '---\n{ "id": "a", "status": "试行", "title": "试行", "country": "某地" }\n---\n\n试行\n', 'en/a.md': '---\n{ "id": "a", "status": "On trial", "country": "Somewhere" }\n---\n',
    'zh/b.md': '\ufeff---\r\n{\r\n  \'status\': \'试行\', # 试行\r\n}\r\n---\r\n', 'zh/c.md': '---\nstatus: 试行 # 试行\n---\n', 'zh/d.md': '---\nstatus: Pilot\n---\n', 'en/d.md': '---\nstatus: "Pilot "\n---\n',
    'zh/e.md': '---\nstatus: 试点\ncategory: 试行\n---\n', 'policy-records.json': project,
  };
  const having = (from: string, to: string, names: readonly string[]) =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [file, names.includes(file) ? text.replace(from, to) : text]));

  it('changes the records that write it and the project file, and no other byte', () => {
    const there = renamed(files, 'zh/a.md', '试行', '试运行 😀');
    assert.deepEqual(there, having('试行', '试运行 😀', ['zh/a.md', 'zh/b.md', 'zh/c.md', 'policy-records.json']));
    assert.deepEqual(renamed(there as Files, 'zh/c.md', '试运行', '试行'), files);
    assert.deepEqual(renamed(files, 'en/a.md', 'On trial', 'Trial: "x"'), { ...files, 'en/a.md': files['en/a.md']?.replace('On trial', 'Trial: \\"x\\"'), 'policy-records.json': project.replace('On trial', 'Trial: \\"x\\"') });
    assert.deepEqual(renamed(files, 'zh/d.md', 'Pilot', 'Test'), having('Pilot', 'Test', ['zh/d.md', 'en/d.md', 'policy-records.json']), 'which both languages write alike');
    assert.deepEqual(renamed(files, 'zh/a.md', '某地', '别处'), having('某地', '别处', ['zh/a.md', 'policy-records.json']));
    assert.deepEqual(renamed(files, 'zh/a.md', '试行', '试点'), having('试行', '试点', ['zh/a.md', 'zh/b.md', 'zh/c.md', 'policy-records.json']), 'an alias of its own');
  });

  it('is prepared with the word alone', () => {
    const { made, world } = libraryIn(files, 'zh/a.md');
    const character = '{ "id": "a", "status": "'.length;
    assert.deepEqual(prepareRename(world, made, at(files, 'zh/a.md', '试行')), { range: { start: { line: 1, character }, end: { line: 1, character: character + 2 } }, placeholder: '试行' });
    assert.equal(prepareRename(world, made, at(files, 'zh/a.md', '试行", "c')), undefined, 'in a title');
    const { made: other, world: built } = libraryIn({ 'zh/a.md': '---\nstatus: 现行\n---\n' }, 'zh/a.md');
    assert.equal(prepareRename(built, other, 13), undefined, 'a built-in word');
  });

  it('is refused for what is empty, another word, or the same', () => {
    const empty = { zh: '词语不能为空，首尾不能有空白，也不能换行。', en: 'A word cannot be empty, and has no blanks at its ends and no line breaks.' };
    for (const bad of ['', ' ', ' 试', '试\n行', '试\t']) assert.deepEqual(renamed(files, 'zh/a.md', '试行', bad), empty);
    for (const other of ['已终止', '现行', 'active', 'Ended', 'pilot']) assert.deepEqual(renamed(files, 'zh/a.md', '试行', other), { zh: `“${other}”已经是另一个词语。`, en: `“${other}” is another word already.` });
    assert.deepEqual(renamed(files, 'zh/a.md', '某地', '中国'), { zh: '“中国”已经是另一个词语。', en: '“中国” is another word already.' });
    assert.deepEqual(renamed(files, 'zh/a.md', '试行', '试行'), { zh: '已经是“试行”。', en: 'It is “试行” already.' });
    const { made, world } = libraryIn(files, 'zh/a.md');
    const below = { ...world, project: { ...world.project, uri: uriIn('zh/policy-records.json') } };
    assert.deepEqual(filesToRename(below, parseRecord(uriIn('zh/d.md'), files['zh/d.md'] ?? '') ?? made, 14), ['zh/policy-records.json', 'zh/d.md'].map(uriIn), 'the words of a project are those of its folder');
    assert.deepEqual(renameId(world, made, at(files, 'zh/a.md', '试行'), '新', uri => uri.endsWith('c.md') ? undefined : files[uri.slice(uriIn('').length)]),
      { refused: { zh: '读不到文件 zh/c.md，没有改名。', en: 'zh/c.md cannot be read, so nothing is renamed.' } });
  });
});

describe('renaming an id in the corpus', () => {
  for (const [folder, step] of [['2026-07-22-flow', 1], ['2026-02-27-json', 4], ['2026-02-08-block', 4]] as const) {
    it(`there and back leaves ${folder} as it was`, function () {
      const before = markdownBelow(shared(this, `corpus/${folder}`));
      assert.ok(before.length > 60);
      const prefix = `file:///${folder}/`;
      type Texts = ReadonlyMap<string, string>;
      const known = new Map<string, { readonly facts?: Facts; readonly companion?: Companion | undefined }>();
      const readOnce = (uri: string, text: string) => {
        const made = known.get(uri + text) ?? (parsed => !parsed ? {} : uri.includes('/policies/') ? { facts: factsOf(parsed) } : { companion: companionOf(parsed, kindOf(parsed, builtInCollections)) })(parseRecord(uri, text));
        known.set(uri + text, made);
        return made;
      };
      const worldOf = (texts: Texts): World => {
        const read = [...texts].map(([uri, text]) => readOnce(uri, text));
        return { corpus: corpusOf(read.flatMap(({ facts }) => facts ?? []), read.flatMap(({ companion }) => companion ?? [])), today: '2026-11-20', author: undefined, project: noProject(`${prefix}policy-records.json`) };
      };
      const made = (texts: Texts, changes: readonly PlainChange[]): Texts => new Map(afterFix([...texts].map(([uri, text]) => ({ file: uri.slice(prefix.length), text })),
        { title: { zh: '', en: '' }, safe: false, changes: changes.map(change => ({ ...change, uri: uriIn(change.uri.slice(prefix.length)), ...change.kind === 'rename' ? { to: uriIn(change.to.slice(prefix.length)) } : {} })) })
        .map(({ file, text }) => [prefix + file, text]));
      const rename = (texts: Texts, uri: string, id: string, to: string): readonly PlainChange[] => {
        const record = parseRecord(uri, texts.get(uri) ?? '');
        assert.ok(record);
        const offset = record.text.indexOf(id, record.text.search(/^ *["']?id["']?:/m));
        const result = renameId(worldOf(texts), record, offset, to, each => texts.get(each));
        assert.ok('changes' in result, JSON.stringify(result));
        return result.changes;
      };
      const texts: Texts = new Map(before.map(({ file, text }) => [prefix + file, text]));
      const ids = worldOf(texts).corpus.records().filter(({ uri }) => uri.includes('/zh/')).flatMap(({ id }) => id ?? []);
      let references = 0;
      for (const id of ids.filter((_, i) => i % step === 0).slice(0, 20)) {
        const uri = [...texts.keys()].find(each => each.includes(`/zh/${id}.md`)) ?? '';
        const changes = rename(texts, uri, id, 'zz-renamed-2099');
        assert.equal(changes.filter(({ kind }) => kind === 'rename').length, 2);
        references += changes.length - 4;
        const there = made(texts, changes);
        assert.equal([...there.keys()].some(each => each.includes(`/${id}.md`)), false);
        for (const [each, text] of there) assert.equal(new RegExp(`["']${id}["']`).test(text), false, `${id} in ${each}`);
        const back = made(there, rename(there, uri.replace(id, 'zz-renamed-2099'), 'zz-renamed-2099', id));
        assert.deepEqual(new Map([...back].sort()), new Map([...texts].sort()));
      }
      if (folder.startsWith('2026-07')) assert.ok(references > 30, `facilities name policies: ${references}`);
    });
  }
});

