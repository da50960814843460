import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import type { Finding } from '../server/rules/rule.ts';
import type { Style } from '../server/syntax/record.ts';
import type { Data } from '../server/syntax/tree.ts';
import { record } from './fixture.ts';
import { frontmatter } from './syntax/library.ts';

/** Values by path, as `a.b.c`; `undefined` takes the field away. */
export type Changed = Readonly<Record<string, unknown>>;

const dimension = (n: number) => ({ auditNote: '', citation: `Article ${n}`, evidence: `Article ${n} obliges operators to report each tonne stored every year.`, label: `Duties of Article ${n}`, score: 60 + n });

const texts = {
  zh: { title: '北海二氧化碳封存条例', country: '英国', category: '法律监管', status: '现行', pillar: '见条例第三条的规定', impact: '运营方须为每座封存场地缴纳年费。', body: '# 概览\n\n条例规定了封存许可的申请、监测和移交。\n' },
  en: { title: 'North Sea Carbon Dioxide Storage Regulations', country: 'United Kingdom', category: 'Regulatory', status: 'Active', pillar: 'Set out in regulation 3', impact: 'Operators pay a yearly fee for each storage site.', body: '# Overview\n\nThe regulations lay down how storage permits are applied for, monitored and handed over.\n' },
} as const;

/** A record without any fault, in either language. */
export function cleanData(locale: 'zh' | 'en', id: string): Record<string, unknown> {
  const { title, country, category, status, pillar, impact } = texts[locale];
  return {
    analysis: { incentive: dimension(1), market: dimension(2), mrv: dimension(3), statutory: dimension(4), strategic: dimension(5) },
    category, country, evolution: { clusters: [], supersededBy: '', supersedes: [] }, id,
    impactAnalysis: { economic: impact, environmental: impact, technical: impact },
    legalWeight: 'Administrative Regulation', provenance: { author: 'CCUS AI Agent', lastAuditDate: '2026-05-06', reviewer: 'Primary-source metadata audit' },
    pubDate: '2024-03-05',
    regulatory: Object.fromEntries(['co2_definition', 'cross_border_rules', 'financial_assurance', 'liability_period', 'liability_transfer', 'permitting_lead_time', 'pore_space_rights'].map(key => [key, pillar])),
    reviewStatus: 'verified', source: 'North Sea Transition Authority', status, title, url: `https://law.example.org/${id}.pdf`, year: 2024,
  };
}

/** One policy of a small library: its file, what differs from a clean record, and its narrative where that differs too. */
export interface Page { readonly file: string; readonly changed?: Changed; readonly body?: string }

/** A page as a file in a notation. */
export function written({ file, changed = {}, body }: Page, style: Style): string {
  const locale = file.startsWith('en') ? 'en' : 'zh';
  const data = cleanData(locale, file.replace(/^.*\/|\.md$/g, ''));
  for (const [path, value] of Object.entries(changed)) put(data, path.split('.'), value);
  return `---\n${frontmatter[style]((style === 'json' ? data : withoutNull(data)) as Data)}\n---\n\n${body ?? texts[locale].body}`;
}

/** What is found in the first page of a library; `spoil` may still change its text. */
export function findingsOf(pages: readonly Page[], style: Style, spoil: (text: string) => string = text => text): readonly Finding[] {
  const made = pages.map((page, i) => record(i === 0 ? spoil(written(page, style)) : written(page, style), page.file));
  const [first] = made;
  const world = { corpus: corpusOf(made.map(factsOf)), today: '2026-11-20', author: 'Li Wei', project: noProject('file:///library/policy-records.json') };
  return first ? check(first, world, (rule, error) => { throw new Error(`${rule} threw`, { cause: error }); }) : [];
}

function put(data: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) put((data[first] ??= {}) as Record<string, unknown>, rest, value);
  else if (value === undefined) delete data[first];
  else data[first] = value;
}

/** The data that the other notations write: what is null in JSON is nothing there. */
const withoutNull = (value: unknown): unknown => value === null ? undefined : Array.isArray(value) ? value.map(withoutNull)
  : typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutNull(each)])) : value;
