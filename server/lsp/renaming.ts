import { LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import type { Both } from '../base/both.ts';
import { filesToRename, prepareRename, renameId } from '../features/rename.ts';
import { brief } from '../rules/wording.ts';
import { editOf } from './actions.ts';
import { answering, demand, isPosition, uriIn } from './guard.ts';
import { benchOf, type Desk } from './requests.ts';
import { settledFile } from './settled.ts';
import { textsOf } from './texts.ts';

/** Answers what the word under the cursor can be renamed to, and what that changes. What is refused is refused with its reason, in the reader’s language. */
export function answerRenaming(connection: Connection, desk: Desk): void {
  const { session, log, host, documents, library, checks, client, locale } = desk;
  const refused = (why: Both) => new ResponseError<never>(LSPErrorCodes.RequestFailed, why[locale()]);

  connection.onPrepareRename(answering(session, log, 'textDocument/prepareRename', async params => {
    demand(isPosition(params.position), 'A position');
    const record = await settledFile(desk, uriIn(params));
    return record && prepareRename(checks.world(record.uri), record, record.lines.offsetOf(params.position)) || null;
  }));
  connection.onRenameRequest(answering(session, log, 'textDocument/rename', async params => {
    const { position, newName } = params;
    demand(isPosition(position), 'A position');
    demand(typeof newName === 'string', 'A new name');
    const uri = uriIn(params);
    const record = await settledFile(desk, uri);
    if (!record) return null;
    // Half a library would leave references behind, and so would one that is behind the disk.
    if (library.isReading()) return refused(stillReading);
    await library.refreshed();
    const [world, offset] = [checks.world(record.uri), record.lines.offsetOf(position)];
    const texts = await textsOf(filesToRename(world, record, offset, newName), documents, host);
    const { documentChanges, rename: moves } = client().abilities;
    const renamed = renameId(world, record, offset, newName, texts.of, documentChanges && moves);
    if ('refused' in renamed) return refused(renamed.refused);
    const edit = await editOf(renamed.changes, benchOf(desk), { home: record.uri, label: renameTo(newName)[locale()], files: renameFiles(newName)[locale()] });
    if (!texts.hold() || documents.fileOf(uri) !== record) throw new ResponseError(LSPErrorCodes.ContentModified, 'The records have changed since they were read.');
    return edit ?? refused(notPossible);
  }));
}

const stillReading: Both = { zh: '正在读取文件夹，读完后再改名。', en: 'The folder is still being read; please rename once that is done.' };
const notPossible: Both = { zh: '这个编辑器无法作出这些改动。', en: 'This editor cannot make these changes.' };
const renameTo = (name: string): Both => ({ zh: `改为“${brief(name)}”`, en: `Rename to “${brief(name)}”` });
const renameFiles = (name: string): Both => ({ zh: `文件改名为“${brief(name)}”`, en: `Rename the files to “${brief(name)}”` });
