/** What is there for somebody to ask about: a ticket of theirs with its open task, an alarm group, an item of the catalogue. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PortalClient } from '../builders/portal-client.ts';

export interface Things { ticket: string; task: string; group: string; item: string }

/** Places of what this person may not see are filled with a name nobody has. */
export async function thingsOf(client: PortalClient): Promise<Things> {
  const opened = await client.call('tickets.open', { body: { type: 'incident', title: 'Asked about by a machine', description: '', object: null, fields: {} } });
  if (opened.status !== 200) throw new Error(`no ticket: ${JSON.stringify(opened.error)}`);
  const { key } = opened.body;
  const task = await within(async () => (await client.call('tickets.read', { params: { key } })).body.tasks?.[0]?.id);
  const group = await within(async () => (await client.call('alarmGroups.list')).body.items?.[0]?.id);
  const item = (await client.call('catalogItems.list')).body.items?.[0]?.key;
  return { ticket: key, task: task ?? 'none', group: group ?? 'none', item: item ?? 'none' };
}

async function within(look: () => Promise<string | undefined>): Promise<string | undefined> {
  for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(250)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}
