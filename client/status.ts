import { l10n, languages, LanguageStatusSeverity, type Command, type Disposable } from 'vscode';

/** What the server tells of its library in the notification `policyRecords/status`. */
export interface Library {
  readonly records: number;
  /** The Markdown files among them that are no policy records. */
  readonly others: number;
  readonly scanning: boolean;
  /** Whether a person ended the reading, so that not all records are known. */
  readonly stopped?: boolean;
  /** What went wrong, as a sentence for the reader. */
  readonly error?: string;
}

/** How the server is. The library is undefined until the server has told of it; `ended` means that it will not come back by itself. */
export type Health = { readonly kind: 'starting' } | { readonly kind: 'running'; readonly library: Library | undefined } | { readonly kind: 'ended' };

/** The entry in the language status of Markdown editors. */
export interface Status extends Disposable {
  show(health: Health): void;
}

/** Adds the language status entry. It shows for every Markdown file, so it only ever stands out where something is broken. */
export function showStatus(): Status {
  const item = languages.createLanguageStatusItem('policyRecords.status', { language: 'markdown' });
  item.name = 'Policy Records';
  return {
    show: health => {
      const { text, detail, severity, busy, command } = look(health);
      item.text = text;
      item.detail = detail;
      item.severity = severity;
      item.busy = busy;
      item.command = command;
    },
    dispose: () => item.dispose(),
  };
}

interface Look { readonly text: string; readonly detail: string; readonly severity: LanguageStatusSeverity; readonly busy: boolean; readonly command: Command | undefined }

const calm: Look = { text: 'Policy Records', detail: '', severity: LanguageStatusSeverity.Information, busy: false, command: undefined };

function look(health: Health): Look {
  if (health.kind === 'starting') return { ...calm, detail: l10n.t('Starting'), busy: true };
  if (health.kind === 'ended') {
    return { ...calm, detail: l10n.t('The language server is not running'), severity: LanguageStatusSeverity.Error, command: restart() };
  }
  if (health.library === undefined) return calm;
  const { records, others, scanning, stopped, error } = health.library;
  const text = counted(records);
  if (error !== undefined) {
    const showOutput = { command: 'policyRecords.showOutput', title: l10n.t('Show output') };
    return { text, detail: error, severity: LanguageStatusSeverity.Error, busy: scanning, command: showOutput };
  }
  if (stopped) {
    return { ...calm, text, detail: l10n.t('Reading was stopped; what records say of each other is not checked'), severity: LanguageStatusSeverity.Warning, command: restart() };
  }
  return { ...calm, text, detail: scanning ? l10n.t('Reading the folder') : besides(others), busy: scanning };
}

const restart = (): Command => ({ command: 'policyRecords.restartServer', title: l10n.t('Restart server') });

function counted(records: number): string {
  if (records === 0) return l10n.t('No policy records');
  return records === 1 ? l10n.t('1 policy record') : l10n.t('{0} policy records', records);
}

function besides(others: number): string {
  if (others === 0) return '';
  return others === 1 ? l10n.t('1 other Markdown file') : l10n.t('{0} other Markdown files', others);
}
