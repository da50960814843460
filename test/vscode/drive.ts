import { resolve, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startServed } from './served.ts';
import { prepareServed } from './served-setup.ts';

/** A workbench that can be looked at and typed into. */
export type Workbench = { readonly page: Page; readonly url: string; readonly close: () => Promise<void> };

const project = resolve(__dirname, '../..');

/** Opens a folder in the served VS Code with the extension in development mode and waits until its files are listed in their colours.
 *  The window is 1400 by 900 pixels. `extension` is this project unless another folder is named. */
export async function openWorkbench(options: {
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly locale?: string;
  readonly trust?: boolean;
  readonly extension?: string;
  /** A packed extension to install instead of one in development. */
  readonly vsix?: string;
}): Promise<Workbench> {
  const extension = options.vsix === undefined ? options.extension ?? project : undefined;
  const server = await startServed(await prepareServed(project), { ...options, extension });
  try {
    const browser = await launchChromium();
    const close = async (): Promise<void> => {
      await browser.close();
      await server.stop();
    };
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, deviceScaleFactor: 1, locale: options.locale ?? 'en' });
      await Promise.race([page.goto(server.address()), server.died]);
      // The files are listed before the built-in extensions have brought the colours, and the colours can come before the files.
      const ready = ['.explorer-folders-view .monaco-list-row', '.monaco-workbench[class*="vscode-theme-"]']
        .map(selector => page.locator(selector).first().waitFor({ timeout: 60_000 }));
      await Promise.race([Promise.all(ready), server.died]);
      return { page, url: server.address(), close };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Opens a file, named by its path inside the workspace, and waits until its editor has the focus. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  await page.keyboard.press('ControlOrMeta+P');
  const input = quickInput(page);
  await input.fill(path);
  // The list is filled while one types: Enter must wait for the row that is meant.
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await input.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
}

/** Puts the cursor at the start of a line of the open file and shows it; lines are counted from 1. */
export async function gotoLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+P');
  const input = quickInput(page);
  await input.fill(`:${line}`);
  await input.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Takes the value away that ends a line before its comma, and types the quote that begins another. */
export async function openQuote(page: Page, line: number, value: string): Promise<void> {
  await gotoLine(page, line);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  for (let i = 0; i < value.length; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Delete');
  await page.keyboard.type('"');
}

/** Runs a command of the palette, named by the title shown there, such as `View: Toggle Terminal`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = quickInput(page);
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await input.press('Enter');
}

/** Takes a picture of the whole window into `test/vscode/screenshots` and gives its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(__dirname, 'screenshots', `${name}.png`);
  await page.screenshot({ path });
  return path;
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget .quick-input-box input');
}
