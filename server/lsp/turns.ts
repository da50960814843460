import { RAL } from 'vscode-languageserver';

/** Work that is done once however often it is asked for, each kind under a name of its own. */
export interface Turns {
  /** Has it done as soon as all messages that lie there are read; whoever asks again stands behind those that have come since. */
  next(name: string, work: Work): void;
  /** Has it done after so many milliseconds, counted from when it was asked for first. */
  after(name: string, delay: number, work: Work): void;
  drop(name: string): void;
  /** Drops everything, and takes nothing more. */
  end(): void;
}

type Work = () => void | Promise<void>;

/** Nothing waits yet. `fail` is told of what a work throws. Work of one name is never done twice at a time. */
export function createTurns(fail: (error: unknown) => void): Turns {
  const waiting = new Map<string, () => void>();
  const running = new Map<string, Promise<void>>();
  let isOver = false;
  const drop = (name: string) => {
    waiting.get(name)?.();
    waiting.delete(name);
  };
  const run = (name: string, work: Work) => {
    const before = running.get(name);
    if (before) {
      let isWanted = true;
      waiting.set(name, () => { isWanted = false; });
      void before.then(() => { if (isWanted) run(name, work); });
      return;
    }
    waiting.delete(name);
    running.set(name, Promise.resolve().then(work).catch(fail).finally(() => { running.delete(name); }));
  };
  return {
    next: (name, work) => {
      drop(name);
      if (isOver) return;
      // A message is handled in each turn of the loop. A turn that goes by without another one asking means that none is left.
      const idle = (turns: number) => {
        const { dispose } = RAL().timer.setImmediate(() => { if (turns === 0) run(name, work); else idle(turns - 1); });
        waiting.set(name, dispose);
      };
      idle(1);
    },
    after: (name, delay, work) => {
      if (isOver || waiting.has(name)) return;
      const timer = setTimeout(() => run(name, work), delay);
      waiting.set(name, () => clearTimeout(timer));
    },
    drop,
    end: () => {
      isOver = true;
      for (const name of [...waiting.keys()]) drop(name);
    },
  };
}
