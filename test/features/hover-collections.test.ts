import assert from 'node:assert/strict';
import { hover } from '../../server/features/hover.ts';
import { libraryOf } from '../../server/rules/library.ts';

const schema = JSON.stringify({
  required: ['kind'],
  properties: {
    kind: { title: 'Kind', 'x-zh': { title: '类型', description: '用途。' }, description: 'What it is for.', oneOf: [{ const: 'injector', title: 'Injection well', description: 'Takes carbon dioxide down.' }, { const: 'monitor' }] },
    depth: { type: ['number', 'null'], examples: [2400] }, tags: { type: 'array', items: { enum: ['deep', 'wet'] } }, grade: { enum: Array.from({ length: 30 }, (_, i) => i) },
  },
});

/** What is told in one language where a word stands. */
function told(file: string, text: string, word: string, locale: 'zh' | 'en' = 'en'): string | undefined {
  const { record, world } = libraryOf([
    { file, text }, { file: 'policy-records.json', text: '{ "collections": { "wells": { "files": "wells/*.md", "schema": "well.schema.json" } } }' }, { file: 'well.schema.json', text: schema },
  ]);
  assert.ok(record);
  const contents = hover(world, record, text.indexOf(word) + 1, { locale, markdown: false })?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

describe('pointing at a field of a file of another collection', () => {
  for (const [style, text] of [
    ['json', '---\n{ "id": "a1", "kind": "injector", "depth": null, "tags": ["wet"], "grade": 3, "status": "x" }\n---\n'],
    ['flow', '---\n{\n  \'id\': \'a1\',\n  \'kind\': \'injector\', \'depth\': null, \'tags\': [\'wet\'], \'grade\': 3, \'status\': \'x\',\n}\n---\n'],
    ['block', '---\r\nid: a1\r\nkind: injector\r\ndepth: null\r\ntags:\r\n  - wet\r\ngrade: 3\r\nstatus: x\r\n---\r\n'],
  ] as const) {
    it(`tells what its own schema says, in ${style}`, () => {
      const at = (word: string, locale?: 'zh' | 'en') => told('wells/a1.md', text, word, locale);
      const kind = 'Kind · 类型\n\nWhat it is for.\n\n用途。\n\nA string; required.\n\nAllowed values:\n\n- injector: Injection well\n- monitor';
      assert.equal(at('kind'), kind);
      assert.equal(at('injector'), `Injection well\n\nTakes carbon dioxide down.\n\n${kind}`);
      assert.equal(at('kind', 'zh'), '类型 · Kind\n\n用途。\n\nWhat it is for.\n\n文本；必填。\n\n可用的值：\n\n- injector：Injection well\n- monitor');
      assert.equal(at('depth'), 'depth\n\nA number or nothing; optional.\n\nFor example:\n\n- 2400');
      assert.equal(at('wet'), 'tags\n\nA list; optional.\n\nAllowed values:\n\n- deep\n- wet');
      assert.match(at('grade', 'zh') ?? '', /^grade\n\n数字；可省略。\n\n可用的值：\n\n- 0\n[^]*- 19\n- …$/);
      assert.equal(at('status'), undefined, 'nothing that only policies have');
    });
  }

  it('tells of a country what it is, and of a field what it is in a facility', () => {
    const text = '---\nid: 10\ncountry: 挪威\nstatus: 现行\n---\n';
    assert.equal(told('facilities/zh/10.md', text, '挪威', 'zh'), '挪威 · Norway\n\nISO 3166：NO\n\ncountry\n\n所在的国家；跨国的写出各国。\n\nThe country it stands in, or those that it joins.\n\n文本；必填。');
    assert.equal(told('facilities/zh/10.md', text, 'status'), 'status\n\nHow far it has come.\n\n进展状态。\n\nA string; optional.');
    assert.match(told('zh/a.md', '---\nstatus: 现行\n---\n', 'status') ?? '', /Allowed values/, 'a policy is told of as before');
  });
});
