// A language server that does next to nothing: it applies each change and looks for a score above 100 with a regular expression.
import { indexLines } from '../../../server/base/lines.ts';

interface Message { readonly id?: number; readonly method?: string; readonly params?: Params }
interface Place { readonly line: number; readonly character: number }
interface Params {
  readonly textDocument: { readonly uri: string; readonly text: string; readonly version: number };
  readonly contentChanges: readonly { readonly range: { readonly start: Place; readonly end: Place }; readonly text: string }[];
}

const texts = new Map<string, string>();
let rest = Buffer.alloc(0);

process.stdin.on('data', (chunk: Buffer) => {
  rest = Buffer.concat([rest, chunk]);
  for (let head = rest.indexOf('\r\n\r\n'); head >= 0; head = rest.indexOf('\r\n\r\n')) {
    const end = head + 4 + Number(/Content-Length: (\d+)/i.exec(rest.toString('latin1', 0, head))?.[1]);
    if (rest.length < end) return;
    answer(JSON.parse(rest.toString('utf8', head + 4, end)) as Message);
    rest = rest.subarray(end);
  }
});

function answer({ id, method, params }: Message): void {
  if (method === 'initialize') send({ id, result: { capabilities: { textDocumentSync: 2, completionProvider: {} } } });
  else if (method === 'exit') process.exit(0);
  else if (method === 'textDocument/didOpen' && params) publish(params.textDocument, params.textDocument.text);
  else if (method === 'textDocument/didChange' && params) publish(params.textDocument, params.contentChanges.reduce(changed, texts.get(params.textDocument.uri) ?? ''));
  else if (id !== undefined && method !== undefined) send({ id, result: null });
}

function changed(text: string, { range, text: put }: Params['contentChanges'][number]): string {
  const lines = indexLines(text);
  return text.slice(0, lines.offsetOf(range.start)) + put + text.slice(lines.offsetOf(range.end));
}

function publish({ uri, version }: Params['textDocument'], text: string): void {
  texts.set(uri, text);
  const diagnostics = text.split('\n').flatMap((line, i) => {
    const found = /['"]?score['"]?: (\d+)/.exec(line);
    return found && Number(found[1]) > 100 ? [{ range: { start: { line: i, character: 0 }, end: { line: i, character: line.length } }, message: 'above 100', severity: 1 }] : [];
  });
  send({ method: 'textDocument/publishDiagnostics', params: { uri, version, diagnostics } });
}

function send(message: object): void {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
}
