/** Every answer people were given against the log: what was accepted happened exactly once, what was refused never. */
import { givenIdOf } from '#domain/flow/command-id';
import type { LogEntry } from '#domain/flow/kernel/kernel.types';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import type { CommandEntry, Ledger } from '../ledger.ts';
import type { Tell } from './finding.ts';

/** What the kernel logs for each verb. */
const logged: Record<string, readonly string[]> = { claim: ['claimed'], release: ['released'], complete: ['completed', 'decided'], saveDraft: ['drafted'], withdraw: ['withdrawn'] };

export function checkCommands(tell: Tell, commands: readonly CommandEntry[], logs: ReadonlyMap<string, readonly LogEntry[]>): void {
  const byCause = new Map<string, { run: string; entry: LogEntry }[]>();
  for (const [run, log] of logs) for (const entry of log) byCause.set(givenIdOf(entry.cause), [...(byCause.get(givenIdOf(entry.cause)) ?? []), { run, entry }]);
  for (const command of commands) {
    const { id, person, action, run, task, node, answer, tries } = command;
    const where = `${person}: ${action}${command.outcome ? ` ${command.outcome}` : ''} on ${node} of ${run}#${task} (${id})`;
    const caused = byCause.get(id) ?? [];
    const own = caused.filter(({ entry }) => entry.type === 'task' && logged[action]?.includes(String((entry.data as Record<string, unknown>)['action'])) && (entry.data as Record<string, unknown>)['task'] === task);
    const verbs = own.map(({ entry }) => String((entry.data as Record<string, unknown>)['action']));
    const isOnce = verbs.length > 0 && new Set(verbs).size === verbs.length;
    if (answer === 'accepted' && !isOnce) tell(where, verbs.length === 0 ? `was accepted (after ${tries} tries) and is not in the log` : `stands in the log ${verbs.length} times: ${verbs.join(', ')}`);
    if (answer === 'refused' && caused.length > 0) tell(where, `was refused (${String(command.code)}, after ${tries} tries) and stands in the log`);
    if (caused.some((one) => one.run !== run)) tell(where, `stands in the log of ${caused.map((one) => one.run).join(', ')}`);
  }
}

export interface TicketCheck { ledger: Ledger; tickets: readonly TicketRecord[]; episodes: readonly { ticketId: string; key: string; group: string; episode: number }[]; comments: readonly { text: string }[]; commentEvents: number }

/** Tickets: those whose opening was answered and those of alarm episodes, each once, and no other. */
export function checkTickets(tell: Tell, { ledger, tickets, episodes, comments, commentEvents }: TicketCheck): void {
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  for (const { id, key, title, tries } of ledger.tickets) {
    const found = byId.get(id);
    if (!found) tell(title, `was opened as ${key} (after ${tries} tries) and is not there`);
    else if (found.key !== key) tell(title, `was answered ${key} and is ${found.key}`);
    const same = tickets.filter((ticket) => ticket.title === title);
    if (same.length !== 1) tell(title, `stands there ${same.length} times: ${same.map((ticket) => ticket.key).join(', ')}`);
  }
  const known = new Set([...ledger.tickets.map(({ id }) => id), ...episodes.map(({ ticketId }) => ticketId)]);
  for (const { id, key, title } of tickets) if (!known.has(id)) tell(key, `nobody asked for it: ${title}`);
  for (const key of tickets.map((ticket) => ticket.key).filter((one, at, all) => all.indexOf(one) !== at)) tell(key, 'two tickets have this key');
  for (const { text, ticketKey, tries } of ledger.comments) {
    const times = comments.filter((comment) => comment.text === text).length;
    if (times !== 1) tell(ticketKey, `a comment that was accepted (after ${tries} tries) stands there ${times} times`);
  }
  if (comments.length !== commentEvents) tell('comments', `${comments.length} comments, ${commentEvents} told`);
}
