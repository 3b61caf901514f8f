/** Tells people what a flow says: notes it for each of them, once by the key of the effect, and wakes the delivery. How it reaches them, and how often that is tried, is the delivery's. */
import { z } from 'zod';
import { CatalogueError } from '#domain/errors';
import type { Executor } from '#domain/flow/executor.ports';
import { mostTold, notifyActivity } from '#domain/flow/nodes/notify/notify.kind';
import type { ChannelName } from '#domain/notify/notice.schema';
import type { Telling } from '#domain/notify/notice.plan';
import type { NoticeEngine } from '#domain/notify/notify.ports';
import { instantOf, wordsSchema } from '#domain/values';
import { inputsOf } from '#integrations/executors/executor.kind';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { NoticeRepo } from '#store/notify/notice.repo';
import type { TicketRepo } from '#store/ticket/ticket.repo';
import { noticesOf } from '../notify/notice.record.ts';
import { ticketOfCall } from './step.call.ts';

export interface NotifyExecutorDeps {
  notices: Pick<NoticeRepo, 'add'>;
  people: Pick<PersonRepo, 'readMany' | 'byRole'>;
  teams: Pick<TeamRepo, 'read'>;
  tickets: Pick<TicketRepo, 'byId'>;
  engine: NoticeEngine;
  channel: ChannelName;
  nowMs(): number;
}

const ids = z.array(z.string().min(1).max(100)).max(mostTold);
const form = { kind: notifyActivity, config: z.strictObject({ people: ids, teams: ids, roles: ids, subject: wordsSchema, text: wordsSchema.nullable() }) };

export function notifyExecutor({ notices, people, teams, tickets, engine, channel, nowMs }: NotifyExecutorDeps): Executor {
  async function whom(given: z.infer<typeof form.config>): Promise<string[]> {
    const [asked, byRole] = await Promise.all([Promise.all(given.teams.map((team) => teams.read(team))), given.roles.length === 0 ? new Map<string, string[]>() : people.byRole(given.roles)]);
    const all = [...new Set([...given.people, ...asked.flatMap((team) => team?.members ?? []), ...[...byRole.values()].flat()])];
    if (all.length > mostTold) throw new CatalogueError('NOTIFY_TOO_MANY', { count: all.length, limit: mostTold });
    return all;
  }
  return {
    kind: notifyActivity,
    async perform(call) {
      const given = inputsOf(form, call);
      const [ticket, all] = await Promise.all([ticketOfCall(call, tickets), whom(given)]);
      const { key, title, priority } = ticket;
      const now = instantOf(nowMs());
      const tellings = all.map((recipient): Telling => ({
        key: `${call.idempotencyKey}/flow.told/${recipient}`, kind: 'flow.told', recipient, params: { key, title, priority, said: given.subject, text: given.text }, link: `/tickets/${key}`, approval: null,
      }));
      const made = await noticesOf(tellings, { event: { at: now }, ticket, channel, now }, people);
      const told = made.filter(({ state }) => state === 'queued');
      const isUnknown = made.every(({ state }) => state === 'failed');
      if (isUnknown) throw new CatalogueError('NOTIFY_NOBODY');
      await notices.add(made);
      // Whoever is not heard now is looked for by the notifier's rounds.
      if (told.length > 0) await engine.ring(channel).catch(() => undefined);
      return { told: told.map(({ recipient }) => recipient), notTold: made.filter(({ state }) => state !== 'queued').map(({ recipient }) => recipient) };
    },
  };
}
