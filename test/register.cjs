// Lets mocha run TypeScript as it stands: each file goes through esbuild when it is required, so there is no build step and no stale output.
const { transformSync } = require('esbuild');
const { readFileSync } = require('node:fs');

require.extensions['.ts'] = (module, file) => module._compile(
  transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'inline', sourcefile: file }).code, file);
