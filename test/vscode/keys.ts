// Installs the packed extension in a served VS Code, as a user does, and presses the keys of a user.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { pack } from '../pack.ts';
import { temporaryFolder } from './children.ts';
import { gotoLine, openFile, openQuote, openWorkbench, runCommand } from './drive.ts';
import { whyNotServed } from './served-setup.ts';

const project = resolve(__dirname, '../..');

/** One thing a person does and what they then see. */
type Deed = readonly [title: string, deed: (page: Page) => Promise<void>];

const deeds: readonly Deed[] = [
  ['the Problems panel lists the findings of every seed, open or not', async page => {
    await openFile(page, 'zh/intl-paris-art-6-4-ccs.md');
    await runCommand(page, 'View: Focus Problems');
    const rows = page.locator('.markers-panel .monaco-list-row');
    for (const language of ['zh', 'en']) await rows.filter({ hasText: 'intl-paris-art-6-4-ccs.md' }).filter({ hasText: language }).first().waitFor();
    // The panel draws its files first and what is in them a moment later; the second finding is there once both are.
    await rows.filter({ hasText: 'clean-development-mechanism-legacy' }).nth(1).waitFor();
  }],
  ['an opening quote behind category opens the five categories, and Enter writes one with its quotes', async page => {
    await openQuote(page, 40, '"市场机制"');
    await suggested(page, rows => rows.length === 5 && rows.some(row => row.includes('技术规范') && row.includes('Technical')), 'the five categories');
    await page.keyboard.type('tech', { delay: 60 });
    await suggested(page, rows => rows[0]?.includes('技术规范') === true, 'first what “tech” finds');
    await page.keyboard.press('Enter');
    // The hint behind the word may be there by then.
    await shows(page, /"category": "技术规范"(?: Technical)?,/);
  }],
  ['a key that is being typed opens the list, and the chosen one brings its colon and comma', async page => {
    await gotoLine(page, 51);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('icv', { delay: 60 });
    await suggested(page, rows => rows.some(row => row.includes('icvcmCriteria')), 'the key icvcmCriteria');
    await page.keyboard.press('Enter');
    await shows(page, '"icvcmCriteria": [],');
    await page.keyboard.type('"9.', { delay: 60 });
    await suggested(page, rows => rows.some(row => row.includes('9.3')), 'the criteria');
    await page.keyboard.press('Escape');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ControlOrMeta+Z');
  }],
  ['Enter behind a comma or an opening bracket begins a line and chooses nothing', async page => {
    await gotoLine(page, 51);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    for (const typed of ['"tags": [', '"a",', '"b"']) {
      await page.keyboard.type(typed, { delay: 60 });
      await page.waitForTimeout(800);
      assert.deepEqual(await rowsOf(page), []);
      await page.keyboard.press('Enter');
    }
    await shows(page, '"a",\n');
    await runCommand(page, 'File: Revert File');
  }],
  ['nothing opens in the narrative', async page => {
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' category and status, "market": ', { delay: 40 });
    await page.waitForTimeout(800);
    assert.deepEqual(await rowsOf(page), []);
  }],
  ['the lightbulb mends a broken reference', async page => {
    await runCommand(page, 'File: Revert File');
    await gotoLine(page, 48);
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'consolidatedFrom' }).waitFor();
    await page.keyboard.press('Enter');
    await shows(page, '"consolidatedFrom": [');
  }],
  ['the id of a finding opens the handbook at its rule', async page => {
    await page.locator('.markers-panel a', { hasText: 'verified-but-pending' }).first().click();
    await page.locator('.tab.active', { hasText: 'README.md' }).waitFor();
    // Rendered and scrolled to the rule, it is what the picture shows.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(__dirname, 'screenshots', 'handbook.png') });
  }],
];

void main();

async function main(): Promise<void> {
  const reason = whyNotServed(project);
  if (reason !== undefined) {
    console.log(`\n*** The keys were NOT pressed: ${reason}\n`);
    if (process.env['CI'] === 'true') process.exit(1);
    console.log('0 passed, 0 failed');
    process.exit(0);
  }
  const folder = temporaryFolder().path;
  const vsix = join(folder, 'policy-records.vsix');
  pack(vsix);
  cpSync(join(project, 'seeds'), join(folder, 'seeds'), { recursive: true });
  const { page, close } = await openWorkbench({ workspace: join(folder, 'seeds'), vsix });
  page.setDefaultTimeout(20_000);
  let [passed, failed] = [0, 0];
  try {
    for (const [title, deed] of deeds) {
      try {
        await deed(page);
        passed++;
        console.log(`  ✔ ${title}`);
      } catch (error) {
        failed++;
        console.log(`  ${failed}) ${title}\n     ${error instanceof Error ? error.message : String(error)}`);
        await page.screenshot({ path: join(__dirname, 'screenshots', `keys-${failed}.png`) });
      }
    }
  } finally {
    await close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** The rows of the completion list as they stand there; none where it is closed. */
const rowsOf = (page: Page): Promise<readonly string[]> => page.locator('.suggest-widget.visible .monaco-list-row').allTextContents();

async function suggested(page: Page, holds: (rows: readonly string[]) => boolean, what: string): Promise<void> {
  let rows: readonly string[] = [];
  for (let tries = 0; tries < 80; tries++) {
    rows = await rowsOf(page);
    if (holds(rows)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`The list does not show ${what}; it shows ${JSON.stringify(rows)}`);
}

async function shows(page: Page, text: string | RegExp): Promise<void> {
  let seen = '';
  for (let tries = 0; tries < 80; tries++) {
    seen = (await page.locator('.editor-instance .view-line').allTextContents()).join('\n').replaceAll('\u00a0', ' ');
    if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`The editor does not show ${String(text)}:\n${seen}`);
}
