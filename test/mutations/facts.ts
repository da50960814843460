import { both, fence, key, localeOf, setBoth, value, word } from './parts.ts';
import { mapIn, type Defect } from './scene.ts';

const other = { zh: 'en', en: 'zh' } as const;

/** Mistakes in words, dates, twins, provenance, links and citations. */
export const factDefects: readonly Defect[] = [
  {
    rule: 'wrong-language-term', make: ({ own, twin, locale, random }) => {
      const field = random.of(['category', 'status'] as const);
      // Only the language is wrong: the twin means the same.
      own.data[field] = word(field, field === 'category' ? 'market' : 'upcoming', other[locale]);
      twin.data[field] = own.data[field];
      return value(field);
    },
  },
  { rule: 'wrong-language-term', make: ({ own, twin, locale }) => { own.data['country'] = locale === 'zh' ? 'Norway' : '挪威'; twin.data['country'] = locale === 'zh' ? 'Norway' : '挪威'; return value('country'); } },
  setBoth('unknown-term', ['legalWeight'], ({ random }) => random.of(['Decree', 'State Aid Scheme', 'Voluntary Standard', 'Entirely Other Paper'])),
  setBoth('unknown-term', ['status'], ({ random }) => random.of(['Frobnicated', '不存在的状态'])),
  setBoth('unknown-term', ['category'], () => 'Zzz'),
  { rule: 'wrong-language-text', make: scene => {
    if (scene.locale !== 'en') return undefined;
    mapIn(scene.own.data, 'regulatory')['co2_definition'] = '受控的工业物质，须经许可方可注入地下';
    return value('regulatory', 'co2_definition');
  } },
  { rule: 'missing-twin', make: scene => { scene.files.set(`${other[scene.locale]}/${scene.stem}.md`, undefined); return fence; } },
  { rule: 'twin-disagrees', make: scene => { const { own, random } = scene; const name = random.of(['incentive', 'market', 'mrv']); const map = mapIn(own.data, 'analysis', name); map['score'] = Number(map['score']) === 60 ? 65 : 60; return value('analysis', name, 'score'); } },
  { rule: 'twin-disagrees', make: ({ own }) => { own.data['url'] = 'https://law.example.org/acts/1.pdf'; return value('url'); } },
  { rule: 'twin-disagrees', make: ({ own }) => { own.data['legalWeight'] = own.data['legalWeight'] === 'Technical Standard' ? 'Guideline/Policy' : 'Technical Standard'; return value('legalWeight'); } },
  { rule: 'twin-disagrees', make: ({ own }) => { mapIn(own.data, 'provenance')['lastAuditDate'] = '2026-10-11'; return value('provenance', 'lastAuditDate'); } },
  setBoth('invalid-date', ['pubDate'], ({ random }) => random.of(['2024-02-30', '2024/1/2', '2024年1月2日', 'March 2024', '2024-13-01'])),
  setBoth('invalid-date', ['provenance', 'lastAuditDate'], ({ random }) => random.of(['2026-02-30', '2026/1/2', 'today'])),
  { rule: 'year-mismatch', make: scene => { for (const { data } of both(scene)) { data['pubDate'] = '2023-05-06'; data['year'] = 2021; } return value('year'); } },
  { rule: 'placeholder-date', make: scene => { for (const { data } of both(scene)) { data['pubDate'] = '2023-01-01'; data['year'] = 2023; } return value('pubDate'); } },
  { rule: 'ingest-date', make: scene => { for (const { data } of both(scene)) { data['pubDate'] = '2026-03-18'; data['year'] = 2026; mapIn(data, 'provenance')['lastAuditDate'] = '2026-03-18'; } return value('pubDate'); } },
  { rule: 'future-date', make: scene => { for (const page of both(scene)) Object.assign(page.data, { pubDate: '2031-05-06', year: 2031, status: word('status', 'active', localeOf(scene, page)) }); return value('pubDate'); } },
  setBoth('future-date', ['provenance', 'lastAuditDate'], () => '2027-01-02'),
  {
    rule: 'verified-but-pending', make: scene => {
      for (const { data } of both(scene)) { data['reviewStatus'] = 'verified'; mapIn(data, 'provenance')['reviewer'] = 'Human Audit Pending'; }
      return value('provenance', 'reviewer');
    },
  },
  {
    rule: 'missing-reviewer', make: scene => {
      for (const { data } of both(scene)) { data['reviewStatus'] = 'verified'; mapIn(data, 'provenance')['reviewer'] = ''; }
      return value('provenance', 'reviewer');
    },
  },
  {
    rule: 'missing-reviewer', make: scene => {
      for (const { data } of both(scene)) { data['reviewStatus'] = 'verified'; delete mapIn(data, 'provenance')['reviewer']; }
      return key('provenance');
    },
  },
  { rule: 'missing-audit-date', make: scene => { for (const { data } of both(scene)) delete mapIn(data, 'provenance')['lastAuditDate']; return key('provenance'); } },
  {
    rule: 'placeholder-in-verified', also: ['placeholder-evidence', 'weak-own-dimension'], make: scene => {
      for (const { data } of both(scene)) {
        data['reviewStatus'] = 'verified';
        mapIn(data, 'provenance')['reviewer'] = 'Li Wei';
        Object.assign(mapIn(data, 'analysis', 'strategic'), { score: 30, label: 'Initial Assessment', evidence: 'Baseline strategic alignment under V5.0 migration.' });
      }
      return value('reviewStatus');
    },
  },
  setBoth('malformed-url', ['url'], ({ random }) => random.of(['www.example.org/act.pdf', 'htp://example.org/a', 'https//example.org/a', 'see the gazette', 'https：//example.org/a'])),
  setBoth('homepage-url', ['url'], ({ random }) => `https://ministry-${random.below(999)}.example.org/`),
  setBoth('insecure-url', ['url'], ({ random }) => `http://law.example.org/acts/${random.below(999)}.pdf`),
  setBoth('unknown-criterion', ['analysis', 'mrv', 'citation'], ({ random }) => `ICVCM Assessment Framework v1.1, criterion ${random.of(['9.7', '7.13', '14.1'])}`),
  { rule: 'unknown-criterion', make: scene => { for (const { data } of both(scene)) data['icvcmCriteria'] = ['9.3', '9.9']; return value('icvcmCriteria', 1); } },
  setBoth('criterion-not-in-force', ['analysis', 'mrv', 'citation'], ({ random }) => `ICVCM Assessment Framework v1.1, criterion ${random.of(['5.4', '7.12', '8.11', '9.6', '10.9', '12.3', '13.3'])}`),
  setBoth('mechanism-claim', ['analysis', 'market', 'evidence'], ({ random }) => random.of(['Credits of CCER are CORSIA-eligible in the first phase.', 'T-VER is CORSIA eligible and used by airlines.'])),
];
