// VS Code requires this file inside its extension host and calls run(). It must be plain JavaScript; the rest is TypeScript.
require('../../register.cjs');

module.exports = require('./all.ts');
