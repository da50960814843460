import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { timedFile, type Ground } from '../ground.ts';
import { launch } from '../lsp.ts';
import type { Participant } from '../participants.ts';
import { memoryOf, pause } from '../processes.ts';
import { skipped, type Figures } from './measurement.ts';

/**
 * What a record more costs a server, in KB: what it holds with a large library less what it holds with a small one. Our server reads the
 * library itself and one record is opened; others know of nothing but what is opened, so that `isOpened` opens all.
 */
export async function memoryPerRecord(ground: Ground, participant: Participant, [small, large]: readonly [number, number], isOpened: boolean): Promise<Figures> {
  const less = await held(ground, participant, small, isOpened);
  const more = await held(ground, participant, large, isOpened);
  return { each: (more.memory - less.memory) / (more.records - less.records) };
}

async function held(ground: Ground, participant: Participant, records: number, isOpened: boolean): Promise<{ readonly memory: number; readonly records: number }> {
  const workspace = ground.workspace({ records, ending: participant.ending });
  const session = await launch(participant, workspace.folder);
  try {
    const opened = isOpened ? workspace.files : [timedFile(workspace, 0)];
    for (const [i, file] of opened.entries()) {
      session.open(workspace.uri(file), readFileSync(join(workspace.folder, file), 'utf8'));
      // An editor does not open them all in one breath either.
      if (i % 20 === 19) await pause(20);
    }
    await session.calm();
    // Node gives memory back while it idles; the least that it holds then is what it needs.
    let least = Infinity;
    for (const until = performance.now() + ground.sizes.rest; performance.now() < until; await pause(200)) least = Math.min(least, memoryOf(session.pid)?.now ?? Infinity);
    if (least === Infinity) throw skipped('the system does not tell of memory as Linux does');
    return { memory: least, records: workspace.files.length };
  } finally {
    await session.stop();
  }
}
