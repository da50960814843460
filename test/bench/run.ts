// How fast it is, and how good its completion, beside others.
//   npm run bench                          every goal, in three rounds, and RESULTS.md; half an hour
//   npm run bench -- --quick               small and once, to see that everything runs
//   npm run bench -- --only key,cold       some rows, by the beginning of their names; --list shows them
//   npm run bench -- --rounds 5            more rounds
//   npm run bench -- completion [--every 20]   completion at the same places as yaml-language-server, and COMPLETION.md
import { benchCompletion } from './completion/run.ts';
import { benchGoals } from './goals.ts';
import { optionsOf } from './options.ts';

async function main([first, ...rest]: readonly string[]): Promise<void> {
  if (first === 'completion') await benchCompletion(Number(rest[rest.indexOf('--every') + 1]) || 1);
  else await benchGoals(optionsOf(first === undefined ? [] : [first, ...rest]));
}

main(process.argv.slice(2)).then(() => process.exit(0), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
