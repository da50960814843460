import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const project = resolve(__dirname, '..');
const floors = ['base', 'syntax', 'schema', 'record', 'rules', 'features', 'lsp', 'doors'] as const;

interface Source { readonly path: string; readonly text: string; readonly code: string; readonly imports: readonly string[] }

const filesBelow = (folder: string): readonly string[] => readdirSync(folder).flatMap(name => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? filesBelow(path) : /(?<!\.d)\.ts$/.test(name) ? [path] : [];
});

/** The text without its comments, strings and patterns, so that words in prose do not count as code. */
const codeOf = (text: string): string => text
  .replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
  .replace(/`(?:\\.|[^`\\])*`/g, '``').replace(/'(?:\\.|[^'\\\n])*'/g, '\'\'').replace(/"(?:\\.|[^"\\\n])*"/g, '""')
  .replace(/(?<=[=(,:?&|!]\s*|return |yield )\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/g, '//');

const sources: readonly Source[] = ['client', 'server'].flatMap(folder => filesBelow(join(project, folder))).map(path => {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'/gm), ...text.matchAll(/\bimport\('([^']+)'\)/g), ...text.matchAll(/^import '([^']+)'/gm)].map(([, from = '']) => from);
  return { path: relative(project, path).replaceAll('\\', '/'), text, code: codeOf(text), imports };
});

const floorOf = (path: string): number => path.startsWith('client/') ? floors.length : floors.findIndex(floor => path.startsWith(`server/${floor}/`));
const target = (source: Source, from: string): string => relative(project, join(dirname(join(project, source.path)), from)).replaceAll('\\', '/');
const offenders = (finds: (source: Source) => readonly string[]): readonly string[] => sources.flatMap(source => finds(source).map(what => `${source.path}: ${what}`));
const matches = (source: Source, pattern: RegExp): readonly string[] => [...source.code.matchAll(pattern)].map(([found]) => found.trim());

/** Which packages may be imported where; what is not named here may be imported nowhere in client/ and server/. */
const packages: readonly { readonly name: RegExp; readonly where: RegExp }[] = [
  { name: /^(?:yaml|jsonc-parser)$/, where: /^server\/syntax\// },
  { name: /^(?:diff|ignore)$/, where: /^server\/doors\// },
  { name: /^pinyin-pro$/, where: /^server\/features\/complete\// },
  { name: /^vscode-languageserver-types$/, where: /^server\/(?:features|lsp|doors)\// },
  { name: /^vscode-languageserver(?:\/node|\/browser)?$|^vscode-languageserver-textdocument$/, where: /^server\/(?:lsp|doors)\// },
  { name: /^node:/, where: /^server\/doors\// },
  { name: /^vscode(?:-languageclient\/(?:node|browser))?$/, where: /^client\// },
];

describe('the house', () => {
  it('every floor looks only down', () => {
    assert.deepEqual(offenders(source => source.imports.filter(from => from.startsWith('.') && !from.endsWith('.json'))
      .filter(from => floorOf(target(source, from)) > floorOf(source.path) || (source.path.startsWith('client/') !== target(source, from).startsWith('client/')))), []);
  });

  it('every file of the server stands on a floor', () => {
    assert.deepEqual(sources.filter(({ path }) => floorOf(path) < 0).map(({ path }) => path), []);
  });

  it('no file imports itself by a detour, types included', () => {
    const graph = new Map(sources.map(source => [source.path, source.imports.filter(from => /^\..*\.ts$/.test(from)).map(from => target(source, from))]));
    const done = new Set<string>();
    const walk = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) assert.fail([...way.slice(way.indexOf(path)), path].join(' → '));
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
      done.add(path);
    };
    for (const path of graph.keys()) walk(path, []);
  });

  it('a package is imported only on its floors', () => {
    assert.deepEqual(offenders(source => source.imports.filter(from => !from.startsWith('.'))
      .filter(from => !packages.some(({ name, where }) => name.test(from) && where.test(source.path)))), []);
  });

  it('clocks, processes and consoles are touched only at the doors', () => {
    assert.deepEqual(offenders(source => source.path.startsWith('server/doors/') || source.path.startsWith('client/') ? []
      : matches(source, /\b(?:Date\.now|new Date\(\)|process\.\w+|console\.(?:log|info|debug|warn|trace)\b|globalThis|fetch\(|require\()/g).filter(found => !/^console\./.test(found) || !source.path.startsWith('server/lsp/'))), []);
  });

  it('there is no any, no enum, no default export, no class and no non-null mark', () => {
    assert.deepEqual(offenders(source => matches(source, /(?::\s*|\bas\s+|<)any\b|\bany\[\]|^\s*(?:export\s+)?(?:const\s+)?enum\s+\w+|\bexport\s+default\b|^\s*(?:export\s+)?(?:abstract\s+)?class\s+\w+|[\w)\]]!(?=[.;,)\]\s[])(?!==?)/gm)), []);
  });

  it('a getter stands in what is made once, at the left of its file', () => {
    // V8 keeps it in the hidden class of its object, and with it all it knows, until the whole heap is looked through.
    assert.deepEqual(offenders(source => [...source.code.matchAll(/^(.*)\bget \w+\(\)/gm)].filter(([, before = '']) => !/^(?: {2}|(?:export )?const .*)$/.test(before)).map(([found]) => found.trim())), []);
  });

  it('nothing is evaluated and no child is started', () => {
    assert.deepEqual(offenders(source => [...matches(source, /\beval\(|\bnew Function\b/g), ...source.imports.filter(from => /^node:(?:child_process|vm|net|http|https|dns|dgram|tls|worker_threads)$/.test(from))
      // A thread of a check runs our own bundle and no other code.
      .filter(from => from !== 'node:worker_threads' || !/^server\/doors\/(?:cli|commands|crew|hand)\.ts$/.test(source.path))]), []);
  });

  it('relative imports carry their ending', () => {
    // The compiled validator is JavaScript that esbuild.js makes.
    assert.deepEqual(offenders(source => source.imports.filter(from => from.startsWith('.') && !/\.(?:ts|json)$/.test(from) && from !== './compiled.js')), []);
  });

  it('every relative import leads to a file', () => {
    assert.deepEqual(offenders(source => source.imports.filter(from => /^\..*\.(?:ts|json)$/.test(from) && !existsSync(join(project, target(source, from))))), []);
  });

  it('nothing is left for later in a comment', () => {
    assert.deepEqual(offenders(source => [...source.text.matchAll(/\b(?:TODO|FIXME|XXX)\b/g)].map(([found]) => found)), []);
  });

  it('no file is longer than 300 lines', () => {
    assert.deepEqual(offenders(({ text }) => text.split('\n').length > 300 ? [`${text.split('\n').length} lines`] : []), []);
  });

  it('what a file shows to others is told in a sentence', () => {
    // A rule tells about itself in its title and why.
    assert.deepEqual(offenders(source => /^export const \w+: Rule = \{/m.test(source.text) ? []
      : [...source.text.matchAll(/^(?!\s*\*\/|.*\*\/$)(.*)\nexport (?:async )?(?:function\*?|const|interface) (\w+)/gm)].filter(([, before = '']) => !/\*\/\s*$/.test(before)).map(([, , name = '']) => name)), []);
  });

  it('the page of the house names each of these invariants', () => {
    const page = readFileSync(join(project, 'server/README.md'), 'utf8');
    const own = readFileSync(__filename, 'utf8');
    const missing = [...own.matchAll(/^ {2}it\('([^']+)'/gm)].map(([, name = '']) => name).filter(name => !page.includes(name));
    assert.deepEqual(missing, []);
  });

  it('no file names a machine or a registry', () => {
    const tracked = ['client', 'server', 'test', 'schemas', 'l10n'].flatMap(folder => everyFile(join(project, folder)))
      .concat(['README.md', 'CHANGELOG.md', 'package.json', 'package-lock.json', 'esbuild.js', '.ci/run'].map(file => join(project, file)));
    const found = tracked.filter(path => /\.(?:ts|js|cjs|mjs|json|md|txt)$|run$/.test(path) && !path.endsWith('house.test.ts') && !path.endsWith('compiled.js'))
      .flatMap(path => [...readFileSync(path, 'utf8').matchAll(/registry\.npm\w*\.\w+|deb\.debian\.org|(?<![\w.])\/(?:root|work)\/\w+/g)].map(([what]) => `${relative(project, path)}: ${what}`));
    assert.deepEqual(found, []);
  });
});

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder).filter(name => name !== 'node_modules').flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? everyFile(path) : [path];
  });
}
