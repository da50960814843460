import { EventEmitter, LogLevel, workspace, type Disposable, type LogOutputChannel } from 'vscode';

/** The output as the client library writes its trace to it. */
export interface Tracing extends Disposable {
  readonly channel: LogOutputChannel;
  /** Reads the setting again. */
  refresh(): void;
}

/**
 * Makes the setting `policyRecords.trace.server` the one switch of the trace. By itself the library traces only where the log level of
 * the channel is Trace, which no setting can change, and then even where the setting says off.
 */
export function tracing(output: LogOutputChannel): Tracing {
  const changed = new EventEmitter<LogLevel>();
  const level = (): LogLevel => (workspace.getConfiguration('policyRecords').get('trace.server', 'off') === 'off' ? LogLevel.Info : LogLevel.Trace);
  const channel: LogOutputChannel = Object.create(output, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: changed.event },
    // At the level Trace the line would be dropped by a channel that shows what matters to everyone.
    trace: { value: (message: string) => output.info(message) },
  });
  return { channel, refresh: () => changed.fire(level()), dispose: () => changed.dispose() };
}
