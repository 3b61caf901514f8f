/** Which variables a step may set, and what the ticket's members may become. */
import type { MessageParams } from '../../message.ts';
import { priorities } from '../../ticket/ticket.schema.ts';
import type { Json } from '../../values.ts';
import type { FindingCode } from '../finding.texts.ts';
import { builtInVariables, settableTicketMembers } from './node.config.ts';

/** What is told where a variable may not be set by a flow; null when it may. */
export function refusal(path: string): { code: FindingCode; params: MessageParams } | null {
  const [head = '', member] = path.split('.');
  if (head !== 'ticket') return (builtInVariables as readonly string[]).includes(head) ? { code: 'variable-fixed', params: { name: head } } : null;
  return (settableTicketMembers as readonly (string | undefined)[]).includes(member) ? null : { code: 'ticket-member-fixed', params: { members: settableTicketMembers } };
}

/** What the value of a ticket's member must be; null when it fits. */
export function unfit(path: string, value: Json): string | null {
  if (path === 'ticket.priority') return (priorities as readonly Json[]).includes(value) ? null : priorities.join(', ');
  if (path === 'ticket.title') return typeof value === 'string' && value.trim() !== '' && value.length <= 500 ? null : 'title';
  if (path === 'ticket.assignee' || path === 'ticket.team') return value === null || typeof value === 'string' ? null : 'id';
  return null;
}
