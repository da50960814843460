// Changes the rules in small ways, one at a time, and counts how many of the changes a test notices: npm run mutants [-- server/rules/shared-url.ts …]
// TESTS=rules,slips names the test files that are to notice them, where it is not all of those below.
const { spawnSync } = require('node:child_process');
const { existsSync, writeFileSync, mkdirSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const here = __dirname;
const project = resolve(here, '../..');
const tool = join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
if (!existsSync(tool) && spawnSync(npm, ['ci'], { cwd: here, stdio: 'inherit' }).status !== 0) process.exit(1);

// The tests that judge one rule at a time; those that run all rules over one record would be run for each change.
const tests = process.env.TESTS?.split(',') ?? ['rules', 'rules-links', 'rules-succession', 'rules-narrative', 'rules-structure', 'rules-lineage', 'evidence-rules', 'text-rules', 'claims', 'migration', 'twins', 'changes', 'fix-all', 'own-words', 'handbook', 'rules-pages', 'project', 'both-languages', 'rules-values', 'rules-twins'];

const wanted = process.argv.slice(2);
const config = {
  testRunner: 'mocha',
  plugins: [join(here, 'node_modules/@stryker-mutator/mocha-runner/dist/src/index.js')],
  mutate: wanted.length > 0 ? wanted : ['server/rules/*.ts', '!server/rules/index.ts', '!server/rules/howto.ts'],
  // Wording is judged by people; a sentence that is emptied fails the examples anyway.
  mutator: { excludedMutations: ['StringLiteral'] },
  mochaOptions: { require: ['./test/register.cjs'], spec: tests.map(name => `test/${name}.test.ts`) },
  coverageAnalysis: 'perTest',
  // What is made once when a file is loaded needs every test for each change, which is most of the time for a twelfth of the changes; STATIC=1 judges those too.
  ignoreStatic: process.env.STATIC !== '1',
  // The project's compiler has no interface for other programs, and its options need no change.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  ignorePatterns: ['.vscode-test', 'dist', 'test/mutants', '*.vsix'],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: join(here, 'node_modules/.cache/report.json') },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: wanted.length > 0, skipFull: true },
  tempDirName: '.mutants',
  timeoutMS: 20000,
  concurrency: 2,
};
mkdirSync(join(here, 'node_modules/.cache'), { recursive: true });
const file = join(here, 'node_modules/.cache/stryker.config.json');
writeFileSync(file, JSON.stringify(config));
const { status } = spawnSync(process.execPath, [tool, 'run', file], { cwd: project, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const report = JSON.parse(readFileSync(config.jsonReporter.fileName, 'utf8'));
const counts = {};
for (const { mutants } of Object.values(report.files)) for (const { status: each } of mutants) counts[each] = (counts[each] ?? 0) + 1;
const noticed = (counts.Killed ?? 0) + (counts.Timeout ?? 0);
const all = noticed + (counts.Survived ?? 0) + (counts.NoCoverage ?? 0);
console.log(`${noticed} of ${all} changes noticed: ${(100 * noticed / all).toFixed(1)} %`);
