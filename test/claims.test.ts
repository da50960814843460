import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { criterionNotInForce } from '../server/rules/criterion-not-in-force.ts';
import { mechanismClaim } from '../server/rules/mechanism-claim.ts';
import { unknownCriterion } from '../server/rules/unknown-criterion.ts';
import type { Rule } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { fixed, record, world } from './fixture.ts';
import { shared } from './shared.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const said = (rule: Rule, text: string, file = 'en/x.md') => { const each = record(text, file); return check(each, world([each]), throwing, [rule]); };
const ofBody = (rule: Rule, body: string) => said(rule, `---\ntitle: x\nreviewStatus: draft\n---\n${body}\n`);

/** What is said of a mechanism against the lists, in the order of the mechanisms' names in the message. */
const wrong: readonly (readonly [text: string, names: string])[] = [
  ['CCER is CORSIA-eligible.', 'CCER'],
  ['CCERs are now CORSIA eligible.', 'CCER'],
  ['CCER credits (issued by the MEE) are eligible under CORSIA.', 'CCER'],
  ['The T-VER scheme is recognised by ICAO’s CORSIA.', 'T-VER'],
  ['T-VER, a CORSIA-approved programme, is run by TGO.', 'T-VER'],
  ['VCS, GS and J-Credit are CORSIA-eligible.', 'J-Credit'],
  ['J-Credit and JCM credits are accepted for use under CORSIA.', 'J-Credit, JCM'],
  ['Airlines buy CORSIA-eligible CCER credits.', 'CCER'],
  ['The China Certified Emission Reduction (CCER) mechanism is CORSIA-eligible\nsince 2025.', 'CCER'],
  ['Plan Vivo has the CCP-Eligible label.', 'Plan Vivo'],
  ['T-VER is a CCP-Approved programme.', 'T-VER'],
  ['Verified Carbon Standard is CCP-Approved.', 'VCS'],
  ['ACR and CAR are CCP-approved programs.', 'ACR, CAR'],
  ['CCER 符合 CORSIA 资格。', 'CCER'],
  ['CCER已获得CORSIA认可。', 'CCER'],
  ['泰国自愿减排机制（T-VER）目前已被 CORSIA 认可。', 'T-VER'],
  ['VCS、黄金标准和 CCER 均符合 CORSIA 合格要求。', 'CCER'],
  ['清洁发展机制的信用可用于 CORSIA。', 'CDM'],
  ['Plan Vivo 是 CCP-Eligible 机制。', 'Plan Vivo'],
  ['VCS 获得 CCP-认可标签。', 'VCS'],
  ['GS 是 CCP-Approved 的机制。', 'GS'],
];

const fine: readonly string[] = [
  'VCS and GS are CORSIA-eligible.', 'VCS 和 GS 已被 CORSIA 认可。', 'GCC credits are accepted under CORSIA.', 'VCS is CCP-Eligible.', 'Isometric has the CCP-Eligible label.',
  'CCER is not CORSIA-eligible.', 'CCER isn’t eligible under CORSIA.', 'T-VER may become CORSIA-eligible.', 'TGO is seeking to have T-VER approved under CORSIA.', 'CCER was CORSIA-eligible in the pilot phase.',
  'Is CCER CORSIA-eligible?', 'If CCER is CORSIA-eligible, airlines will buy it.', 'CCER would be eligible under CORSIA once assessed.', 'No CCER credit is CORSIA-eligible.',
  'Unlike CCER, VCS is CORSIA-eligible.', 'VCS is CORSIA-eligible while CCER is for the domestic market.', 'Airlines may use CCER and CORSIA-eligible units.', 'The fund accepts CCER and CORSIA-eligible units.',
  'CCER projects follow the CORSIA eligibility criteria.', 'The list of CORSIA-eligible programmes leaves CCER out.', 'CCER, VCS and others are compared with CORSIA-eligible programmes.', 'Buyers of CCER are CORSIA airlines.',
  'Projects move from CCER to VCS, which is CORSIA-eligible.', 'Conversion of CCER into VCS is described in the CORSIA-eligible programme’s rules.', '| CCER | is CORSIA-eligible | no |', 'A car is CORSIA-eligible, and art is CCP-Approved.',
  'VCS has CCP-Approved methodologies.', 'The VCS methodology VM0047 is CCP-Approved.', 'VCS and GS have CCP-Approved categories.', 'VCS credits carry the CCP-Approved label.', 'VM0047 (VCS) is a CCP-Approved methodology.',
  'CCER 不符合 CORSIA 资格。', 'CCER 尚未获得 CORSIA 认可。', 'CCER 曾在 CORSIA 试点阶段获得批准。', 'T-VER 正在申请 CORSIA 资格。', 'T-VER 有望被 CORSIA 认可。', '与 CCER 不同，VCS 已被 CORSIA 认可。', 'CCER 应满足 CORSIA 关于额外性的要求。',
  'CCER 是否符合 CORSIA 资格？', '参照 CCER，VCS 已被 CORSIA 认可。', 'VCS 的 VM0047 是 CCP-Approved 方法学。', 'VCS 已有 CCP-Approved 方法学。', 'CCER 与 CORSIA 认可的机制相互独立。', 'CCER 市场关注 CORSIA 合格机制。', 'VCS 信用可贴 CCP-Approved 标签。',
  'CCER is traded in Beijing. CORSIA-eligible units are traded elsewhere.', 'CCER 在北京交易。获得 CORSIA 认可的是 VCS。', 'To be CCP-Eligible, T-VER needs an assessment.', 'CORSIA 认可 VCS，不认可 CCER。',
];

