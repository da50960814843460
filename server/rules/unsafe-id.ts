import type { Both } from '../base/both.ts';
import { isSafeId, longestId, slugOf } from '../schema/ids.ts';
import { schemaErrors } from '../schema/validate.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const unsafeId: Rule = {
  id: 'unsafe-id',
  title: { zh: 'id 由小写字母、数字和单个连字符组成', en: 'An id is made of lowercase letters, digits and single hyphens' },
  why: {
    zh: '文件名和网址都由 id 而来：空格、大写或“../”会让它们失效，甚至指到别处。不安全的 id 不会被用来拼路径。',
    en: 'File names and web addresses are made of ids: a blank, a capital or “../” breaks them or leads elsewhere. No path is ever built from an unsafe id.',
  },
  source: sources.schema,
  severity: 'error',
  judges: 'values',
  unfinished: true,
  reads: ['id'],
  examples: [
    example`
      ---
      { "id": "eu-ccs-directive-2009" }
      ---
    `,
    example`
      ---
      { "title": "欧盟封存指令", "id": "EU_CCS Directive" }
                                       ^^^^^^^^^^^^^^^^^^ unsafe-id: The id “EU_CCS Directive” may hold only lowercase letters, digits and single hyphens.
      ---
      ->
      ---
      { "title": "欧盟封存指令", "id": "example" }
      ---
    `,
    example`
      -- en/Carbfix_Act.md --
      ---
      { 'id': '../Carbfix--Act', 'country': 'Iceland' }
              ^^^^^^^^^^^^^^^^^ unsafe-id: The id “../Carbfix--Act” may hold only lowercase letters, digits and single hyphens.
      ---
      ->
      ---
      { 'id': 'carbfix-act', 'country': 'Iceland' }
      ---
    `,
    example`
      -- zh/is-carbfix.md --
      ---
      title: 冰岛碳封存法
      id: 冰岛
          ^^^^ unsafe-id: The id “冰岛” may hold only lowercase letters, digits and single hyphens.
      ---
      ->
      ---
      title: 冰岛碳封存法
      id: is-carbfix
      ---
    `,
  ],

  check(record, world, facts) {
    const { stem } = facts;
    const node = nodeAt(record.root, ['id']);
    const id = stringOf(node);
    if (!node || !id?.trim() || !schemaErrors(record).some(({ keyword, path }) => (keyword === 'pattern' || keyword === 'maxLength') && path.length === 1 && path[0] === 'id')) return [];
    const becomes = [...new Set([isSafeId(stem) ? stem : undefined, slugOf(id)])].filter(each => each !== undefined);
    return [{
      span: node.span, path: ['id'], message: messageOf(id),
      fixes: becomes.map(each => inBoth(mend(record, { zh: `id 改为“${each}”`, en: `Set the id to “${each}”` }, setValue(record, ['id'], each), { preferred: each === stem }), record, world, facts, [{ path: ['id'], value: each }])),
    }];
  },
};

const messageOf = (id: string): Both => isSafeId(id.slice(0, longestId).replace(/-$/, ''))
  ? { zh: `id 有 ${id.length} 个字符，最多 ${longestId} 个。`, en: `The id has ${id.length} characters, and ${longestId} are the most it may have.` }
  : { zh: `id“${brief(id)}”只能由小写字母、数字和单个连字符组成。`, en: `The id “${brief(id)}” may hold only lowercase letters, digits and single hyphens.` };
