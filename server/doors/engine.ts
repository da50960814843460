import { setFlagsFromString } from 'node:v8';

/**
 * Has all new objects be young ones. Where those of one place in the code live long, V8 makes the next ones old at once. In a large reading
 * trees do live long, as a few hundred wait to be asked for; later each key makes one that nobody keeps, and as an old one it would stay with
 * all it holds until the whole heap is looked through, while each collection of the young goes through that again: two milliseconds instead of half of one.
 */
export const stayYoung = (): void => { tellEngine('--no-allocation-site-pretenuring'); };

/** How much of a function has to run, in bytes of its code, before V8 thinks of compiling it. */
export const compileAfter = (budget: number): void => { tellEngine(`--interrupt-budget=${budget}`); };

/**
 * Has V8 copy less into a function that it compiles of what that calls: 300 bytes of code instead of 920. A check takes seconds, during which its
 * compilers work beside it nearly all the time. So they need a third less, and what they make of a check is no slower.
 */
export const copyLittle = (): void => { tellEngine('--max-inlined-bytecode-size-cumulative=300'); };

/** Lets the heap grow by little more than half before V8 cleans it up, instead of to four times what is in it. */
export const growSlowly = (): void => { tellEngine('--heap-growing-percent=60'); };

/** Node lets its flags be set while it runs. Where V8 is built into something else they may be frozen, and to set one would be the end. */
function tellEngine(flag: string): void {
  if (!('electron' in process.versions) && !('nw' in process.versions)) setFlagsFromString(flag);
}
