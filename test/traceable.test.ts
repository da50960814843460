import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bands, ccps, criteria, dimensions, gates, pillars } from '../server/schema/knowledge.ts';
import { linkageModes, listedAsOf, mechanismKinds, mechanisms, type Figure, type Mechanism } from '../server/schema/mechanisms.ts';
import { permanenceReport, recommendations } from '../server/schema/permanence.ts';
import { amounts, files, linesOf, passagesOf, written, type Line } from './tracing.ts';

/** Numbers that no line of the references holds in this form, each with where it comes from. */
const elsewhere: Readonly<Record<string, string>> = {
  '13.1 4': 'the four kinds of activity are a) 1) i. to iv., counted',
  'ccop 6': 'the protocols are listed as (1) to (6), counted',
};

/** Figures whose line gives no date; they are dated by what the reference says of the same mechanism, or by its newest day, October 2025. */
const dated: Readonly<Record<string, string>> = {
  'cdm 2025-10': 'of the methodologies, as the number of projects in another line',
  'ccop 2025-08-27': 'of the protocols, as the number of projects in the next line',
  'pacm 2025-07': 'of the principles and of the first methodology, as the documents of the Supervisory Body in the line before',
  'ccer 2025-09': 'of the methodologies, as the number of projects in the next line',
  'plan-vivo 2024': 'of the share of participants, as the number of projects in the next line',
  'icvcm 2025-10': 'the line says “so far”',
};

