/**
 * The error catalogue: every error a person or a program can get, by code. Four families decide status and retry.
 * Each feature keeps its own entries in `<feature>/<feature>.errors.ts`; they are joined here. Errors are matched by code, never by class.
 */
import { english, fillMessage, type MessageParams, type Phrase, type Voice } from './message.ts';
import { worded } from './vocabularies.ts';
import { alarmErrors } from './alarm/alarm.errors.ts';
import { auditErrors } from './audit/audit.errors.ts';
import { catalogErrors } from './catalog/catalog.errors.ts';
import { coreErrors } from './core.errors.ts';
import { documentErrors } from './document/document.errors.ts';
import { fileErrors } from './file/file.errors.ts';
import { feelErrors } from './flow/feel/feel.errors.ts';
import { formErrors } from './flow/form/form.errors.ts';
import { flowErrors } from './flow/flow.errors.ts';
import { tableErrors } from './flow/table/table.errors.ts';
import { callErrors } from './flow/call/call.errors.ts';
import { flowStartErrors } from './flow/start/start.errors.ts';
import { flowVersionErrors } from './flow/version.errors.ts';
import { dryRunErrors } from './flow/dry-run/dry-run.errors.ts';
import { executorErrors } from './flow/executor.errors.ts';
import { notifyErrors } from './notify/notify.errors.ts';
import { directoryErrors } from './identity/directory.errors.ts';
import { roleErrors } from './identity/role.errors.ts';
import { webhookErrors } from './notify/webhook.errors.ts';
import { identityErrors } from './identity/identity.errors.ts';
import { slaErrors } from './sla/sla.errors.ts';
import { startErrors } from './start.errors.ts';
import { reportErrors } from './report/report.errors.ts';
import { messageErrors } from './flow/message/message.errors.ts';
import { runErrors } from './flow/run.errors.ts';
import { ticketErrors } from './ticket/ticket.errors.ts';
import { viewErrors } from './view/view.errors.ts';

/** invalid: the caller can fix it, never retried. conflict: someone moved first, reload. unavailable: outside world, retried. broken: our bug. */
export type ErrorFamily = 'invalid' | 'conflict' | 'unavailable' | 'broken';

export interface ErrorEntry {
  family: ErrorFamily;
  /** HTTP status the API answers with. */
  status: number;
  /** English template; `{name}` is replaced by the parameter of that name. Says what happened. */
  message: string;
  /** What the person can do now. */
  hint: string;
}

/** One fault of several: where, its code with parameters (of the error catalogue or of findings on flows), and both in English for who does not translate. */
export interface ErrorDetail {
  path: string;
  code: string;
  params?: MessageParams;
  /** Phrase the message stands in, see Finding. */
  frame?: string;
  message: string;
  fix?: string;
  /** Where it is in a flow file, as of a Finding. */
  node?: string | null;
  edge?: string;
  field?: string | null;
  file?: string;
}

/** Wire shape of an error, the same in API, sockets, workflows and CLI. */
export interface ErrorShape {
  code: string;
  family: ErrorFamily;
  message: string;
  hint: string;
  params?: MessageParams;
  /** One entry per fault where several were found at once (form fields, flow nodes). */
  details?: ErrorDetail[];
  requestId?: string;
}

/** An error that carries its catalogue code. Thrown across layers inside one process; never relied on across processes (use `code`). */
export class CatalogueError extends Error {
  readonly code: string;
  readonly params: MessageParams;
  readonly details: ErrorShape['details'];
  constructor(code: string, params: MessageParams = {}, details?: ErrorShape['details']) {
    super(`${code}${Object.keys(params).length ? ' ' + JSON.stringify(params) : ''}`);
    this.name = 'CatalogueError';
    this.code = code;
    this.params = params;
    this.details = details;
  }
}

/** The code of anything thrown, or null when it carries none. */
export const codeOf = (thrown: unknown): string | null =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;

/** A feature adds its spread here, one line. */
const joined = {
  ...coreErrors,
  ...alarmErrors,
  ...auditErrors,
  ...documentErrors,
  ...catalogErrors,
  ...dryRunErrors, ...executorErrors,
  ...flowErrors, ...tableErrors, ...callErrors,
  ...flowVersionErrors,
  ...feelErrors,
  ...formErrors,
  ...startErrors,
  ...runErrors, ...messageErrors, ...flowStartErrors,
  ...reportErrors,
  ...slaErrors,
  ...directoryErrors, ...roleErrors, ...identityErrors,
  ...notifyErrors, ...webhookErrors,
  ...ticketErrors,
  ...viewErrors,
  ...fileErrors,
};

/** A code of the catalogue: who compares codes by this type cannot misspell one. */
export type ErrorCode = keyof typeof joined;

/** Every entry by code. */
export const errorCatalogue: Readonly<Record<string, ErrorEntry>> = joined;

/** English, with the messages of errors that stand inside others. */
const voice: Voice = { ...english, phrase: (key) => english.phrase(key) ?? (key.startsWith('fault.') ? errorCatalogue[key.slice('fault.'.length)]?.message : undefined) };

/** The message of an error as a parameter of another one. */
export const faultPhrase = (code: ErrorCode, params: MessageParams = {}): Phrase => ({ phrase: `fault.${code}`, params: worded(code, params) });
/** Whether a code that came from outside is one of the catalogue. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);

/** The wire shape of a code. Unknown codes become INTERNAL, so that nothing inside leaks out. */
export function errorShape(code: string, params: ErrorShape['params'] = {}, details?: ErrorShape['details']): ErrorShape {
  const known = errorCatalogue[code];
  const entry = known ?? errorCatalogue['INTERNAL']!;
  const told = worded(code, params);
  const fill = (template: string) => fillMessage(template, told, voice);
  return {
    code: known ? code : 'INTERNAL', family: entry.family, message: fill(entry.message), hint: fill(entry.hint),
    ...(Object.keys(params).length ? { params } : {}), ...(details ? { details } : {}),
  };
}

/** A detail with a code of the catalogue. */
export function errorDetail(code: ErrorCode, path: string, params: MessageParams = {}): ErrorDetail {
  const { message, hint } = errorShape(code, params);
  return { path, code, ...(Object.keys(params).length ? { params } : {}), message, fix: hint };
}
