import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, Wanted } from '../ground.ts';
import { packaged, project } from '../installed.ts';
import { inTime, memoryOf, startNode } from '../processes.ts';
import { skipped, type Figures } from './measurement.ts';

/** A command that has run: seconds from its start to its end, its peak of memory in MB where the system tells, and what it wrote. */
export interface Ran { readonly wall: number; readonly peak: number | undefined; readonly code: number | null; readonly out: string; readonly err: string }

/** Runs Node on a script. Without `isHeard` what it writes to its output goes nowhere, as with a redirection. */
export async function run(args: readonly string[], cwd: string, isHeard = false): Promise<Ran> {
  const started = performance.now();
  const child = startNode(args, { cwd, stdio: ['ignore', isHeard ? 'pipe' : 'ignore', 'pipe'] });
  const heard: Record<'out' | 'err', Buffer[]> = { out: [], err: [] };
  child.stdout?.on('data', (chunk: Buffer) => { heard.out.push(chunk); });
  child.stderr?.on('data', (chunk: Buffer) => { heard.err.push(chunk); });
  let peak: number | undefined;
  const watching = setInterval(() => {
    const most = memoryOf(child.pid)?.most;
    if (most !== undefined) peak = Math.max(peak ?? 0, most / 1024);
  }, 50);
  try {
    const code = await inTime(new Promise<number | null>((resolve, reject) => { child.on('close', resolve); child.on('error', reject); }), 15 * 60_000, args[0] ?? 'A command');
    return { wall: (performance.now() - started) / 1000, peak, code, out: Buffer.concat(heard.out).toString('utf8'), err: Buffer.concat(heard.err).toString('utf8') };
  } finally {
    clearInterval(watching);
    child.kill('SIGKILL');
  }
}

/** Our command over a cold library: every rule, every file, nothing kept from before. Of several runs the one in the middle counts: a few seconds say little on a machine that others use. */
export async function check(ground: Ground, wanted: Wanted, times = 1): Promise<Figures> {
  const { folder } = ground.workspace(wanted);
  const args = [ground.cli, 'check', 'policies', ...(await knows(ground, '--no-cache') ? ['--no-cache'] : [])];
  const runs: Ran[] = [];
  for (let turn = 0; turn < times; turn++) runs.push(await run(args, folder));
  runs.sort((a, b) => a.wall - b.wall);
  const [middle] = runs.slice(runs.length >> 1);
  if (!middle) throw new Error('A check was to be run no times.');
  return figuresOf(middle, 'check');
}

/** The same a second time, with what the first has kept on disk. */
export async function checkAgain(ground: Ground, wanted: Wanted): Promise<Figures> {
  if (!await knows(ground, '--cache-location')) throw skipped('this build has no --cache-location');
  const { folder } = ground.workspace(wanted);
  const cache = join(ground.folder, 'cache');
  const again = () => run([ground.cli, 'check', 'policies', '--cache-location', cache], folder);
  if (!existsSync(cache)) await again();
  return figuresOf(await again(), 'check');
}

/** The floor: what reading, parsing and validating take with plain libraries. `keeps` holds every parsed record to the end. */
export async function floor(ground: Ground, wanted: Wanted, keeps = false): Promise<Figures> {
  const { folder, files } = ground.workspace(wanted);
  const ran = await run([ground.floor, join(folder, 'policies'), join(project, 'schemas/policy-record.schema.json'), ...(keeps ? ['keep'] : [])], folder, true);
  if (ran.code !== 0) throw new Error(`The floor failed: ${ran.err.slice(0, 300)}`);
  const { records, broken, dangling } = JSON.parse(ran.out) as { readonly records: number; readonly broken: number; readonly dangling: number };
  if (records !== files.length || broken === 0 || dangling === 0) throw new Error(`The floor did not do its work: ${ran.out}`);
  return seconds(ran);
}

/** remark with the one plug-in that checks frontmatter against a schema. */
export async function remark(ground: Ground, wanted: Wanted): Promise<Figures> {
  const { folder } = ground.workspace(wanted);
  const ran = await run([packaged('remark-cli', 'cli.js'), 'policies', '--quiet', '--frail', '--no-color', '--no-stdout'], folder);
  const { code, err } = ran;
  // It tells of what it found on its error output, and by the code 1.
  if (code !== 1 || !/warning/.test(err)) throw new Error(`remark ended with ${code}: ${err.slice(0, 300)}`);
  return seconds(ran);
}

const seconds = ({ wall, peak }: Ran): Figures => ({ wall, ...(peak === undefined ? {} : { peak }) });

function figuresOf(ran: Ran, command: string): Figures {
  // There are mistakes in every workspace, and errors end the command with 1.
  if (ran.code !== 1) throw new Error(`${command} ended with ${ran.code}: ${ran.err.slice(0, 300)}`);
  return seconds(ran);
}

/** Whether this build has an option. */
const knows = async (ground: Ground, option: string): Promise<boolean> => (await run([ground.cli, '--help'], ground.folder, true)).out.includes(option);
