import { nodeAt, wholeText } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

const sure = { safe: true, preferred: true };

export const selfSupersedes: Rule = {
  id: 'self-supersedes',
  title: { zh: '记录不取代自己', en: 'A record does not supersede itself' },
  why: {
    zh: '取代自己的政策永远走不到沿革的尽头，也说不清哪一部现行。',
    en: 'A lineage that returns to its own start has no end, and no one can tell which policy is in force.',
  },
  source: sources.lineage,
  severity: 'error',
  judges: 'values',
  unfinished: true,
  reads: ['id', 'evolution'],
  examples: [
    example`
      ---
      { "evolution": { "supersededBy": "", "supersedes": ["cn-ver"] }, "id": "cn-ccer" }
      ---
    `,
    example`
      ---
      { "title": "自愿减排", "evolution": { "supersedes": ["cn-ccer", "cn-ver"] }, "id": "cn-ccer" }
                                                           ^^^^^^^^^ self-supersedes: This record names itself, “cn-ccer”, among those it supersedes.
      ---
      ->
      ---
      { "title": "自愿减排", "evolution": { "supersedes": ["cn-ver"] }, "id": "cn-ccer" }
      ---
    `,
    example`
      -- en/ca-ccus-itc.md --
      ---
      {
        'evolution': { 'supersededBy': 'ca-ccus-itc' },
                                       ^^^^^^^^^^^^^ self-supersedes: This record names itself, “ca-ccus-itc”, as what supersedes it.
        'id': 'ca-ccus-itc',
      }
      ---
      ->
      ---
      {
        'evolution': { 'supersededBy': '' },
        'id': 'ca-ccus-itc',
      }
      ---
    `,
    example`
      ---
      id: cn-ccer
      evolution:
        supersedes:
          - cn-ver
          - cn-ccer
            ^^^^^^^ self-supersedes: This record names itself, “cn-ccer”, among those it supersedes.
      ---
      ->
      ---
      id: cn-ccer
      evolution:
        supersedes:
          - cn-ver
      ---
    `,
  ],

  check(record, _world, { id }) {
    if (!id) return [];
    const evolution = nodeAt(record.root, ['evolution']);
    const listed = nodeAt(evolution, ['supersedes']);
    const found: Found[] = [];
    for (const [i, item] of listed?.kind === 'seq' ? listed.items.entries() : []) {
      if (wholeText(item)?.value.trim() !== id) continue;
      const path = ['evolution', 'supersedes', i];
      found.push({
        span: item.span, path,
        message: { zh: `这条记录把自己“${brief(id)}”列为被它取代的记录。`, en: `This record names itself, “${brief(id)}”, among those it supersedes.` },
        fixes: [mend(record, { zh: '从列表中删去', en: 'Remove it from the list' }, removeAt(record, path), sure)],
      });
    }
    const by = wholeText(nodeAt(evolution, ['supersededBy']));
    if (by?.value.trim() !== id) return found;
    const path = ['evolution', 'supersededBy'];
    found.push({
      span: by.span, path,
      message: { zh: `这条记录说取代它的是它自己“${brief(id)}”。`, en: `This record names itself, “${brief(id)}”, as what supersedes it.` },
      fixes: [mend(record, { zh: '清空，表示没有被取代', en: 'Clear it, which says that it is not superseded' }, setValue(record, path, ''), sure)],
    });
    return found;
  },
};
