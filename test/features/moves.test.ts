import assert from 'node:assert/strict';
import { afterRename, filesForRenames } from '../../server/features/file-operations.ts';
import { corpusOf } from '../../server/record/corpus.ts';
import type { Companion } from '../../server/record/companions.ts';
import { factsOf, type Facts } from '../../server/record/facts.ts';
import { uriIn } from '../../server/rules/library.ts';
import type { PlainChange, World } from '../../server/rules/rule.ts';
import { noProject } from '../../server/schema/project.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import { apply } from '../../server/base/edit.ts';
import type { Files } from '../fixture.ts';
import { randomFrom } from '../mutations/scene.ts';

/** How many moves the random library makes, there and back. */
const steps = Number(process.env['MOVES'] ?? 200);

const uriOf = (file: string) => uriIn(file.split('/').map(encodeURIComponent).join('/'));
const fileOf = (uri: string) => decodeURIComponent(uri.slice(uriIn('').length));

const known = new Map<string, Facts | undefined>();
const factsIn = (file: string, text: string): Facts | undefined => {
  const key = `${file}\0${text}`;
  if (!known.has(key)) { const made = parseRecord(uriOf(file), text); known.set(key, made && factsOf(made)); }
  return known.get(key);
};

/** What lies in a folder of facilities is no record, and what has no frontmatter is neither. */
const worldOf = (files: Files): World => {
  const read = Object.entries(files).flatMap(([file, text]) => factsIn(file, text) ?? []);
  const isRecord = ({ uri }: Facts) => !uri.includes('/facilities/');
  const companions = read.filter(each => !isRecord(each)).map(({ uri, language, id, stem, title, country }): Companion => ({ uri, language, id: id ?? '', stem, title, country, collection: 'facilities', references: {} }));
  return { corpus: corpusOf(read.filter(isRecord), companions), today: '2026-11-20', author: undefined, project: noProject(uriIn('policy-records.json')) };
};

type Moves = Readonly<Record<string, string>>;

/** Where a file is after moves of files and folders. */
const placeIn = (moves: Moves) => (file: string): string => {
  const from = Object.keys(moves).find(each => file === each || file.startsWith(`${each}/`));
  return from === undefined ? file : (moves[from] ?? '') + file.slice(from.length);
};

const edited = (files: Files, changes: readonly PlainChange[]): Files => {
  const texts = new Map(Object.entries(files));
  for (const change of changes) {
    assert.ok(change.kind === 'edit' && new Set(changes.map(({ uri }) => uri)).size === changes.length, 'each file is edited once');
    texts.set(fileOf(change.uri), apply(texts.get(fileOf(change.uri)) ?? assert.fail(change.uri), change.edits));
  }
  return Object.fromEntries(texts);
};
const placed = (files: Files, moves: Moves): Files => Object.fromEntries(Object.entries(files).map(([file, text]) => [placeIn(moves)(file), text]));

/** The library once files and folders have moved, and what changed with them. Only files that were asked for can be read. */
function moved(files: Files, moves: Moves): Files {
  const renames = Object.entries(moves).map(([from, to]) => ({ oldUri: uriOf(from), newUri: uriOf(to) }));
  const world = worldOf(files);
  const asked = new Set(filesForRenames(world, renames));
  return placed(edited(files, afterRename(world, renames, uri => asked.has(uri) ? files[fileOf(uri)] : undefined).changes), moves);
}

const inverse = (moves: Moves): Moves => Object.fromEntries(Object.entries(moves).map(([from, to]) => [to, from]));

const styles = {
  json: (id: string, note: string, body: string) => `---\n{ "id": "${id}", "description": ${JSON.stringify(note)} }\n---\n\n${body}\n`,
  flow: (id: string, note: string, body: string) => `\ufeff---\r\n{ 'id': '${id}', 'description': '${note.replaceAll('\'', '\'\'')}', }\r\n---\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`,
  block: (id: string, note: string, body: string) => `---\nid: ${id}\ndescription: >-\n  😀 ${note}\n---\n\n${body}\n`,
};

