// Takes the pictures of the README: node --require ./test/register.cjs test/vscode/pictures.ts
import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './children.ts';
import { gotoLine, openFile, openQuote, openWorkbench, runCommand } from './drive.ts';

const project = resolve(__dirname, '../..');
const media = join(project, 'client/media');

void main();

async function main(): Promise<void> {
  const workspace = join(temporaryFolder().path, 'seeds');
  cpSync(join(project, 'seeds'), workspace, { recursive: true });
  mkdirSync(media, { recursive: true });
  const settings = { 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false, 'editor.fontSize': 13, 'breadcrumbs.enabled': false };
  const { page, close } = await openWorkbench({ workspace, settings, locale: process.argv[2] ?? 'en' });
  const picture = (name: string) => page.screenshot({ path: join(media, `${name}.png`), animations: 'disabled' });
  try {
    await openFile(page, 'zh/intl-paris-art-6-4-ccs.md');
    await page.waitForTimeout(3000);
    await runCommand(page, 'View: Focus Problems');
    await gotoLine(page, 52);
    await page.waitForTimeout(1500);
    await picture('findings');

    await openQuote(page, 40, '"市场机制"');
    await page.waitForTimeout(2000);
    await picture('completion');
  } finally {
    await close();
  }
}
