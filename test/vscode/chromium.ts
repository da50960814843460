import { chromium, type Browser } from 'playwright-core';
import { isProgram, onPath } from './children.ts';

/** The path of a Chromium or Chrome of this machine, or `undefined`. The environment variable POLICY_RECORDS_CHROMIUM may name one. */
export function findChromium(): string | undefined {
  const named = process.env['POLICY_RECORDS_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  return onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge')
    ?? ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'].find(isProgram);
}

/** Starts a Chromium that shows no window and asks the network for nothing by itself. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium or Chrome was found on this machine.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    // Signals are handled in one place, see atEnd.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
