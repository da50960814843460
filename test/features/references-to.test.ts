import assert from 'node:assert/strict';
import { pageUri, referencePage } from '../../server/features/reference-page.ts';
import { filesNaming, placesNaming, wantedAt, wantedOnPage, type Wanted } from '../../server/features/references.ts';
import { record, world } from '../fixture.ts';

const body = '\n😀 ICVCM 9.3 与 CCER；cn-old-rule，https://example.org/cn-old-rule。\n';
const json = record(`---\n{ "id": "cn-json", "url": "https://example.org/CCER", "icvcmCriteria": ["9.3"], "evolution": { "supersedes": ["cn-old-rule"] }, "source": "CCER 😀" }\n---\n${body}`, 'zh/cn-json.md');
const flow = record(`---\n{ 'id': 'cn-flow', 'icvcmCriteria': ['9.3', '9.4',], 'evolution': { 'supersededBy': 'cn-old-rule', }, 'source': 'CCER 😀', }\n---\n${body}`.replaceAll('\n', '\r\n'), 'zh/cn-flow.md');
const block = record(`\uFEFF---\nid: cn-block\nicvcmCriteria:\n  - '9.3'\nevolution:\n  supersedes: [cn-old-rule]\nsource: CCER 😀\n---\n${body}`, 'zh/cn-block.md');
const old = record('---\n{ "id": "cn-old-rule", "title": "旧" }\n---\n', 'zh/cn-old-rule.md');
const english = record('---\n{ "id": "cn-json", "icvcmCriteria": ["9.3"], "evolution": { "supersedes": ["cn-old-rule"] } }\n---\n\nCCERs\n', 'en/cn-json.md');
const library = world([json, flow, block, old, english]);
const files = (wanted: Wanted) => filesNaming(library.corpus, wanted).map(uri => uri.slice('file:///library/'.length));

describe('references', () => {
  const at = (made: typeof json, words: string, shift = 1) => wantedAt(library, made, made.text.indexOf(words) + shift) ?? assert.fail(words);
  const places = (made: typeof json, wanted: Wanted, declared = false) => placesNaming(made, wanted, declared).map(({ start, end }) => {
    const [from, to] = [made.lines.offsetOf(start), made.lines.offsetOf(end)];
    return `${start.line + 1} ${made.text.slice(Math.max(0, from - 1), from)}‹${made.text.slice(from, to)}›`;
  });

  it('to a criterion come from every record of both languages that names it, the own language first', () => {
    const wanted = at(json, '"9.3"', 2);
    assert.deepEqual([wanted.kind, wanted.id], ['criterion', '9.3']);
    assert.deepEqual(files(wanted), ['zh/cn-block.md', 'zh/cn-flow.md', 'zh/cn-json.md', 'en/cn-json.md']);
    assert.deepEqual(files(at(english, '"9.3"', 2)), ['en/cn-json.md', 'zh/cn-block.md', 'zh/cn-flow.md', 'zh/cn-json.md']);
    assert.deepEqual(places(json, wanted), ['2 "‹9.3›', '5  ‹9.3›']);
    assert.deepEqual(places(flow, wanted), ['2 \'‹9.3›', '5  ‹9.3›']);
    assert.deepEqual(places(block, wanted), ['4 \'‹9.3›', '10  ‹9.3›']);
    assert.deepEqual(places(flow, at(flow, '9.4')), ['2 \'‹9.4›']);
    assert.deepEqual(files(at(flow, '9.4')), ['zh/cn-flow.md']);
  });

  it('to a mechanism come from values and narratives, and from no address', () => {
    const wanted = at(json, 'CCER 😀');
    assert.deepEqual([wanted.kind, wanted.id], ['mechanism', 'ccer']);
    assert.equal(files(wanted).length, 4);
    assert.deepEqual(places(json, wanted), ['2 "‹CCER›', '5  ‹CCER›']);
    assert.deepEqual(places(block, wanted), ['7  ‹CCER›', '10  ‹CCER›']);
    assert.deepEqual(places(english, wanted), ['5 \n‹CCER›']);
  });

  it('to a record come from its language folder: lineage and narratives, and its own id where that is asked for', () => {
    const wanted = at(old, 'cn-old-rule');
    assert.deepEqual([wanted.kind, wanted.id], ['file', 'cn-old-rule']);
    assert.deepEqual(files(wanted), ['zh/cn-block.md', 'zh/cn-flow.md', 'zh/cn-json.md', 'zh/cn-old-rule.md']);
    assert.deepEqual(places(json, wanted), ['2 "‹cn-old-rule›', '5 ；‹cn-old-rule›']);
    assert.deepEqual(places(flow, wanted), ['2 \'‹cn-old-rule›', '5 ；‹cn-old-rule›']);
    assert.deepEqual(places(block, wanted), ['6 [‹cn-old-rule›', '10 ；‹cn-old-rule›']);
    assert.deepEqual(places(old, wanted), []);
    assert.deepEqual(places(old, wanted, true), ['2 "‹cn-old-rule›']);
    assert.deepEqual(at(json, '；cn-old-rule', 3).id, 'cn-old-rule');
  });

  it('are asked for on a line of a reference page, too', () => {
    const { chapterOf } = referencePage('icvcm', 'en');
    const line = (chapterOf('9.3')?.heading.start.line ?? assert.fail()) + 2;
    const wanted = wantedOnPage(pageUri('icvcm', 'en'), line) ?? assert.fail();
    assert.deepEqual(wanted, { kind: 'criterion', id: '9.3', near: 'en' });
    assert.equal(files(wanted)[0], 'en/cn-json.md');
    const ccer = referencePage('mechanisms', 'zh').chapterOf('ccer')?.heading.start.line ?? assert.fail();
    assert.deepEqual(wantedOnPage(pageUri('mechanisms', 'zh'), ccer), { kind: 'mechanism', id: 'ccer', near: 'zh' });
    assert.equal(wantedOnPage(pageUri('mechanisms', 'zh'), 0), undefined);
    assert.equal(wantedOnPage('file:///a.md', ccer), undefined);
  });

  it('are not asked for on a key, plain words, an id that is gone, or an address', () => {
    for (const words of ['icvcmCriteria', '与', 'example.org/CCER', 'https']) assert.equal(wantedAt(library, json, json.text.indexOf(words) + 1), undefined, words);
    assert.equal(wantedAt(world([json]), json, json.text.indexOf('cn-old-rule') + 1), undefined);
  });
});
