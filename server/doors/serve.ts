import { startNode } from './node.ts';

// The entry of dist/server.js: running it starts the server.
startNode(process.argv.slice(2));
