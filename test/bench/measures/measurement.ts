import type { Ground } from '../ground.ts';

/** What one measurement gives, by name. A figure that could not be had is absent. */
export type Figures = Readonly<Record<string, number>>;

/** Something that is measured: it throws where it cannot be, and that costs the rows that want it and no others. */
export type Measurement = (ground: Ground) => Promise<Figures>;

/** A measurement that has nothing to measure here, and why. */
export const skipped = (why: string): Error => Object.assign(new Error(why), { name: 'Skipped' });

/** Whether a measurement had nothing to measure. */
export const isSkipped = (error: unknown): boolean => error instanceof Error && error.name === 'Skipped';