describe('every number', () => {
  it('of a mechanism stands in a line of the reference that names it, with its date (needs ../shared)', function () {
    const lines = linesOf(this, files.mechanisms);
    const missing = mechanisms.flatMap(each => {
      const own = lines.filter(({ text }) => namesOf(each).some(name => text.includes(name)));
      const told = [...each.figures, ...each.uses, ...each.history ?? [], ...(each.variants ?? []).map(({ note }) => note), ...[each.basis, each.administrator, each.corsiaNote].filter(text => text !== undefined)];
      const days = [each.founded, ...(each.history ?? []).map(({ date }) => date)].filter(day => day !== undefined);
      return [...told.flatMap(text => untraced(text.zh, own, each.id)), ...days.filter(day => !standsIn(day, own)).map(day => `${each.id} ${day}`), ...each.figures.flatMap(figure => undated(figure, own, each.id))];
    });
    assert.deepEqual(missing, []);
  });

  it('of a figure is the same in both languages', () => {
    const figures = [...mechanisms.flatMap(each => [...each.figures, ...each.uses, ...each.history ?? [], ...(each.variants ?? []).map(({ note }) => note)]), ...mechanismKinds.flatMap(each => each.figures ?? []), ...linkageModes.flatMap(each => each.examples)];
    assert.ok(figures.length > 100);
    for (const { zh, en } of figures) assert.deepEqual(distinct(amounts(en)), distinct(amounts(zh)), `${zh} / ${en}`);
  });

  it('of a kind, a way of linking or a list stands in a line of the reference (needs ../shared)', function () {
    const lines = linesOf(this, files.mechanisms);
    const named = (word: string) => lines.filter(({ text }) => text.includes(word));
    assert.deepEqual(linkageModes.flatMap(each => each.examples.flatMap(({ zh }) => untraced(zh, lines, `mode ${each.n}`))), []);
    assert.deepEqual(mechanismKinds.flatMap(({ id, name, figures = [] }) => figures.flatMap(figure => [...untraced(figure.zh, named(name.zh), id), ...undated(figure, named(name.zh), id)])), []);
    assert.ok(named('5种方式').length > 0 && linkageModes.length === 5);
    assert.ok(named('主要可分为三大类').length > 0 && mechanismKinds.filter(({ id }) => mechanisms.some(each => each.kind === id && each.ccpEligible !== undefined)).length === 3);
    assert.ok(standsIn(listedAsOf.corsiaPhase1, named('CORSIA第一阶段')));
    assert.ok(standsIn(listedAsOf.ccpEligible, lines));
    assert.equal(lines.flatMap(({ text }) => amounts(text).filter(day => /^20\d\d-\d\d/.test(day))).sort().at(-1), listedAsOf.ccpEligible);
  });

  it('is on the lists of CORSIA and of the ICVCM in the reference (needs ../shared)', function () {
    const text = linesOf(this, files.mechanisms).map(line => line.text).join('\n');
    const list = (told: RegExp) => told.exec(text)?.[1]?.split('、').sort();
    const abbreviations = (pick: (each: Mechanism) => boolean | undefined) => mechanisms.filter(pick).map(({ abbr }) => abbr).sort();
    assert.deepEqual(abbreviations(({ corsiaPhase1 }) => corsiaPhase1), list(/机制有6种,分别为([^。]+)。/));
    assert.deepEqual(abbreviations(({ ccpEligible }) => ccpEligible), list(/目前已有([^。]+?)共7个减排机制获得CCP-合格/));
  });

  it('of a criterion stands in the lines of that criterion (needs ../shared)', function () {
    const passages = passagesOf(linesOf(this, files.framework));
    const ids = new Set(passages.keys());
    const missing = criteria.flatMap(({ id, summary, geological, note }) => {
      // What a hover says of geological storage on one criterion of section 9 may come from another.
      const own = (geological ? ['9.1', '9.2', '9.3', '9.4'] : [id]).flatMap(each => passages.get(each)?.lines ?? []);
      return [summary, geological, note].filter(text => text !== undefined).flatMap(({ zh, en }) => [zh, en].flatMap(text => {
        const rest = text.replace(/\d+\.\d+/g, cited => ids.has(cited) ? ' ' : cited);
        return [...untraced(rest, own, id), ...written(rest).filter(number => !standsIn(number, own)).map(number => `${id} ${number}`)].filter(each => !(each in elsewhere));
      }));
    });
    assert.deepEqual(missing, []);
  });

  it('of the framework and of its principles: edition, sections and numbers (needs ../shared)', function () {
    const lines = linesOf(this, files.framework);
    const { framework } = JSON.parse(readFileSync(join(__dirname, '../schemas/icvcm-criteria.json'), 'utf8')) as { readonly framework: { readonly version: string; readonly date: string } };
    const edition = lines.filter(({ text }) => text.includes('版于'));
    assert.ok(standsIn(framework.version, edition) && standsIn(framework.date, edition));
    const sections = new Set(lines.flatMap(({ text }) => /^(\d+)\. /.exec(text)?.[1] ?? []));
    for (const section of ccps.flatMap(each => each.sections)) assert.ok(sections.has(String(section)), `section ${section}`);
    assert.deepEqual(ccps.flatMap(each => each.sections).sort((a, b) => a - b), [...sections].map(Number));
    assert.ok(linesOf(this, files.mechanisms).some(({ text }) => text.includes('CCPs共有十条原则')) && ccps.length === 10);
    // The reference numbers sections only; which principle a section belongs to is told by the project's own facts on the domain.
    const told = linesOf(this, 'domain.md').find(({ text }) => text.startsWith('Ten CCPs:'))?.text ?? '';
    const principles = [...told.matchAll(/(\d+) [^·;]*?\((§[\d§, ]+)\)/g)].map(([, n, on = '']) => [Number(n), (on.match(/\d+/g) ?? []).map(Number)]);
    assert.deepEqual(ccps.map(({ n, sections: on }) => [n, on]), principles);
  });

  it('of a permanence recommendation stands in its part of the report (needs ../shared)', function () {
    const lines = linesOf(this, files.permanence);
    const starts = lines.flatMap(({ text }, i) => text.startsWith('评估框架参考') ? [i - 2] : []);
    assert.equal(starts.length, recommendations.length);
    assert.ok(lines.some(({ text }) => text.includes('六项建议')));
    assert.ok(standsIn(permanenceReport.date, lines.filter(({ text }) => text.includes('发布'))));
    const missing = recommendations.flatMap(({ n, title, summary }, i) => {
      const own = lines.slice(starts[i], starts[i + 1]);
      return [title, summary].flatMap(({ zh, en }) => [...[zh, en].flatMap(text => untraced(text, own, `R${n}`)), ...written(zh).filter(number => !standsIn(number, own)).map(number => `R${n} ${number}`)]);
    });
    assert.deepEqual(missing, []);
  });

  // Dimensions, bands and gates come from the library's governance and scoring guides, whose facts stand in the notes on the domain.
  it('of a dimension, a band or a gate stands in the notes on the domain (needs ../shared)', function () {
    const lines = linesOf(this, 'domain.md');
    const row = (start: string) => lines.filter(({ text }) => text.startsWith(start));
    for (const { key, asks, anchors = {} } of dimensions) {
      const own = [...row(`| ${key} `), ...row('| key | zh / en')];
      assert.deepEqual([asks, ...Object.values(anchors)].flatMap(text => text ? [text.zh, text.en].flatMap(each => untraced(each, own, key)) : []), []);
      for (const score of Object.keys(anchors)) assert.ok(standsIn(score, own), `${key} ${score}`);
    }
    const rules = row('Bands (');
    for (const number of [...bands.flatMap(({ from, to }) => [from, to]), ...Object.values(gates)]) assert.ok(standsIn(String(number), rules), `${number}`);
    for (const { key, asks } of pillars) assert.deepEqual([...amounts(asks.zh), ...amounts(asks.en)], [], key);
  });

  // Names are no numbers, but they come from the same rows.
  it('of dimensions and pillars is the one of the notes, and so are their names (needs ../shared)', function () {
    const lines = linesOf(this, 'domain.md').map(({ text }) => text);
    const rows = (title: string, length: number) => lines.slice(lines.indexOf(title) + 2, lines.indexOf(title) + 2 + length).map(text => text.split('|').map(cell => cell.trim()));
    const scored = rows('| key | zh / en | asks | 100 · 80 · 50 anchors (add_new_policy.md) |', 7);
    assert.deepEqual(dimensions.map(({ key }) => key), scored.map(([, key = '']) => key.split(' ')[0]));
    for (const [i, { zh, en }] of dimensions.entries()) assert.ok(scored[i]?.[2]?.startsWith(zh) && scored[i]?.[2]?.includes(`/ ${en}`), en);
    const letters = (JSON.parse(readFileSync(join(__dirname, '../schemas/dimensions.json'), 'utf8')) as { readonly dimensions: readonly { readonly letter?: string }[] }).dimensions.map(({ letter }) => letter);
    assert.deepEqual(letters, scored.map(([, , name = '']) => /\(([A-Z])\)/.exec(name)?.[1]));
    assert.deepEqual(pillars.map(({ key, zh, en }) => [key, `${zh} / ${en}`]), rows('| pillar | zh / en | means |', 7).map(([, key, name]) => [key, name]));
  });

  it('that is wrong would be found (needs ../shared)', function () {
    const lines = linesOf(this, files.mechanisms);
    const own = (name: string) => lines.filter(({ text }) => text.includes(name));
    assert.deepEqual(untraced('631 个项目获得签发，2.7679 亿吨', own('CCOP'), 'ccop'), ['ccop 631', 'ccop 276790000']);
    assert.deepEqual(untraced('注册项目 1262 个', own('ACCU'), 'accu'), ['accu 1262']);
    assert.ok(!standsIn('2025-03-08', own('CCER')) && standsIn('2025-03-07', own('CCER')));
    const wrong = mechanisms.flatMap(each => each.figures.map(({ zh }) => zh.replace(/\d+/, digits => `${digits}7`)).filter(zh => untraced(zh, namesOf(each).flatMap(own), '').length === 0));
    assert.deepEqual(wrong, []);
  });

  it('that comes from elsewhere is still told', () => {
    const told = new Set([...criteria.flatMap(({ id, summary }) => [...amounts(summary.zh), ...written(summary.zh)].map(number => `${id} ${number}`)), ...mechanisms.flatMap(({ id, figures }) => figures.flatMap(({ zh }) => amounts(zh).map(number => `${id} ${number}`)))]);
    for (const number of Object.keys(elsewhere)) assert.ok(told.has(number), number);
    const figures = new Set(mechanisms.flatMap(({ id, figures: own }) => own.map(({ asOf }) => `${id} ${asOf}`)));
    for (const figure of Object.keys(dated)) assert.ok(figures.has(figure), figure);
  });
});

