import type { Host } from './host.ts';

/** The clock of a session that may last overnight. */
export interface Calendar {
  /** The moment it is; where that is on another day than the last, it is told. */
  now(): Date;
  end(): void;
}

/**
 * Watches for a new day, as rules judge by it: at midnight, and whenever someone asks for the time, since a machine that slept wakes no
 * timer and a clock can be set. `turned` is told behind whatever asked.
 */
export function watchDays(host: Pick<Host, 'now'>, turned: () => void): Calendar {
  let day = dayOf(host.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): Date => {
    const moment = host.now();
    const today = dayOf(moment);
    if (today !== day) {
      day = today;
      setTimeout(turned);
    }
    return moment;
  };
  const wait = () => {
    timer = setTimeout(wait, tillMidnight(now()));
    // A session that has ended otherwise does not live on for this; in a browser nothing does.
    timer.unref?.();
  };
  wait();
  return { now, end: () => clearTimeout(timer) };
}

/** The day where the user is, as YYYY-MM-DD. */
export const dayOf = (moment: Date): string => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
const two = (n: number): string => String(n).padStart(2, '0');

/** How long it is till the next day begins where the user is, in milliseconds: a day may be an hour longer or shorter than others. */
const tillMidnight = (moment: Date): number => Math.max(1, new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + 1).getTime() - moment.getTime());
