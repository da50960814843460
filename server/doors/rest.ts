import { Session } from 'node:inspector';
import type { Host } from '../lsp/host.ts';
import { compileAfter } from './engine.ts';

/** How many files have to be read before it is worth while, and how long nothing may happen then, in milliseconds. */
const [many, quiet] = [100, 3000];

/** A host that rests after work. `stir` tells that something else happens: no one is to wait for a collection. */
export interface Resting { readonly host: Host; readonly stir: () => void }

/** How long nothing may be read until a large reading counts as over, in milliseconds: then keys may be typed. */
const pausing = 300;
/** How much of a function has to run, in bytes of its code, before V8 thinks of compiling it: by itself, and during a large reading. */
const [usual, patient] = [67_584, 270_336];

/**
 * Gives memory back once many files were read and nothing has happened for a while. For such a reading V8 takes several times what a
 * library needs, and keeps it for as long as a server only waits. What its compilers took it does not give back at
 * all, so that they are held back meanwhile: what is worth it is compiled as well, and takes no longer.
 */
export function resting(host: Host, collect: () => void = () => { collectGarbage(); }, pause = quiet, tellBudget = compileAfter): Resting {
  let read = 0;
  let isPatient = false;
  const over = waiting(() => {
    isPatient = false;
    tellBudget(usual);
  }, pausing);
  const reading = () => {
    if (read < many) return;
    if (!isPatient) tellBudget(patient);
    isPatient = true;
    over();
  };
  const rest = waiting(() => {
    read = 0;
    collect();
  }, pause);
  const stir = () => { if (read >= many) rest(); };
  return {
    stir,
    host: {
      ...host,
      read: uri => {
        read++;
        stir();
        reading();
        return host.read(uri);
      },
    },
  };
}

/** Does something once it was not put off for so many milliseconds. It keeps no process alive. */
function waiting(what: () => void, time: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => { timer = timer?.refresh() ?? setTimeout(what, time).unref(); };
}

/**
 * Lets V8 look through the whole heap, which a debugger may ask for, too. It takes some hundred milliseconds where much is held. What is
 * left lies scattered after the first time, and only the second moves it together.
 */
export function collectGarbage(times = 2): void {
  try {
    const session = new Session();
    session.connect();
    // Within its own answer a session cannot end without waiting for itself.
    session.post('HeapProfiler.collectGarbage', () => {
      setImmediate(() => {
        session.disconnect();
        if (times > 1) collectGarbage(times - 1);
      });
    });
  } catch {
    // A build of Node without its inspector keeps the memory.
  }
}
