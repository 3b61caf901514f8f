/** Which notices the mailbox shows and which one is read, as the address says it: `?scope=all&state=failed&ticket=INC-7&notice=n1a2b`. Reads any address, keeps only what it knows. */
import type { QueryOf } from '#api/routes';
import { viewOf } from '../view/tabs.ts';
import { noticeKinds, noticeStates, type NoticeKind, type NoticeState } from '#domain/notify/notice.schema';

export interface MailboxFilters {
  scope?: 'all'; state?: NoticeState; kind?: NoticeKind; ticket?: string; unread?: true;
  /** The saved view it began with. */
  view?: string;
  /** The notice that is read. */
  notice?: string;
  /** What one is told stands open. */
  settings?: true;
}

export function parseMailbox(search: Readonly<Record<string, unknown>>): MailboxFilters {
  const textOf = (name: string, most: number): string => (typeof search[name] === 'string' ? search[name].trim() : '').slice(0, most);
  const [state, kind] = [noticeStates.find((one) => one === search['state']), noticeKinds.find((one) => one === search['kind'])];
  const [ticket, notice] = [textOf('ticket', 50), textOf('notice', 100)];
  const isOn = (name: string): boolean => search[name] === true || search[name] === 'true';
  return {
    ...(search['scope'] === 'all' ? { scope: 'all' as const } : {}), ...(state ? { state } : {}), ...(kind ? { kind } : {}), ...(ticket ? { ticket } : {}),
    ...(isOn('unread') ? { unread: true as const } : {}), ...viewOf(search), ...(notice ? { notice } : {}), ...(isOn('settings') ? { settings: true as const } : {}),
  };
}

/** What a saved view keeps: not what is read, nor what stands open. */
export const parseMailboxView = (search: Readonly<Record<string, unknown>>): MailboxFilters => {
  const { notice: _notice, settings: _settings, ...kept } = parseMailbox(search);
  return kept;
};

/** What the API is asked for. */
export const queryOf = ({ scope, state, kind, ticket, unread }: MailboxFilters): Omit<QueryOf<'notices.list'>, 'cursor' | 'limit'> =>
  ({ ...(scope ? { scope } : {}), ...(state ? { state } : {}), ...(kind ? { kind } : {}), ...(ticket ? { ticket } : {}), ...(unread ? { unread: 'true' as const } : {}) });
export const isNarrowed = ({ state, kind, ticket, unread }: MailboxFilters): boolean => [state, kind, ticket, unread].some((part) => part !== undefined);
