// The entry of `npm test`: every suite, each in a process of its own, each closing with “N passed, N failed”.
//   npm test                 all of them
//   npm test -- unit cli     only those named
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const project = resolve(__dirname, '..');
const mochaBin = join(project, 'node_modules/mocha/bin/mocha.js');

/** A suite: its name, what it is, and how it runs. A step that is no mocha run counts as one test. */
interface Suite { readonly name: string; readonly run: () => boolean }

const tests = testFiles(__dirname);
const alone: ReadonlyMap<string, (file: string) => boolean> = new Map([
  ['cli', file => /^(?:cli|disk)\b/.test(file)],
  ['protocol', file => /^protocol\b/.test(file)],
  ['editors', file => /^editors\b/.test(file)],
  ['corpus', file => file.includes('corpus')],
  ['mutations', file => file === 'mutations.test.ts'],
]);
const isUnit = (file: string) => ![...alone.values()].some(takes => takes(file));

const suites: readonly Suite[] = [
  { name: 'build', run: step('build', process.execPath, ['esbuild.js']) },
  { name: 'types', run: step('types', process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.']) },
  { name: 'unit', run: mocha('unit', tests.filter(isUnit)) },
  ...[...alone].map(([name, takes]) => ({ name, run: mocha(name, tests.filter(takes)) })),
  // Small and once: what cannot run fails, and a slow figure does not.
  { name: 'bench', run: step('bench', process.execPath, ['--require', './test/register.cjs', 'test/bench/run.ts', '--quick']) },
  { name: 'package', run: step('package', process.execPath, ['--require', './test/register.cjs', 'test/package.ts']) },
  { name: 'vscode', run: () => run(process.execPath, ['--require', './test/register.cjs', 'test/vscode/run.ts']) },
  { name: 'keys', run: () => run(process.execPath, ['--require', './test/register.cjs', 'test/vscode/keys.ts']) },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !suites.some(suite => suite.name === name));
if (unknown.length > 0) {
  console.error(`There is no suite named ${unknown.join(', ')}; the suites are ${suites.map(suite => suite.name).join(', ')}.`);
  process.exit(2);
}
const failed: string[] = [];
for (const suite of suites.filter(each => wanted.length === 0 || wanted.includes(each.name) || each.name === 'build')) {
  console.log(`\n== ${suite.name}`);
  const started = Date.now();
  if (!suite.run()) failed.push(suite.name);
  console.log(`   ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
console.log(failed.length === 0 ? '\nEvery suite passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder).sort().flatMap(name => {
    const path = join(folder, name);
    // What the bench and the mutants install brings tests of its own.
    if (statSync(path).isDirectory()) return ['vscode', 'bench', 'mutants'].includes(relative(__dirname, path)) ? [] : testFiles(path);
    return name.endsWith('.test.ts') ? [relative(__dirname, path)] : [];
  });
}

function run(command: string, args: readonly string[]): boolean {
  const { status, error } = spawnSync(command, args, { cwd: project, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
}

function step(name: string, command: string, args: readonly string[]): () => boolean {
  return () => {
    const passed = run(command, args);
    console.log(passed ? '1 passed, 0 failed' : `0 passed, 1 failed`);
    if (!passed) console.error(`The step “${name}” failed.`);
    return passed;
  };
}

function mocha(name: string, files: readonly string[]): () => boolean {
  return () => {
    const present = files.map(file => join('test', file)).filter(file => existsSync(join(project, file)));
    if (present.length === 0) { console.log('0 passed, 1 failed'); console.error(`The suite “${name}” has no tests.`); return false; }
    return run(process.execPath, [mochaBin, '--require', './test/register.cjs', '--reporter', './test/reporter.cjs', '--timeout', '60000', ...present]);
  };
}
