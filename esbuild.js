// Builds everything that ships: the validator from the schema, then the bundles.
//   node esbuild.js               all of it, minified
//   node esbuild.js --validator   only the validator, which type checks and tests need
//   node esbuild.js --watch       the bundles again on each change, with source maps
const { mkdirSync, readFileSync, writeFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');

const root = __dirname;
const watch = process.argv.includes('--watch');

/** The schema without its wording, which no validation needs. */
const withoutWording = schema => JSON.parse(JSON.stringify(schema, function (key, value) {
  const isName = this === schema.properties || typeof this.title === 'object';
  return !isName && (key === 'x-zh' || (key === 'title' || key === 'description') && typeof value === 'string') ? undefined : value;
}));

/** The schema with each map within the record as a definition of its own, by its path. */
function inParts(schema) {
  const definitions = { ...schema.definitions };
  const part = (each, path) => {
    if (each?.type === 'array') return { ...each, items: part(each.items, path) };
    if (each?.properties === undefined) return each;
    definitions[path] = within(each, `${path}.`);
    return { $ref: `#/definitions/${path}` };
  };
  const within = (map, above) => ({ ...map, properties: Object.fromEntries(Object.entries(map.properties).map(([name, each]) => [name, part(each, above + name)])) });
  return { ...within(schema, ''), definitions };
}

/** Compiles the JSON Schema to plain code, so that nothing is compiled or evaluated at run time. */
function compileValidator() {
  const { default: Ajv } = require('ajv');
  const { default: addFormats } = require('ajv-formats');
  const { default: standalone } = require('ajv/dist/standalone');
  const schema = JSON.parse(readFileSync(join(root, 'schemas/policy-record.schema.json'), 'utf8'));
  // A definition that is a function of its own is compiled by the engine long before one large function is, and given up alone where it meets something new.
  // Plain data inherit nothing, so that nobody has to ask what is a property of their own.
  // What it would say of an error is said in our own words.
  const ajv = new Ajv({ allErrors: true, inlineRefs: false, strict: true, messages: false, $data: false, code: { source: true, lines: true, optimize: true } });
  ajv.addVocabulary(['x-zh', 'x-vocabulary']);
  addFormats(ajv, ['date']);
  ajv.addSchema(inParts(withoutWording(schema)), 'record');
  const code = `// Made by esbuild.js from schemas/policy-record.schema.json.\n${standalone(ajv, { validate: 'record' })}`;
  const file = join(root, 'server/schema/compiled.js');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== code) writeFileSync(file, code);
}

// Packages' ES modules come first: the other entry of jsonc-parser requires its parts at run time, where a bundle has none.
// Node knows the properties of characters, which esbuild would else put into patterns that are made anew at each use.
// Chinese is written as it is: escaped it takes twice the room, and loading a bundle takes as long as it is large.
const shared = { bundle: true, charset: 'utf8', mainFields: ['module', 'main'], minify: !watch, sourcemap: watch, target: 'node20', platform: 'node', format: 'cjs', logLevel: 'warning', legalComments: 'none', supported: { 'regexp-unicode-property-escapes': true } };
/** The dictionary of pinyin is a file of its own beside the bundles of Node, read when the first completion wants it: the command line never does. */
const dictionary = {
  name: 'dictionary',
  setup: build => build.onResolve({ filter: /^pinyin-pro$/ }, ({ kind }) => kind === 'dynamic-import' ? { path: './pinyin.js', external: true } : undefined),
};
/** What a command loads only when it needs it is a bundle of its own: the rules, and the language server, which is there anyway. */
const wanted = { './commands.ts': './commands.js', './serve.ts': './server.js' };
const later = {
  name: 'later',
  setup: build => build.onResolve({ filter: /^\.\/(?:commands|serve)\.ts$/ }, ({ kind, path }) => kind === 'dynamic-import' ? { path: wanted[path], external: true } : undefined),
};
/** A module whose parts are looked up in another one when they are asked for: only then is that one loaded. */
const asked = path => `module.exports = Object.create(new Proxy({}, { get: (_, name) => name === '__esModule' || require(${JSON.stringify(path)})[name] }));`;
/** What reads YAML of all kinds is a file of its own beside the server too: most records hold nothing out of the ordinary and are read without it. */
const yaml = {
  name: 'yaml',
  setup: build => {
    build.onResolve({ filter: /^yaml$/ }, ({ path }) => ({ path, namespace: 'yaml' }));
    build.onResolve({ filter: /^\.\/yaml\.js$/, namespace: 'yaml' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /./, namespace: 'yaml' }, () => ({ contents: asked('./yaml.js') }));
  },
};
/** Data are read faster as JSON than as code. */
const data = {
  name: 'data',
  setup: build => build.onLoad({ filter: /[\\/]schemas[\\/][\w.-]+\.json$/ }, ({ path }) => ({ contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))))});` })),
};
/** What of Node a session seldom or never needs is loaded when it is asked for: the packages of the protocol take some of it for pipes and children of their own, which we never have. */
const spared = {
  name: 'spared',
  setup: build => {
    build.onResolve({ filter: /^(?:node:)?(?:child_process|crypto|inspector)$/ }, ({ path, namespace }) => namespace === 'spared' ? undefined : { path: path.replace('node:', ''), namespace: 'spared' });
    build.onLoad({ filter: /./, namespace: 'spared' }, ({ path }) => ({ contents: asked(`node:${path}`) }));
  },
};
/** The drawn examples of the rules are for the handbook, for explain and for tests; a server that starts need not read them. */
const withoutExamples = {
  name: 'without examples',
  setup: build => build.onLoad({ filter: /[\\/]server[\\/]rules[\\/][\w-]+\.ts$/ }, ({ path }) => {
    const code = readFileSync(path, 'utf8');
    const isRule = /\n {2}examples: \[\n/.test(code);
    const contents = code.replace(/\n {2}examples: \[\n[^]*?\n {2}\],\n/, '\n  examples: [],\n');
    if (isRule && contents === code) throw new Error(`The examples of ${path} do not end where they should.`);
    return { contents, loader: 'ts' };
  }),
};
const bundles = [
  { ...shared, entryPoints: { pinyin: 'pinyin-pro' } },
  { ...shared, entryPoints: { yaml: 'yaml' } },
  { ...shared, entryPoints: { client: join(root, 'client/desktop.ts') }, external: ['vscode'] },
  { ...shared, entryPoints: { server: join(root, 'server/doors/serve.ts') }, plugins: [dictionary, yaml, spared, data, withoutExamples] },
  // A bundle that is required starts sooner than one that is imported.
  { ...shared, entryPoints: { cli: join(root, 'server/doors/cli.ts') }, plugins: [later], supported: { ...shared.supported, 'dynamic-import': false } },
  { ...shared, entryPoints: { commands: join(root, 'server/doors/commands.ts') } },
  { ...shared, entryPoints: { worker: join(root, 'server/doors/worker.ts') }, platform: 'browser', target: 'es2022', format: 'iife', plugins: [withoutExamples] },
].map(options => ({ ...options, outdir: join(root, 'dist'), define: { 'process.env.POLICY_RECORDS_VERSION': JSON.stringify(require('./package.json').version) } }));

async function main() {
  compileValidator();
  if (process.argv.includes('--validator')) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  if (!watch) {
    await Promise.all(bundles.map(options => esbuild.build(options)));
    return;
  }
  for (const options of bundles) await (await esbuild.context(options)).watch();
}

main().catch(error => { console.error(error); process.exitCode = 1; });
