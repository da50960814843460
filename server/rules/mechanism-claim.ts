import { list, type Both, type Locale } from '../base/both.ts';
import { span, textOf } from '../base/span.ts';
import { listedAsOf, type Mechanism } from '../schema/mechanisms.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt } from '../syntax/tree.ts';
import { assessed, proseAt, type Prose } from './cited.ts';
import { claimsIn, mayClaim, type Claim } from './claims.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const mechanismClaim: Rule = {
  id: 'mechanism-claim',
  title: { zh: '关于减排机制资格的说法与名单一致', en: 'What is said of a mechanism’s standing agrees with the lists' },
  why: {
    zh: 'CORSIA 第一阶段（2024–2026）认可六种机制：ACR、ART、CAR、GCC、GS 和 VCS（2024 年 10 月）。ICVCM 给机制的标签是 CCP-Eligible，给类别和方法学的才是 CCP-Approved。'
      + '名单会变，说法也可能另有依据，因此只是提示；只检查一句话里的直接断言，否定、计划和试点阶段的说法不查。',
    en: 'The first phase of CORSIA (2024 to 2026) accepts six programmes: ACR, ART, CAR, GCC, GS and VCS (October 2024). The label of the ICVCM for a programme is CCP-Eligible; CCP-Approved is for categories and methodologies. '
      + 'Lists change and a text may know better, so this is a hint. Only outright statements within one sentence are judged, and none that denies, plans or speaks of the pilot phase.',
  },
  source: sources.mechanisms,
  severity: 'hint',
  judges: 'values',
  examples: [
    example`
      ---
      { "analysis": { "market": { "evidence": "VCS and GS are CORSIA-eligible; CCER is not CORSIA-eligible. T-VER may become CORSIA-eligible.", "citation": "VCS has CCP-Approved methodologies" } } }
      ---
      CCER 尚未获得 CORSIA 认可，试点阶段曾获批准。VCS 的 VM0047 是 CCP-Approved 方法学。
    `,
    example`
      ---
      { "analysis": { "market": { "evidence": "CCER 符合 CORSIA 资格，可跨境使用。" } } }
                                                    ^^^^^^^^^^^^^^^^ mechanism-claim: CCER is not among the programmes of the first phase of CORSIA (list of 2024-10). It was approved in the pilot phase and is not in the first one.
      ---
    `,
    example`
      -- en/th-t-ver.md --
      ---
      {
        'regulatory': { 'cross_border_rules': 'Premium T-VER credits are CORSIA-eligible.' },
                                                                         ^^^^^^^^^^^^^^^ mechanism-claim: T-VER is not among the programmes of the first phase of CORSIA (list of 2024-10).
      }
      ---
      VCS, GS and GCC are CCP-Eligible. Verified Carbon Standard (VCS) is a CCP-Approved programme.
                          ^^^^^^^^^^^^ mechanism-claim: GCC is not among the programmes with the label CCP-Eligible of the ICVCM (as of 2025-10).
                                                                            ^^^^^^^^^^^^ mechanism-claim: The label of the ICVCM for a programme such as VCS is CCP-Eligible; CCP-Approved is said of categories and methodologies.
    `,
    example`
      ---
      analysis:
        market:
          evidence: 黄金标准是 CCP-Approved 机制
                            ^^^^^^^^^^^^^^^ mechanism-claim: The label of the ICVCM for a programme such as GS is CCP-Eligible; CCP-Approved is said of categories and methodologies.
      ---
      VCS 已获得 CCP-认可标签。
            ^^^^^^^^^^^^^^^^^ mechanism-claim: The label of the ICVCM for a programme such as VCS is CCP-Eligible; CCP-Approved is said of categories and methodologies.
      ->
      ---
      analysis:
        market:
          evidence: 黄金标准是 CCP-Eligible 机制
      ---
      VCS 已获得 CCP-合格标签。
    `,
    example`
      -- en/example.md --
      ---
      { 'analysis': { 'market': { 'evidence': 'VCS credits are CORSIA-eligible in phase 1.', }, }, }
      ---
    `,
  ],

  check(record) {
    if (!mayClaim(record.text)) return [];
    const found: Found[] = [];
    for (const { at, path } of told(record)) {
      for (const claim of claimsIn(textOf(record.text, at))) {
        const message = fault(claim);
        if (message) found.push({ span: span(at.start + claim.start, at.start + claim.end), path, message, fixes: relabelled(record, claim, at.start) });
      }
    }
    return found;
  },
};

/** The texts that speak of mechanisms: what the dimensions rest on, the pillars and an instrument's own keys beside them, and the body. */
function* told(record: PolicyRecord): Generator<Prose> {
  yield* assessed(record);
  const regulatory = nodeAt(record.root, ['regulatory']);
  for (const { name, value } of regulatory?.kind === 'map' ? regulatory.entries : []) yield* proseAt(value, ['regulatory', name]);
}

/** What is wrong with a claim. Of several mechanisms in one claim those are named for which it does not hold. */
function fault({ of, says }: Claim): Both | undefined {
  const named = (those: readonly Mechanism[], locale: Locale) => list(those.map(({ abbr }) => abbr), locale);
  const are = (those: readonly Mechanism[]) => those.length === 1 ? 'is' : 'are';
  const unlisted = of.filter(says === 'corsia' ? ({ corsiaPhase1 }) => !corsiaPhase1 : ({ ccpEligible }) => !ccpEligible);
  if (unlisted.length > 0) {
    const notes = says === 'corsia' ? unlisted.flatMap(({ corsiaNote }) => corsiaNote ?? []) : [];
    return says === 'corsia' ? {
      zh: `${named(unlisted, 'zh')} 不在 CORSIA 第一阶段认可的机制之列（${listedAsOf.corsiaPhase1} 名单）。${notes.map(({ zh }) => zh).join('')}`,
      en: `${named(unlisted, 'en')} ${are(unlisted)} not among the programmes of the first phase of CORSIA (list of ${listedAsOf.corsiaPhase1}).${notes.map(({ en }) => ` ${en}`).join('')}`,
    } : {
      zh: `${named(unlisted, 'zh')} 不在获得 ICVCM CCP-Eligible 标签的机制之列（截至 ${listedAsOf.ccpEligible}）。`,
      en: `${named(unlisted, 'en')} ${are(unlisted)} not among the programmes with the label CCP-Eligible of the ICVCM (as of ${listedAsOf.ccpEligible}).`,
    };
  }
  return says !== 'approved' ? undefined : {
    zh: `${named(of, 'zh')} 是机制，ICVCM 给机制的标签是 CCP-Eligible；CCP-Approved 用于类别和方法学。`,
    en: `The label of the ICVCM for a programme such as ${named(of, 'en')} is CCP-Eligible; CCP-Approved is said of categories and methodologies.`,
  };
}

/** The other label, where a programme that has one is given that of methodologies. */
function relabelled(record: PolicyRecord, { of, says, word }: Claim, from: number): readonly Fix[] {
  if (says !== 'approved' || of.some(({ ccpEligible }) => !ccpEligible)) return [];
  const at = span(from + word.start, from + word.end);
  const written = textOf(record.text, at);
  const text = written === 'Approved' ? 'Eligible' : /^[A-Z]+$/.test(written) ? 'ELIGIBLE' : /^[a-z]/i.test(written) ? 'eligible' : '合格';
  return [mend(record, { zh: `改为“${text}”`, en: `Change it to “${text}”` }, [{ span: at, text }], { preferred: true })];
}