for (const [style, made] of Object.entries(styles)) {
  describe(`a file that goes to another folder in ${style}`, () => {
    /** What a file beside others says, before and after it or they have moved: with each link in its values and in its narrative. */
    const check = (moves: Moves, from: string, links: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}) => {
      const library = (its: Readonly<Record<string, string>>, place: (file: string) => string): Files => Object.fromEntries(
        [...['zh/a.md', 'zh/b.md', 'en/a.md', 'en/b.md', 'zh/sub/c.md', 'zh/文 件.md', 'zh/x(1).md', 'facilities/en/f.md'].map(file => [place(file), made('x', 'no link', file)] as const),
          [place(from), made('a', `See ${Object.keys(its).map(each => its[each]).join(' and ')}.`, `# 😀\n\n${Object.values(its).join(' ')}`)] as const, ['README.md', `# Notes\n\n[a](zh/a.md) [b](zh/b.md)\n`] as const]);
      const same = Object.fromEntries(Object.keys(links).map(each => [each, each]));
      const before = { ...library(same, file => file), ...others };
      const after = moved(before, moves);
      assert.deepEqual(after, { ...library(links, placeIn(moves)), ...others });
      assert.deepEqual(moved(after, inverse(moves)), before, 'and back');
    };

    it('leads where it led, in every manner of writing a link', () => check({ 'zh/a.md': 'zh/sub/deep/a.md' }, 'zh/a.md', {
      '[en](../en/a.md)': '[en](../../../en/a.md)', '[b](b.md#第-1-节)': '[b](../../b.md#第-1-节)', '[b](./b.md?x=../y "../b.md")': '[b](./../../b.md?x=../y "../b.md")',
      '![c]( sub/c.md )': '![c]( ../c.md )', '[文](文%20件.md)': '[文](../../文%20件.md)', '[文](<文 件.md>)': '[文](<../../文 件.md>)', '[x](x(1).md)': '[x](../../x(1).md)',
      '[文](%E6%96%87%20%E4%BB%B6.md#x)': '[文](../../%E6%96%87%20%E4%BB%B6.md#x)', '<a href="b.md">': '<a href="../../b.md">', '<img src = \'../img/one two.png\'>': '<img src = \'../../../img/one two.png\'>',
      '[pdf](../files/law.pdf)': '[pdf](../../../files/law.pdf)', '[all](../en/)': '[all](../../../en/)', '[b](b)': '[b](../../b)', '[f](../facilities/en/f.md)': '[f](../../../facilities/en/f.md)',
    }));

    it('leaves alone what is no way to a file', () => check({ 'zh/a.md': 'other/place/a.md' }, 'zh/a.md', Object.fromEntries(
      ['[x](#b)', '[x](https://example.org/b.md)', '[x](//example.org/b.md)', '[x](mailto:a@b.md)', '[x](/zh/b.md)', '[x](site-address)', '[x](/policies/b/)', '`[x](b.md)`', '``[x](b.md) ` ``', '[x](./)', '[x]', 'b.md', '[x](../../../../../b.md)', '[x]()'].map(each => [each, each]))));

    it('is followed by the links that lead to it', () => {
      check({ 'zh/b.md': 'en/laws/b.md' }, 'zh/a.md', { '[b](b.md)': '[b](../en/laws/b.md)', '[b](./b.md#1)': '[b](./../en/laws/b.md#1)', '[b](/zh/b.md)': '[b](/en/laws/b.md)', '[en](../en/b.md)': '[en](../en/b.md)', '[b](<b>)': '[b](<../en/laws/b>)', '[c](sub/c.md)': '[c](sub/c.md)' });
      check({ 'zh/b.md': '政策 (旧)/b.md' }, 'zh/a.md', { '[b](b.md)': '[b](../政策%20%28旧%29/b.md)', '[b](<b.md>)': '[b](<../政策 %28旧%29/b.md>)', '<a href=\'b.md\'>': '<a href=\'../政策 %28旧%29/b.md\'>' });
      check({ 'zh/文 件.md': 'en/文 件.md' }, 'zh/a.md', { '[x](%E6%96%87%20%E4%BB%B6.md)': '[x](../en/%E6%96%87%20%E4%BB%B6.md)', '[x](<文 件.md>)': '[x](<../en/文 件.md>)' });
      check({ 'zh/sub/c.md': 'it\'s: "x", [y]/c.md' }, 'zh/a.md', { '[c](sub/c.md)': '[c](../it%27s%3A%20%22x%22%2C%20%5By%5D/c.md)' });
      check({ 'facilities/en/f.md': 'facilities/f.md' }, 'zh/a.md', { '[f](../facilities/en/f.md)': '[f](../facilities/f.md)' });
    });

    it('takes along what lies with it when the whole folder goes', () => {
      check({ zh: 'cn' }, 'zh/a.md', { '[b](b.md)': '[b](b.md)', '[b](../zh/b.md)': '[b](../cn/b.md)', '[c](./sub/c.md)': '[c](./sub/c.md)', '[en](../en/b.md)': '[en](../en/b.md)', '[b](/zh/b.md)': '[b](/cn/b.md)' });
      check({ zh: 'archive/2024/zh' }, 'zh/a.md', { '[b](b.md)': '[b](b.md)', '[en](../en/b.md)': '[en](../../../en/b.md)', '[all](../en/)': '[all](../../../en/)' });
      check({ zh: 'ZH' }, 'en/a.md', { '[b](../zh/b.md)': '[b](../ZH/b.md)', '[c](../zh/sub/c.md#x)': '[c](../ZH/sub/c.md#x)', '[all](../zh/)': '[all](../ZH/)', '[b](b.md)': '[b](b.md)', '[b](../zh/b)': '[b](../ZH/b)' });
      check({ en: 'zh/en' }, 'en/a.md', { '[b](b.md)': '[b](b.md)', '[zh](../zh/b.md)': '[zh](../b.md)', '[f](../facilities/en/f.md)': '[f](../../facilities/en/f.md)' });
    });
  });
}

