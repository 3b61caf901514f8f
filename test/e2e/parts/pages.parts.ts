/** Every page of the portal, by the account it is mainly for, in the demonstration company; a name for the picture of each. */
import type { Page } from 'playwright-core';
import type { Account } from '#test/setup/browser';
import { sections } from '#web/settings/section.ts';
import { readApi } from './page.wait.ts';

export interface PageOf { name: string; path: string }

const always: Partial<Record<Account, readonly PageOf[]>> = {
  requester: [
    { name: 'home-requester', path: '/' }, { name: 'tickets-requester', path: '/tickets' }, { name: 'ticket-new', path: '/tickets/new' },
    { name: 'requests', path: '/requests' }, { name: 'requests-mine', path: '/requests/mine' }, { name: 'request-new', path: '/requests/new/report-problem' }, { name: 'mailbox', path: '/mailbox' },
  ],
  agent: [{ name: 'home-agent', path: '/' }, { name: 'work', path: '/work' }, { name: 'tickets', path: '/tickets' }, { name: 'alarms', path: '/alarms' }],
  manager: [{ name: 'home-manager', path: '/' }, { name: 'approvals', path: '/approvals' }, { name: 'tickets-open', path: '/tickets?state=open' }, { name: 'service-levels', path: '/insight/service-levels' }, { name: 'absences', path: '/absences' }],
  owner: [{ name: 'home-owner', path: '/' }, { name: 'flows', path: '/flows' }, { name: 'runs', path: '/runs' }, { name: 'incidents', path: '/runs/incidents' }, { name: 'designer', path: '/flows/incident' }],
  admin: [
    ...sections.map(({ key }) => ({ name: `settings-${key}`, path: `/settings?section=${key}` })),
    { name: 'calendar', path: '/settings/calendars/business' }, { name: 'policy', path: '/settings/sla/incident-p3' }, { name: 'person', path: '/settings/people/ana.silva' }, { name: 'team', path: '/settings/teams/network' },
    { name: 'events', path: '/events' }, { name: 'api-tokens', path: '/api-tokens' }, { name: 'api-docs', path: '/api/docs' }, { name: 'nowhere', path: '/nowhere' },
  ],
};
export const pageAccounts = Object.keys(always) as Account[];

/** The account is signed in on the page: what has an id is looked up as them. */
export async function pagesOf(account: Account, page: Page): Promise<PageOf[]> {
  const pages = [...always[account] ?? []];
  if (account === 'agent') {
    const { items } = await readApi<{ items: { key: string }[] }>(page, '/api/tickets?isFiring=true');
    const key = items[0]?.key ?? '';
    pages.push({ name: 'ticket', path: `/tickets/${key}` }, { name: 'ticket-timeline', path: `/tickets/${key}?tab=timeline` }, { name: 'ticket-tasks', path: `/tickets/${key}?tab=tasks` }, { name: 'run', path: `/tickets/${key}/flow` });
  }
  return pages;
}
