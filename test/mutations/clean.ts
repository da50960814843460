import { placeholders } from '../../server/schema/knowledge.ts';
import { writtenAs } from '../../server/schema/vocabulary.ts';
import { dimensionNames, pillarNames } from './parts.ts';
import { copyOf, mapIn, type Draft, type Page, type Policy } from './scene.ts';

const boilerplate = new Set([...placeholders.tuples.map(({ evidence }) => evidence), ...placeholders.evidence]);

/** A policy of the corpus as an editor would leave it: what is known to be missing is filled in, and nothing else is touched. */
export const mended = (policy: Policy): Policy => ({ stem: policy.stem, zh: mendedPage(policy.stem, policy.zh, 'zh'), en: mendedPage(policy.stem, policy.en, 'en') });

function mendedPage(stem: string, page: Page, locale: 'zh' | 'en'): Page {
  const { data, body } = copyOf(page);
  const article = (n: number) => locale === 'zh' ? `第${n}条对封存场地的运营者作出了规定` : `Article ${n} deals with the operators of storage sites`;
  for (const [i, name] of dimensionNames.entries()) {
    const map = mapIn(data, 'analysis', name);
    if (typeof map['score'] !== 'number') map['score'] = 35;
    if (typeof map['evidence'] !== 'string' || map['evidence'].length < 20 || boilerplate.has(map['evidence']) || /^\[AI/.test(map['evidence'])) {
      Object.assign(map, { score: 35, label: `Chapter ${i + 2} duties`, evidence: `Chapter ${i + 2} of the source sets out what operators have to do.` });
    }
    if (!map['citation']) map['citation'] = `Article ${i + 3}`;
    if (placeholders.genericLabels.some(label => label.toLowerCase() === String(map['label']).toLowerCase())) map['label'] = `Chapter ${i + 2} duties`;
  }
  Object.assign(mapIn(data, 'provenance'), { reviewer: 'Li Wei', lastAuditDate: '2026-05-06' });
  for (const [i, name] of pillarNames.entries()) {
    const regulatory = mapIn(data, 'regulatory');
    if (typeof regulatory[name] !== 'string' || regulatory[name].length < 8) regulatory[name] = article(i + 20);
  }
  mapIn(data, 'evolution')['supersedes'] = [];
  for (const [i, name] of ['economic', 'environmental', 'technical'].entries()) {
    const impact = mapIn(data, 'impactAnalysis');
    if (typeof impact[name] !== 'string' || impact[name] === '') impact[name] = article(i + 40);
  }
  if (!writtenAs('legalWeight', String(data['legalWeight']))) data['legalWeight'] = 'Administrative Regulation';
  if (typeof data['pubDate'] !== 'string' || data['pubDate'].endsWith('-01-01')) data['pubDate'] = `${String(data['year'])}-03-04`;
  data['year'] = Number(String(data['pubDate']).slice(0, 4));
  if (/^https?:\/\/[^/]+\/?$|^http:/.test(String(data['url']))) data['url'] = `https://law.example.org/${stem}.pdf`;
  // Summaries that an exporter cut short, and headings it ran together with their text.
  if (typeof data['description'] === 'string' && (data['description'].length === 500 || data['description'].startsWith('#'))) delete data['description'];
  if (locale === 'en' && /\p{Script=Han}/u.test(String(data['source']))) data['source'] = 'The ministry in charge';
  return { data: withoutResidue(data) as Draft, body };
}

/** Texts without the carriage returns that an exporter left in them. */
function withoutResidue(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\s*(?:\\r|\r)\s*/g, ' ').trim();
  if (Array.isArray(value)) return value.map(withoutResidue);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutResidue(each)])) : value;
}