describe('files that go to other places', () => {
  const { json, flow, block } = styles;

  it('together with their twins keep what leads to them and between them', () => {
    const files: Files = {
      'zh/a.md': flow('a', '见 [en](../en/a.md)', '[b](b.md)'), 'en/a.md': json('a', 'See [zh](../zh/a.md)', '[b](b.md)'),
      'zh/b.md': block('b', '[a](a.md)', '[a]: <a.md> "a"\n[en]: ../en/a.md'), 'en/b.md': flow('b', '[a](a.md)', '[zh](../zh/a.md#甲)'),
    };
    const after = moved(files, { 'zh/a.md': 'zh/old/a.md', 'en/a.md': 'en/old/a.md' });
    assert.deepEqual(after, {
      'zh/old/a.md': flow('a', '见 [en](../../en/old/a.md)', '[b](../b.md)'), 'en/old/a.md': json('a', 'See [zh](../../zh/old/a.md)', '[b](../b.md)'),
      'zh/b.md': block('b', '[a](old/a.md)', '[a]: <old/a.md> "a"\n[en]: ../en/old/a.md'), 'en/b.md': flow('b', '[a](old/a.md)', '[zh](../zh/old/a.md#甲)'),
    });
    assert.deepEqual(moved(after, { 'zh/old/a.md': 'zh/a.md', 'en/old/a.md': 'en/a.md' }), files);
  });

  it('get another name on the way, and the id follows in their own language', () => {
    const files: Files = {
      'zh/a-1.md': json('a-1', 'a-1', '[b](b-1.md)'), 'zh/b-1.md': flow('b-1', '承接 a-1，见 [甲](./a-1.md)', '[a](/zh/a-1.md) [a](/policies/a-1/) [a](a-1)'),
      'en/b-1.md': block('b-1', 'It follows a-1, see [a](../zh/a-1.md)', '[a](/policies/a-1/)'),
    };
    const after = moved(files, { 'zh/a-1.md': 'zh/old/a-2.md' });
    assert.deepEqual(after, {
      'zh/old/a-2.md': json('a-2', 'a-2', '[b](../b-1.md)'), 'zh/b-1.md': flow('b-1', '承接 a-2，见 [甲](./old/a-2.md)', '[a](/zh/old/a-2.md) [a](/policies/a-2/) [a](old/a-2)'),
      'en/b-1.md': block('b-1', 'It follows a-1, see [a](../zh/old/a-2.md)', '[a](/policies/a-1/)'),
    });
    assert.deepEqual(moved(after, { 'zh/old/a-2.md': 'zh/a-1.md' }), files);
  });

  it('are linked where they are by what is offered for the other language', () => {
    const files: Files = {
      'zh/a-1.md': json('a-1', '', '[en](../en/a-1.md)'), 'en/a-1.md': json('a-1', '', '[zh](../zh/a-1.md)'),
      'zh/b-1.md': flow('b-1', '', 'a-1 [en](../en/a-1.md)'), 'en/b-1.md': flow('b-1', '', 'a-1 [en](a-1.md) [zh](../zh/a-1.md)'),
    };
    const renames = [{ oldUri: uriOf('zh/a-1.md'), newUri: uriOf('zh/a-2.md') }];
    const { changes, offered, then } = afterRename(worldOf(files), renames, uri => files[fileOf(uri)]);
    const after = placed(edited(files, changes), { 'zh/a-1.md': 'zh/a-2.md' });
    assert.deepEqual(after, {
      'zh/a-2.md': json('a-2', '', '[en](../en/a-1.md)'), 'en/a-1.md': json('a-1', '', '[zh](../zh/a-2.md)'),
      'zh/b-1.md': flow('b-1', '', 'a-2 [en](../en/a-1.md)'), 'en/b-1.md': flow('b-1', '', 'a-1 [en](a-1.md) [zh](../zh/a-2.md)'),
    });
    for (const [file, text] of Object.entries(after)) assert.equal(then(uriOf(file)), text, file);
    assert.deepEqual(offered.at(-1), { kind: 'rename', uri: uriOf('en/a-1.md'), to: uriOf('en/a-2.md') });
    assert.deepEqual(placed(edited(after, offered.slice(0, -1)), { 'en/a-1.md': 'en/a-2.md' }), {
      'zh/a-2.md': json('a-2', '', '[en](../en/a-2.md)'), 'en/a-2.md': json('a-2', '', '[zh](../zh/a-2.md)'),
      'zh/b-1.md': flow('b-1', '', 'a-2 [en](../en/a-2.md)'), 'en/b-1.md': flow('b-1', '', 'a-2 [en](a-2.md) [zh](../zh/a-2.md)'),
    });
  });

  it('leave other Markdown alone, and files that cannot be read', () => {
    const files: Files = { 'zh/a.md': json('a', '', '[b](b.md)'), 'zh/b.md': json('b', '', '[a](a.md)'), 'README.md': '[a](zh/a.md)\n', 'zh/plain.md': '[a](a.md)\n' };
    assert.deepEqual(filesForRenames(worldOf(files), [{ oldUri: uriOf('zh/a.md'), newUri: uriOf('a.md') }]).map(fileOf), ['zh/a.md', 'zh/b.md']);
    const { changes } = afterRename(worldOf(files), [{ oldUri: uriOf('zh/a.md'), newUri: uriOf('a.md') }], uri => uri === uriOf('zh/b.md') ? undefined : files[fileOf(uri)]);
    assert.deepEqual(edited(files, changes), { ...files, 'zh/a.md': json('a', '', '[b](zh/b.md)') });
    assert.deepEqual(moved({ ...files, 'zh/b.md': json('b', '', '[r](../README.md)') }, { 'README.md': 'docs/README.md' })['zh/b.md'], json('b', '', '[r](../docs/README.md)'));
  });

  it('cannot be linked from another file system', () => {
    const files: Files = { 'zh/a.md': json('a', '', '[b](b.md)'), 'zh/b.md': json('b', '', '[a](a.md)') };
    for (const newUri of ['vscode-vfs://github/x/zh/a.md', 'file://host/zh/a.md']) {
      assert.deepEqual(afterRename(worldOf(files), [{ oldUri: uriOf('zh/a.md'), newUri }], uri => files[fileOf(uri)]).changes, [], newUri);
    }
  });
});