/** What a reference calls a mechanism, in Chinese or by its abbreviation. */
function namesOf({ id, abbr, name }: Mechanism): readonly string[] {
  return [abbr, name.zh, ...id === 'pacm' ? ['第6.4条'] : [], ...id === 'ccop' ? ['CARB'] : [], ...id === 'accu' ? ['[2]说明:保障机制'] : []];
}

/** Which lines hold each number, worked out once for each reference. */
const kept = new WeakMap<Line, ReadonlySet<string>>();
function numbersIn(line: Line): ReadonlySet<string> {
  const known = kept.get(line) ?? new Set([...amounts(line.text), ...written(line.text)]);
  kept.set(line, known);
  return known;
}

function standsIn(number: string, lines: readonly Line[]): boolean {
  return lines.some(line => numbersIn(line).has(number));
}

function untraced(text: string, lines: readonly Line[], where: string): readonly string[] {
  return amounts(text).filter(number => !standsIn(number, lines)).map(number => `${where} ${number}`).filter(each => !(each in elsewhere));
}

/** The date of a figure stands in the line that has its numbers. */
function undated({ zh, asOf }: Figure, lines: readonly Line[], where: string): readonly string[] {
  const numbers = amounts(zh);
  const own = lines.filter(line => numbers.some(number => numbersIn(line).has(number)) && numbers.every(number => numbersIn(line).has(number) || `${where} ${number}` in elsewhere));
  return standsIn(asOf, own) || `${where} ${asOf}` in dated ? [] : [`${where} ${asOf}: ${zh}`];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
