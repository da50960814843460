import type { Facts } from '../record/facts.ts';
import { isSafeId } from '../schema/ids.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Change, type Fix, type Rule, type World } from './rule.ts';
import { sources } from './sources.ts';

export const idNotFileName: Rule = {
  id: 'id-not-file-name',
  title: { zh: 'id 与文件名相同', en: 'The id is the file’s name' },
  why: {
    zh: '网址取自文件名，引用取自 id。两者不同，指向这条记录的链接就会断。',
    en: 'The address of a page comes from the file’s name and references use the id. Where they differ, links to the record break.',
  },
  source: sources.lineage,
  severity: 'error',
  judges: 'values',
  reads: ['id'],
  examples: [
    example`
      -- zh/eu-ccs-directive.md --
      ---
      { "id": "eu-ccs-directive" }
      ---
    `,
    example`
      -- zh/eu-ccs-directive.md --
      ---
      { "title": "欧盟碳封存指令", "id": "eu-ccs" }
                                         ^^^^^^^^ id-not-file-name: The id “eu-ccs” differs from the file name “eu-ccs-directive”.
      ---
      ->
      ---
      { "title": "欧盟碳封存指令", "id": "eu-ccs-directive" }
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      {
        'country': 'Norway', 'id': 'norway-longship',
                                   ^^^^^^^^^^^^^^^^^ id-not-file-name: The id “norway-longship” differs from the file name “no-longship”.
      }
      ---
      -- zh/no-longship.md --
      ---
      {
        'country': '挪威', 'id': 'norway-longship',
      }
      ---
      ->
      ---
      {
        'country': 'Norway', 'id': 'no-longship',
      }
      ---
    `,
    example`
      -- zh/jp-ccs-act.md --
      ---
      title: 二氧化碳贮留事业法
      id: japan-ccs-act
          ^^^^^^^^^^^^^ id-not-file-name: The id “japan-ccs-act” differs from the file name “jp-ccs-act”.
      ---
      ->
      ---
      title: 二氧化碳贮留事业法
      id: jp-ccs-act
      ---
    `,
  ],

  check(record, world, facts) {
    const node = nodeAt(record.root, ['id']);
    const id = stringOf(node);
    const { stem } = facts;
    // What was never saved stands in no folder and has no name to agree with.
    if (!node || id === undefined || !record.uri.includes('/') || !differs(id, stem)) return [];
    const rename = renameOf(id, world, facts);
    return [{
      span: node.span, path: ['id'], unfinished: stem.startsWith(id),
      message: { zh: `id“${id}”与文件名“${stem}”不一致。`, en: `The id “${id}” differs from the file name “${stem}”.` },
      fixes: [
        ...(isSafeId(stem) ? [inBoth(mend(record, { zh: `id 改为“${stem}”`, en: `Set the id to “${stem}”` }, setValue(record, ['id'], stem), { preferred: true }), record, world, facts, [{ path: ['id'], value: stem }])] : []),
        ...(rename ? [rename] : []),
      ],
    }];
  },
};

/** Whether an id that could be a file's name is not that of its file. A folder's index and README are no records. */
export const differs = (id: string, stem: string): boolean => isSafeId(id) && id !== stem && !/^(?:index|readme)$/i.test(stem);

/** Gives the file the name of its id, and the file of the other language along with it where that has the same id. */
function renameOf(id: string, { corpus }: World, facts: Facts): Fix | undefined {
  const twin = corpus.twinOf(facts);
  const files = [facts, ...(twin?.id === id && twin.stem === facts.stem ? [twin] : [])];
  const changes = files.map(({ uri }): Change => ({ kind: 'rename', uri, to: uri.replace(/[^\\/]*$/, `${encodeURIComponent(id)}.md`) }));
  if (changes.some(change => change.kind === 'rename' && corpus.of(change.to))) return undefined;
  return files.length > 1 ? { title: { zh: `两个语言的文件都改名为“${id}.md”`, en: `Rename the files of both languages to “${id}.md”` }, changes, safe: false }
    : { title: { zh: `文件改名为“${id}.md”`, en: `Rename the file to “${id}.md”` }, changes, safe: false };
}