describe('files and folders that go anywhere', () => {
  /** A link between two files as it is written: what stands before and behind its path. */
  interface Link { readonly from: string; readonly to: string; readonly before: string; readonly behind: string }

  const folders = ['one/zh', 'one/en', 'one/zh/制度 (旧)', 'one/en/old laws', 'two/policies/zh', 'two/policies/en', 'two/facilities/en'];
  const roads = (from: string, to: string): string => {
    const [steps, goal] = [from.split('/').slice(0, -1), to.split('/')];
    while (steps.length > 0 && goal.length > 1 && steps[0] === goal[0]) { steps.shift(); goal.shift(); }
    return [...steps.map(() => '..'), ...goal].join('/');
  };
  const coded = (path: string, which = /[ ()]/g) => path.replace(which, c => `%${c.charCodeAt(0).toString(16)}`);
  const enclosed = (path: string) => coded(path, /[()]/g);
  /** What stands before and behind a path, and how the path is spelled. */
  const manners: readonly (readonly [before: string, behind: string, spelled: (path: string) => string])[] = [
    ['[x](', ')', coded], ['[x](./', '#节)', coded], ['[x](<', '> "x.md")', enclosed], ['<a href="', '?q=1">', enclosed], ['![x]( ', ' )', coded], ['[x](', ')', path => coded(path).replace(/\.md$/, '')],
  ];

  /** Sixty files in three notations, with links between them in values and narratives. */
  const sixty = (random: ReturnType<typeof randomFrom>): { readonly files: Files; readonly links: readonly Link[] } => {
    const names = Array.from({ length: 60 }, (_, i) => `${folders[i % folders.length] ?? ''}/${i % 9 === 0 ? '文 件' : 'file'}-${i}.md`);
    const links: Link[] = [];
    const link = (from: string): string => {
      const [to, [before, behind, spelled]] = [random.of(names), random.of(manners)];
      links.push({ from, to, before: `L${links.length}${before}`, behind });
      return `${links.at(-1)?.before ?? ''}${spelled(roads(from, to))}${behind}`;
    };
    return {
      links, files: Object.fromEntries(names.map((file, i) => {
        const [note, body] = [`${link(file)} 😀 ${link(file)}`, `${link(file)}\n\n- ${link(file)} ${link(file)}\n\n\`[code](../x.md)\` [site](https://example.org/${i}.md)`];
        return [file, random.of(Object.values(styles))(`id-${i}`, note, body)];
      })),
    };
  };

  /** What a text says of a link, without what JSON adds to it. */
  const pathOf = (text: string, { before, behind }: Link): string => {
    const plain = text.replaceAll('\\"', '"');
    const start = plain.indexOf(before) + before.length;
    assert.ok(start > before.length - 1, before);
    return plain.slice(start, plain.indexOf(behind, start));
  };
  /** Where a path leads by the rules for addresses, those of browsers. */
  const leads = (file: string, path: string): string => decodeURIComponent(new URL(path, uriOf(file)).href.slice(uriIn('').length));

  const foldersIn = (files: Files): readonly string[] => [...new Set(Object.keys(files).flatMap(file => file.split('/').slice(0, -1).map((_, i, steps) => steps.slice(0, i + 1).join('/'))))].sort();

  /** One file, both of a pair, several files or a folder, and where they go. */
  const someMoves = (files: Files, random: ReturnType<typeof randomFrom>): Moves => {
    const [names, all] = [Object.keys(files), foldersIn(files)];
    const nameIn = (path: string) => path.slice(path.lastIndexOf('/') + 1);
    const free = (to: string) => files[to] === undefined && !all.includes(to);
    if (random.below(3) > 0) {
      const into = random.below(4) === 0 ? `${random.of(all)}/new ${random.below(99)}` : random.of(all);
      const chosen = new Set(Array.from({ length: 1 + random.below(3) }, () => random.of(names)));
      return Object.fromEntries([...chosen].map(file => [file, `${into}/${nameIn(file)}`]).filter(([from = '', to = '']) => from !== to && free(to)));
    }
    const folder = random.of(all);
    const other = [folder.replace(/[a-z]$/, c => c.toUpperCase()), `${folder}-${random.below(99)}`, `${random.of(all)}/${nameIn(folder)}`, `${random.of(all)}/档案 ${random.below(99)}`][random.below(4)] ?? '';
    return free(other) && !`${other}/`.startsWith(`${folder}/`) ? { [folder]: other } : {};
  };

  it(`${steps} times: every link leads where it led, and the way back restores each byte`, () => {
    let made = 0;
    for (let seed = 1; made < steps; seed++) {
      const random = randomFrom(seed);
      const { files, links } = sixty(random);
      let now = files;
      let places = new Map(Object.keys(files).map(file => [file, file]));
      for (let step = 0; step < 15 && made < steps; step++) {
        const moves = someMoves(now, random);
        if (Object.keys(moves).length === 0) continue;
        const what = `seed ${seed}, step ${step}: ${JSON.stringify(moves)}`;
        const next = moved(now, moves);
        assert.deepEqual(moved(next, inverse(moves)), now, what);
        places = new Map([...places].map(([file, place]) => [file, placeIn(moves)(place)]));
        for (const link of links) {
          const [home = '', goal = ''] = [places.get(link.from), places.get(link.to)];
          const found = leads(home, pathOf(next[home] ?? '', link));
          assert.ok(found === goal || `${found}.md` === goal, `${what}: ${link.before} of ${home} leads to ${found}, not ${goal}`);
        }
        const rest = (text: string, file: string) => links.reduce((now, each) => each.from === file ? now.replace(each.before + pathOf(now, each), each.before) : now, text.replaceAll('\\"', '"'));
        for (const [file, place] of step % 5 === 0 ? places : []) assert.equal(rest(next[place] ?? '', file), rest(files[file] ?? '', file), `${what}: all but the links of ${place}`);
        now = next;
        made++;
      }
    }
  }).timeout(600_000);
});
