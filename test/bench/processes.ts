import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** Starts Node on a script. Whatever becomes of the bench, the process ends with it. */
export function startNode(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [...args], options);
  running.add(child);
  child.on('exit', () => running.delete(child));
  child.on('error', () => running.delete(child));
  return child;
}

/** A folder of the system's for what a run needs; it is removed at the end. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `policy-records-bench-${name}-`));
  folders.add(folder);
  return folder;
}

/** Removes a folder before the end, where another of its size comes next. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

/** Ends what is still running and removes what is still lying about. */
export function tidyUp(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  for (const folder of [...folders]) removeFolder(folder);
}

process.on('exit', tidyUp);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

/** Whether the system tells about processes as Linux does. */
export const hasProc = existsSync('/proc/self/status');

/** The memory of a process and of its children: what it holds now and what it held at most, in KB. Undefined where the system does not tell, or the process is gone. */
export function memoryOf(pid: number | undefined): { readonly now: number; readonly most: number } | undefined {
  const all = pid === undefined || !hasProc ? [] : familyOf(pid).flatMap(each => {
    const status = read(`/proc/${each}/status`);
    const [now, most] = [/VmRSS:\s+(\d+)/.exec(status)?.[1], /VmHWM:\s+(\d+)/.exec(status)?.[1]];
    return now === undefined || most === undefined ? [] : [{ now: Number(now), most: Number(most) }];
  });
  return all.length === 0 ? undefined : all.reduce((sum, each) => ({ now: sum.now + each.now, most: sum.most + each.most }));
}

/** How long a process and its children have been computing, in milliseconds. */
export function computedBy(pid: number): number {
  return familyOf(pid).reduce((sum, each) => {
    const fields = read(`/proc/${each}/stat`).replace(/^.*\) /, '').split(' ');
    // The kernel counts in ticks, of which there are a hundred in a second.
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
  }, 0);
}

function familyOf(pid: number): readonly number[] {
  try {
    return [pid, ...readdirSync(`/proc/${pid}/task`).flatMap(task => read(`/proc/${pid}/task/${task}/children`).trim().split(/\s+/).filter(each => each !== '').flatMap(each => familyOf(Number(each))))];
  } catch {
    return [pid];
  }
}

/** A file of the system’s, which may be gone with its process. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Waits. */
export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, milliseconds); });

/** What comes within so many milliseconds; undefined where nothing does. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let late: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([work, new Promise<undefined>(resolve => { late = setTimeout(() => resolve(undefined), Math.max(0, milliseconds)); })]);
  } finally {
    clearTimeout(late);
  }
}

/** Gives up on what does not come within so many milliseconds, with a sentence about what it was. */
export async function inTime<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  const done = await within(milliseconds, work.then(value => ({ value })));
  if (!done) throw new Error(`${what} took longer than ${milliseconds / 1000} s`);
  return done.value;
}