describe('what is said of mechanisms', () => {
  for (const [text, names] of wrong) {
    it(`is wrong: ${text.replace('\n', ' ')}`, () => {
      for (const findings of [ofBody(mechanismClaim, text), ...text.includes('\n') ? [] : [said(mechanismClaim, `---\n${JSON.stringify({ regulatory: { cross_border_rules: text } })}\n---\n`)]]) {
        assert.equal(findings.length, 1, JSON.stringify(findings));
        assert.ok(findings[0]?.message.en.includes(names), findings[0]?.message.en);
      }
    });
  }

  for (const text of fine) it(`is fine: ${text}`, () => assert.deepEqual(ofBody(mechanismClaim, text).map(({ message }) => message.en), []));

  it('is put right by the label of a programme', () => {
    for (const [before, after] of [['ACR and CAR are CCP-approved programs.', 'ACR and CAR are CCP-eligible programs.'], ['VCS 获得 CCP-认可标签。', 'VCS 获得 CCP-合格标签。']] as const) {
      const text = `---\ntitle: x\n---\n${before}\n`;
      const [finding] = said(mechanismClaim, text);
      assert.ok(finding?.fixes[0]);
      assert.equal(fixed(text, 'file:///library/en/x.md', finding.fixes[0]), `---\ntitle: x\n---\n${after}\n`);
    }
  });

  it('is told of several mechanisms at once', () => {
    const [finding, ...more] = ofBody(mechanismClaim, 'VCS, T-VER and CCER are CORSIA-eligible.');
    assert.equal(more.length, 0);
    assert.equal(finding?.message.en, 'T-VER, CCER are not among the programmes of the first phase of CORSIA (list of 2024-10). It was approved in the pilot phase and is not in the first one.');
  });

  it('takes no time on a long text without an end', function () {
    this.timeout(20_000);
    for (const unit of ['CCER ', 'CORSIA-eligible ', 'VCS, GS and CORSIA ', 'CCER（', '被 CORSIA ', 'CCER is a CORSIA-eligible ', 'CCER is CORSIA-eligible. ']) {
      const started = process.hrtime.bigint();
      ofBody(mechanismClaim, unit.repeat(8_000));
      assert.ok(Number(process.hrtime.bigint() - started) < 2e9, `${unit}${(Number(process.hrtime.bigint() - started) / 1e6).toFixed(0)} ms`);
    }
  });

  it('is right in the whole corpus, in the seeds and in the reference texts (needs ../shared)', function () {
    this.timeout(60_000);
    const corpus = shared(this, 'corpus');
    let count = 0;
    for (const file of readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'))) {
      const each = record(readFileSync(join(corpus, file), 'utf8'), file);
      for (const rule of [mechanismClaim, criterionNotInForce]) assert.deepEqual(check(each, world([each]), throwing, [rule]), [], file);
      count++;
    }
    assert.ok(count > 400, `${count} files`);
    for (const file of readdirSync(shared(this, 'seeds'))) {
      const text = readFileSync(shared(this, `seeds/${file}`), 'utf8');
      assert.deepEqual(ofBody(mechanismClaim, text.replace(/^---$/gm, '***')).map(({ message }) => message.en), [], file);
    }
  });
});

describe('a criterion that is not in force', () => {
  const announced = ['5.4', '7.12', '8.11', '9.6', '10.9', '12.3', '13.3'];

  it('is found for each of the seven, in a list, a citation and a body, and is no unknown one', () => {
    for (const id of announced) {
      const text = `---\n${JSON.stringify({ analysis: { mrv: { citation: `ICVCM AF ${id}` } }, icvcmCriteria: [id] })}\n---\n依据 ICVCM 标准 ${id}。\n`;
      const findings = said(criterionNotInForce, text, 'zh/x.md');
      assert.equal(findings.length, 3, id);
      assert.ok(findings.every(({ severity, message }) => severity === 'information' && message.zh.includes(id) && message.zh.includes('下一版评估框架')), id);
      assert.deepEqual(said(unknownCriterion, text, 'zh/x.md'), []);
    }
  });

  it('is fine where the text says that it is to come, and where the number is none of a criterion', () => {
    for (const text of ['ICVCM criterion 9.6 announces 100 years.', 'In the next version of the framework, ICVCM 9.6 will ask for 100 years.', 'ICVCM 标准 9.6 尚未生效。', '下一版评估框架（ICVCM 9.6）将要求 100 年。', 'ISO 14064 clause 9.6 applies.', 'The buffer is 9.6 %.', 'ICVCM AF 9.4 a).']) {
      assert.deepEqual(ofBody(criterionNotInForce, text).map(({ message }) => message.en), [], text);
    }
  });

  it('stays out of odd trees', () => {
    for (const inner of ['icvcmCriteria: 9.6', 'icvcmCriteria: [9.6, null, [x]]', 'analysis: [ICVCM 9.6]', 'analysis: { mrv: ICVCM 9.6 }', 'regulatory: [CCER is CORSIA-eligible.]', 'regulatory: { a: { b: CCER is CORSIA-eligible. } }', 'analysis: { mrv: { citation: [ICVCM 9.6] } }']) {
      for (const rule of [criterionNotInForce, mechanismClaim, unknownCriterion]) assert.deepEqual(said(rule, `---\n${inner}\n---\n`), [], inner);
    }
  });
});
