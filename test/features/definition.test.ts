import assert from 'node:assert/strict';
import { definition } from '../../server/features/definition.ts';
import { referencePage } from '../../server/features/reference-page.ts';
import { record, world } from '../fixture.ts';

/** One record in the three notations; the narrative is the same. */
const body = '\n\n😀 持久性按 ICVCM 9.4 a) 5) 与 cn-old-rule 处理，CCER 与核证碳标准（VCS）互认。见 https://example.org/cn-old-rule/9.3 和 [旧](../zh/cn-old-rule.md)。\n';
const notations = {
  json: `---\n{\n  "icvcmCriteria": ["9.3", "attr-1"],\n  "id": "cn-new-rule",\n  "url": "https://example.org/VCS/cn-old-rule",\n  "source": "按照 VCS 😀",\n  "evolution": { "supersedes": ["cn-old-rule", "gone"], "supersededBy": "" },\n  "analysis": { "mrv": { "citation": "ICVCM 评估框架 v1.1 标准 9.2" } }\n}\n---${body}`,
  flow: `---\n{\n  'icvcmCriteria': ['9.3', 'attr-1',],\n  'id': 'cn-new-rule',\n  'url': 'https://example.org/VCS/cn-old-rule',\n  'source': '按照 VCS 😀',\n  'evolution': { 'supersedes': ['cn-old-rule', 'gone',], 'supersededBy': '', },\n  'analysis': { 'mrv': { 'citation': 'ICVCM 评估框架 v1.1 标准 9.2', }, },\n}\n---${body}`,
  block: `---\nicvcmCriteria:\n  - '9.3'\n  - attr-1\nid: cn-new-rule\nurl: https://example.org/VCS/cn-old-rule\nsource: 按照 VCS 😀\nevolution:\n  supersedes:\n    - cn-old-rule\n    - gone\n  supersededBy: ''\nanalysis:\n  mrv:\n    citation: ICVCM 评估框架 v1.1 标准 9.2\n---${body}`,
};
const old = record('---\n{ "id": "cn-old-rule", "title": "旧规" }\n---\n', 'zh/cn-old-rule.md');
const twice = record('---\n{ "id": "cn-old-rule", "title": "又一" }\n---\n', 'zh/another.md');
const english = record('---\n{ "id": "cn-old-rule", "title": "Old rule" }\n---\n', 'en/cn-old-rule.md');

describe('definition', () => {
  for (const [style, plain] of Object.entries(notations)) {
    for (const [ends, text] of [['LF', plain], ['CR LF and BOM', `\uFEFF${plain.replaceAll('\n', '\r\n')}`]] as const) {
      describe(`in ${style} with ${ends}`, () => {
        const made = record(text, 'zh/cn-new-rule.md');
        const at = (words: string, shift = 1, pages = true, others = [old, english]) => {
          const offset = text.indexOf(words) + shift;
          assert.ok(offset >= shift, words);
          const found = definition(world([made, ...others]), made, offset, { locale: 'zh', pages });
          return found && { from: text.slice(made.lines.offsetOf(found.from.start), made.lines.offsetOf(found.from.end)), to: found.targets };
        };
        const chapter = (kind: 'icvcm' | 'mechanisms', id: string) => {
          const { range, heading } = referencePage(kind, 'zh').chapterOf(id) ?? assert.fail(id);
          return [{ uri: `policy-records:/zh/${kind}.md`, range, heading }];
        };

        it('leads from a criterion in the list, in a citation and in the narrative to its chapter', () => {
          for (const [words, shift, id, from] of [['9.3', 1, '9.3', /^9\.3$/], ['attr-1', 1, 'attr-1', /^attr-1$/], ['标准 9.2', 4, '9.2', /^(?:标准 )?9\.2$/], ['ICVCM 9.4', 7, '9.4', /9\.4 a\) 5\)$/]] as const) {
            const found = at(words, shift);
            assert.deepEqual(found?.to, chapter('icvcm', id));
            assert.match(found?.from ?? '', from);
          }
        });

        it('leads from a mechanism to its chapter', () => {
          assert.deepEqual(at('按照 VCS', 4), { from: 'VCS', to: chapter('mechanisms', 'vcs') });
          assert.deepEqual(at('CCER'), { from: 'CCER', to: chapter('mechanisms', 'ccer') });
          assert.deepEqual(at('ICVCM 9.4', 1), { from: 'ICVCM', to: chapter('mechanisms', 'icvcm') });
        });

        it('leads from an id to all records of its language that have it', () => {
          const quoted = text.indexOf('cn-old-rule', text.indexOf('supersedes'));
          assert.deepEqual(at(text.slice(quoted, quoted + 20), 3), { from: 'cn-old-rule', to: [{ uri: old.uri, path: ['id'] }] });
          assert.deepEqual(at('与 cn-old-rule', 2, true, [old, twice, english]), { from: 'cn-old-rule', to: [{ uri: twice.uri, path: ['id'] }, { uri: old.uri, path: ['id'] }] });
          assert.deepEqual(at('cn-new-rule'), { from: 'cn-new-rule', to: [{ uri: made.uri, path: ['id'] }] });
        });

        it('leads nowhere from an id that is gone, a key, an address or plain words', () => {
          for (const words of ['gone', 'icvcmCriteria', 'VCS/cn-old', 'cn-old-rule\'', 'org/cn-old-rule/9.3', 'cn-old-rule/9', 'cn-old-rule.md', '持久性', '处理']) {
            if (text.includes(words) && words !== 'cn-old-rule\'') assert.equal(at(words, words === 'org/cn-old-rule/9.3' ? 8 : 1), undefined, words);
          }
        });

        it('leads to no page where the client cannot show one, and to records all the same', () => {
          assert.equal(at('9.3', 1, false), undefined);
          assert.equal(at('CCER', 1, false), undefined);
          assert.equal(at('与 cn-old-rule', 3, false)?.to.length, 1);
        });
      });
    }
  }

  it('answers in half-typed text', () => {
    const text = '---\n{ "evolution": { "supersedes": ["cn-old-rule\n';
    const made = record(text, 'zh/cn-new-rule.md');
    for (let offset = 0; offset <= text.length; offset++) definition(world([made, old]), made, offset, { locale: 'zh', pages: true });
    assert.deepEqual(definition(world([made, old]), made, text.indexOf('old'), { locale: 'zh', pages: true })?.targets, [{ uri: old.uri, path: ['id'] }]);
  });
});
