import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../arithmetic.ts';
import { timedFile, type Ground } from '../ground.ts';
import { launch } from '../lsp.ts';
import type { Participant } from '../participants.ts';
import { isFlagged, placeOf, timeKeys } from './edits.ts';
import type { Figures } from './measurement.ts';

/** The nearest thing that others have to a reference between records: a link in the body that leads to a file, and no longer does when a character is added. */
export async function links(ground: Ground, participant: Participant): Promise<Figures> {
  const workspace = ground.workspace({ records: ground.sizes.small, linked: true });
  const file = timedFile(workspace, 0);
  const uri = workspace.uri(file);
  const text = readFileSync(join(workspace.folder, file), 'utf8');
  const { at, line } = placeOf(text, /\]\(\.\/([^)]+)\.md\)/);
  const session = await launch(participant, workspace.folder);
  try {
    session.open(uri, text);
    const times = await timeKeys(session, { uri, at, insert: '0' }, ground.sizes.keys, isIn => [{ uri, is: told => isFlagged(told, line, participant, '') === isIn }]);
    return { p50: percentile(times, 0.5) ?? NaN };
  } finally {
    await session.stop();
  }
}
