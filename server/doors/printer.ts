import type { Told } from './cache.ts';
import type { Printed } from './crew.ts';
import { add, sumOf, type Binding, type Counts } from './summary.ts';

/** Prints the parts of a report in their order, whatever order they come in, and each as soon as all before it are printed. */
export interface Printer {
  /** Takes the part of a file; undefined where nothing is said of it. A file that has no place in the report is none of its business, and what is printed stays. */
  put(path: string, part: Printed | undefined): void;
  /** Prints what is left, and tells what all of it came to. */
  end(): Sum;
}

/** What was printed, together. */
export interface Sum { readonly counts: Counts; readonly ignored: number; readonly isEmpty: boolean }

/** A printer of a report of these files. `printed` is told of each part. */
export function createPrinter(paths: readonly string[], { open, between }: Binding, out: (bytes: Uint8Array) => void, printed: (told: Told) => void = () => undefined): Printer {
  const slots = new Map(paths.map((path, slot) => [path, slot]));
  const counts = { ...sumOf([]) };
  let ignored = 0;
  const waiting = new Map<number, Printed>();
  const [opening, joint] = [encoder.encode(open), encoder.encode(between)];
  let next = 0;
  let isEmpty = true;
  let ready: Uint8Array[] = [opening];
  let size = 0;
  const flush = () => {
    if (ready.length > 0) out(Buffer.concat(ready));
    ready = [];
    size = 0;
  };
  const print = (path: string, part: Printed) => {
    const { bytes } = part;
    printed({ path, length: bytes.length, counts: part.counts, ignored: part.ignored, isBroken: part.isBroken });
    add(counts, part.counts);
    ignored += part.ignored.length;
    if (bytes.length === 0) return;
    if (!isEmpty && joint.length > 0) ready.push(joint);
    ready.push(bytes);
    isEmpty = false;
    size += bytes.length;
    if (size >= mostHeld) flush();
  };
  return {
    put: (path, part) => {
      const slot = slots.get(path);
      if (slot === undefined || slot < next) return;
      waiting.set(slot, part ?? silence);
      for (let due = waiting.get(next); due; due = waiting.get(next)) {
        waiting.delete(next);
        print(paths[next++] ?? '', due);
      }
    },
    end: () => {
      for (; next < paths.length; next++) print(paths[next] ?? '', waiting.get(next) ?? silence);
      flush();
      return { counts, ignored, isEmpty };
    },
  };
}

const encoder = new TextEncoder();
/** What is said of a file that is no longer there. */
const silence: Printed = { bytes: new Uint8Array(), counts: sumOf([]), ignored: [], isBroken: false };
/** How many bytes are gathered before they are written: a write for each record would take longer than the drawing. */
const mostHeld = 1 << 18;
