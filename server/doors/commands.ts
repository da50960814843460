import { isMainThread } from 'node:worker_threads';
import { checkCommand } from './check.ts';
import { explainCommand } from './explain.ts';
import { lendHand } from './hand.ts';

/** The commands that know the rules. They are a bundle of their own, which other commands and an answer from the cache do without. */
export const commands = { check: checkCommand, explain: explainCommand };

// The same bundle is what the threads of a check run.
if (!isMainThread) void lendHand();
