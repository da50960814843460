import { nodeAt, stringOf } from '../../syntax/tree.ts';
import type { Facts } from '../../record/facts.ts';
import { factsOf } from '../../record/facts.ts';
import type { Asked } from './asked.ts';
import { plainText, type Offer } from './offer.ts';

/** The ids a record may refer to: those of its language, not its own and not those already listed; its own country's first. */
export function* idsFor({ world, record, place }: Asked): Generator<Offer> {
  const [block, list] = place.path;
  if (block !== 'evolution' || (list !== 'supersedes' && list !== 'supersededBy') || place.path.length > 3) return;
  const own = world.corpus.of(record.uri) ?? factsOf(record);
  const node = nodeAt(record.root, ['evolution', list]);
  const typed = place.path.length === 3 ? place.path[2] : undefined;
  const listed = new Set(node?.kind === 'seq' ? node.items.flatMap((item, i) => i === typed && place.token.end > place.token.start ? [] : stringOf(item) ?? []) : []);
  const near = (facts: Facts) => facts.country !== undefined && facts.country === own.country ? 0 : 1;
  const fitting = world.corpus.beside(own).filter(facts => facts.uri !== record.uri && facts.id !== undefined && facts.id !== own.id && !listed.has(facts.id));
  for (const facts of [...fitting].sort((a, b) => near(a) - near(b) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1))) {
    const id = facts.id ?? '';
    yield {
      label: id, value: id, kind: 'id', detail: facts.title ?? '', alsoFound: [facts.title ?? '', facts.country ?? ''],
      documentation: cardOf(facts),
    };
  }
}

/** A record in a few lines: title, country, status, legal weight and what it supersedes. */
function cardOf(facts: Facts): string {
  const line = [facts.country, facts.category, facts.status, facts.legalWeight].filter(text => text).map(text => plainText(text ?? '')).join(' · ');
  const supersedes = facts.supersedes.length > 0 ? `\n\n← ${facts.supersedes.map(plainText).join(', ')}` : '';
  return `**${plainText(facts.title ?? facts.stem)}**\n\n${line}${supersedes}`;
}
