/** Says an error to the person at the terminal: what happened, what to do; a stack trace only for what is our own fault. */
import { CatalogueError, errorShape } from '#domain/errors';
import type { Log } from '#embedded/located';

export function sayError(thrown: unknown, log: Log): void {
  if (!(thrown instanceof CatalogueError)) {
    log.warn(thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown));
    return;
  }
  const { code, message, hint } = errorShape(thrown.code, thrown.params, thrown.details);
  log.warn(`${code}: ${message}`);
  log.warn(hint);
}
