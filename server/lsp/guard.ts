import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken, type Disposable } from 'vscode-languageserver';

/** The life of a session, which decides what may be asked. */
export interface Session { state: 'new' | 'running' | 'down' }

/** Writes to the client's log. Texts of documents never go there. */
export type Log = (message: string) => void;

type Answer<R> = R | ResponseError<never> | Promise<R | ResponseError<never>>;

/**
 * Wraps the answering of a request so that it is always answered: before initialize, after shutdown and once cancelled by the error the
 * protocol has for it, and where it throws by an error that names the request and nothing of the document.
 */
export function answering<P, R>(session: Session, log: Log, name: string, answer: (params: P, token: CancellationToken) => Answer<R>) {
  return async (params: P, token: CancellationToken): Promise<R | ResponseError<never>> => {
    if (session.state === 'new') return new ResponseError(ErrorCodes.ServerNotInitialized, `${name} came before initialize.`);
    if (session.state === 'down') return new ResponseError(ErrorCodes.InvalidRequest, `${name} came after shutdown.`);
    if (token.isCancellationRequested) return cancelled(name);
    let listening: Disposable | undefined;
    try {
      const stopped = new Promise<ResponseError<never>>(resolve => { listening = token.onCancellationRequested(() => resolve(cancelled(name))); });
      return await Promise.race([answer(params, token), stopped]);
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>;
      log(`${name} failed: ${traceOf(error)}`);
      return new ResponseError(ErrorCodes.InternalError, `${name} failed; see the log.`);
    } finally {
      listening?.dispose();
    }
  };
}

/** Wraps the handling of a notification, which has no answer: what it throws is logged. */
export const hearing = <P>(log: Log, name: string, handle: (params: P) => void | Promise<void>) => async (params: P): Promise<void> => {
  try {
    await handle(params);
  } catch (error) {
    log(`${name} failed: ${traceOf(error)}`);
  }
};

/** The uri of the document that a request is about; anything else is refused as the protocol has it. */
export function uriIn(params: unknown): string {
  const { textDocument } = (typeof params === 'object' && params !== null ? params : {}) as { readonly textDocument?: { readonly uri?: unknown } | null };
  if (typeof textDocument?.uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'A textDocument with a uri is expected.');
  return textDocument.uri;
}

/** Refuses a request whose parameters are not as the protocol has them. */
export function demand(isRight: boolean, what: string): asserts isRight {
  if (!isRight) throw new ResponseError(ErrorCodes.InvalidParams, `${what} is expected.`);
}

/** Whether a value is a position of the protocol. */
export const isPosition = (value: unknown): boolean => {
  const { line, character } = (typeof value === 'object' && value !== null ? value : {}) as { readonly line?: unknown; readonly character?: unknown };
  return typeof line === 'number' && typeof character === 'number';
};

/** What is known of a failure without its message, which may quote a document. */
export const traceOf = (error: unknown): string => error instanceof Error
  ? [error.name, ...(error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)).slice(0, 8)].join('\n') : typeof error;

const cancelled = (name: string): ResponseError<never> => new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled.`);
