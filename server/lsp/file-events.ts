import type { Connection, WorkspaceEdit } from 'vscode-languageserver';
import type { Both } from '../base/both.ts';
import { span } from '../base/span.ts';
import { afterRename, beforeDelete, filesForRenames } from '../features/file-operations.ts';
import type { FileRename } from '../features/renamed-file.ts';
import { filesForNew, onCreate } from '../features/new-record.ts';
import { isAble } from '../features/workspace-edit.ts';
import { nameOf } from '../record/corpus.ts';
import type { Change, PlainChange } from '../rules/rule.ts';
import { editOf } from './actions.ts';
import { answering, demand, hearing, traceOf } from './guard.ts';
import { benchOf, type Desk } from './requests.ts';
import { textOf, textsOf } from './texts.ts';
import { canonical } from './uri.ts';

/** How long the editor may take to do what it has told of, and to fill a new file, in milliseconds. */
const settling = 500;

/**
 * Keeps ids, twins and references right when the user renames, deletes or makes files. What a rename needs goes with it. What goes beyond is
 * offered, and made once the user says so: an editor waits for the answer to a question no longer than for any other request.
 */
export function answerFileEvents(connection: Connection, desk: Desk): void {
  const { session, log, host, documents, library, checks, client, locale } = desk;
  const warn = (message: Both) => { connection.window.showWarningMessage(message[locale()]); };
  const editFor = (changes: readonly Change[]) => editOf(changes, benchOf(desk));
  const offer = ({ kind, message, offers }: Question) => { setTimeout(() => { ask(kind, message, offers).catch((error: unknown) => { log(`An offer failed: ${traceOf(error)}`); }); }, settling); };
  const ask = async (kind: Question['kind'], message: Both, offers: readonly Offer[]) => {
    const chosen = await connection.window[kind](message[locale()], ...offers.map(({ title }) => ({ title: title[locale()] })));
    const taken = offers.find(({ title }) => title[locale()] === chosen?.title);
    if (!taken || session.state !== 'running') return;
    const edit = await taken.holds() ? await editFor(taken.changes) : undefined;
    if (edit) await connection.workspace.applyEdit({ label: taken.title[locale()], edit });
    else warn(nothingChanged);
  };

  connection.workspace.onWillRenameFiles(answering(session, log, 'workspace/willRenameFiles', async ({ files }): Promise<WorkspaceEdit | null> => {
    demand(Array.isArray(files) && files.every(each => typeof each?.oldUri === 'string' && typeof each.newUri === 'string'), 'A list of renamed files');
    const renames = files.map(({ oldUri, newUri }): FileRename => ({ oldUri: plain(oldUri), newUri: plain(newUri) }));
    const [first] = renames;
    if (!first) return null;
    await checks.settled(first.oldUri);
    await library.refreshed();
    const world = checks.world(first.oldUri);
    const texts = await textsOf(filesForRenames(world, renames), documents, host);
    const { changes, offered, then } = afterRename(world, renames, texts.of);
    const uris = offered.map(({ uri }) => uri);
    const holds = async () => { const now = await textsOf(uris, documents, host); return uris.every(uri => now.of(uri) === then(uri)); };
    if (client().abilities.applyEdit && isAble(offered, client().abilities)) {
      offer({ kind: 'showInformationMessage', message: alsoThere(offered), offers: [{ title: changeThoseToo, changes: offered, holds }] });
    }
    if (changes.length === 0) return null;
    const edit = await editFor(changes);
    if (edit && texts.hold()) return edit;
    warn(nothingChanged);
    return null;
  }));
  connection.workspace.onWillDeleteFiles(answering(session, log, 'workspace/willDeleteFiles', async ({ files }): Promise<null> => {
    demand(Array.isArray(files) && files.every(each => typeof each?.uri === 'string'), 'A list of files');
    const uris = files.map(({ uri }) => canonical(uri));
    const [first] = uris;
    if (first === undefined) return null;
    await checks.settled(first);
    await library.refreshed();
    const breaking = beforeDelete(checks.world(first), uris);
    // These changes are worked out from the texts as they are by then.
    if (breaking) offer({ kind: 'showWarningMessage', message: breaking.message, offers: breaking.choices.map(choice => ({ ...choice, holds: () => Promise.resolve(true) })) });
    return null;
  }));
  connection.workspace.onDidCreateFiles(hearing(log, 'workspace/didCreateFiles', async ({ files }) => {
    // Whoever makes many files at once knows what to write into them.
    const [uri, ...others] = files.map(each => canonical(each.uri));
    if (uri === undefined || others.length > 0 || session.state !== 'running') return;
    await new Promise(resolve => setTimeout(resolve, settling));
    await checks.settled(uri);
    const world = checks.world(uri);
    const texts = await textsOf(filesForNew(uri, world), documents, host);
    const before = texts.of(uri);
    const text = before === undefined ? undefined : onCreate(uri, world, texts.of);
    if (before === undefined || text === undefined) return;
    await ask('showInformationMessage', newRecord(uri), [{
      title: fillIn, changes: [{ kind: 'edit', uri, edits: [{ span: span(0, before.length), text }] }],
      holds: async () => await textOf(uri, documents, host) === before,
    }]);
  }));
}

/** A folder may be told of with a slash at its end. */
const plain = (uri: string): string => canonical(uri).replace(/\/$/, '');

/** What a user can choose: what it changes, and whether the texts are still those that it was made for. */
interface Offer { readonly title: Both; readonly changes: readonly Change[]; readonly holds: () => Promise<boolean> }
interface Question { readonly kind: 'showInformationMessage' | 'showWarningMessage'; readonly message: Both; readonly offers: readonly Offer[] }

const alsoThere = (offered: readonly PlainChange[]): Both => {
  const twin = offered.find(({ kind }) => kind === 'rename');
  const other = twin ?? offered[0];
  const name = other ? nameOf(other.uri) : '';
  return twin ? { zh: `对照文件 ${name} 也改成这个名字，并修改它的 id 和对它的引用？`, en: `Rename its counterpart ${name} too, with its id and the references to it?` }
    : { zh: `另一种语言的记录（如 ${name}）也引用了它，一并修改？`, en: `Records in the other language name it too, such as ${name}. Change those as well?` };
};
const changeThoseToo: Both = { zh: '一并修改', en: 'Change Those Too' };
const nothingChanged: Both = { zh: '没有修改：有的文件目前无法写入，或在此期间有改动。', en: 'Nothing was changed: not all of the files can be written to, or they changed in the meantime.' };
const newRecord = (uri: string): Both => ({ zh: `${nameOf(uri)} 是新的空文件，要填入记录的模板吗？`, en: `${nameOf(uri)} is new and empty. Fill in the template of a record?` });
const fillIn: Both = { zh: '填入模板', en: 'Fill in Template' };
