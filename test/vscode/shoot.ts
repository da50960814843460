// Takes a picture of a record in the editor: node --require ./test/register.cjs test/vscode/shoot.ts [file] [line] [locale]
import { resolve } from 'node:path';
import { gotoLine, openFile, openWorkbench, screenshot } from './drive.ts';

const [file = 'zh/intl-paris-art-6-4-ccs.md', line = '1', locale = 'en'] = process.argv.slice(2);

void main();

async function main(): Promise<void> {
  const { page, close } = await openWorkbench({ workspace: resolve(__dirname, '../../seeds'), locale });
  try {
    await openFile(page, file);
    await gotoLine(page, Number(line));
    // The language server needs a moment after the editor has opened.
    await page.waitForTimeout(2000);
    console.log(await screenshot(page, `${file.replace(/\W+/g, '-').replace(/-md$/, '')}-${locale}`));
  } finally {
    await close();
  }
}
