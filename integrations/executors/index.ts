/** The executors flows can use, by folder: one line each. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { AddressPolicy } from './address.ts';
import { executorsOf, type ExecutorForm, type ExecutorKinds } from './executor.kind.ts';
import { documentForm } from './document/document.form.ts';
import { httpExecutor } from './http/http.executor.ts';
import { mailForm } from './mail/mail.form.ts';
import { ticketCreateForm } from './ticket-create/ticket-create.form.ts';
import { ticketLinkForm } from './ticket-link/ticket-link.form.ts';

export const executorKinds = {
  http: httpExecutor,
} satisfies ExecutorKinds;

/** What flows have done in the portal itself, by folder: what is known of it stands here, what does it in activities/flow. */
export const deskForms = {
  document: documentForm,
  mail: mailForm,
  'ticket-create': ticketCreateForm,
  'ticket-link': ticketLinkForm,
} satisfies Readonly<Record<string, ExecutorForm>>;

/** Executors by the name flows call them by, without probes (integrations/probes/index.ts). */
export const createExecutors = (policy: AddressPolicy): ExecutorCatalog => executorsOf(executorKinds, policy);
export type { AddressPolicy };
