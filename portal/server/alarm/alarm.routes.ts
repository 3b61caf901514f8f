/** Alarm routes: the webhook, the console of groups, sources, dead letters. Rights by the team of the group or source. */
import { alarmGroupStates, type AlarmGroup } from '#domain/alarm/alarm.schema';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import { CatalogueError, errorDetail } from '#domain/errors';
import { phrase } from '#domain/message';
import { can, filterFor, teamFields } from '#domain/identity/rights';
import type { AlarmGroupRepo } from '#store/alarm/group.repo';
import type { DeadLetterRepo } from '#store/alarm/dead-letter.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import type { Handlers } from '../http/handler.ts';
import type { AlarmIntake } from './alarm.intake.ts';
import { presentGroup, presentJournal, presentSource } from './alarm.presenter.ts';

export interface AlarmRouteDeps {
  intake: AlarmIntake;
  groups: AlarmGroupRepo;
  sources: AlarmSourceRepo;
  letters: DeadLetterRepo;
  engine: Pick<AlarmEngine, 'acknowledge'>;
  /** Address of the portal, no final slash. */
  publicUrl: string;
  nowMs(): number;
}

const journalShown = 200;
const missing = () => new CatalogueError('NOT_FOUND', { what: 'alarm group' });

export function createAlarmRoutes({ intake, groups, sources, letters, engine, publicUrl, nowMs }: AlarmRouteDeps): Handlers {
  return {
    'alarms.receive': (context) => intake.receive(context),
    'alarmGroups.list': async ({ query, actor }) => {
      const rights = filterFor(actor, 'alarm.read', teamFields);
      if (rights === 'none') return { items: [], next: null, total: 0 };
      const page = await groups.list({ rights, states: statesOf(query.state), text: query.q ?? null, cursor: query.cursor || null, limit: query.limit, nowMs: nowMs() });
      return { ...page, items: page.items.map((group) => presentGroup(group, actor)), total: null };
    },
    'alarmGroups.read': async ({ params, actor }) => {
      const rights = filterFor(actor, 'alarm.read', teamFields);
      const group = rights === 'none' ? null : await groups.read(params.id, rights, nowMs());
      if (!group) throw missing();
      return { group: presentGroup(group, actor), journal: (await groups.latest(params.id, journalShown)).map(presentJournal) };
    },
    'alarmGroups.acknowledge': async ({ params, actor, requestId }) => {
      const group = await groups.row(params.id);
      if (!group || !can(actor, 'alarm.read', { team: group.team })) throw missing();
      if (!can(actor, 'alarm.acknowledge', { team: group.team })) throw new CatalogueError('NOT_ALLOWED', { action: 'alarm.acknowledge' });
      const answer = await engine.acknowledge(params.id, { commandId: requestId, by: { kind: 'person', id: actor.person, name: actor.name } });
      if (!answer.accepted) throw new CatalogueError(answer.code, answer.params);
      return { accepted: true };
    },
    'alarmSources.list': async ({ actor }) => ({
      items: (await sources.list()).filter((source) => can(actor, 'source.manage', { team: source.team })).map((source) => presentSource(source, publicUrl)),
    }),
    'deadLetters.list': async ({ query, actor }) => {
      const allowed = (await sources.list()).filter((source) => can(actor, 'deadLetter.read', { team: source.team })).map(({ id }) => id);
      const [page, forgotten] = await Promise.all([letters.list({ sources: allowed, cursor: query.cursor || null, limit: query.limit }), letters.forgotten(allowed, new Date(nowMs()))]);
      return { ...page, total: null, forgotten };
    },
    'deadLetters.read': async ({ params, actor }) => {
      const letter = await letters.read(params.id);
      const source = letter && await sources.read(letter.source);
      if (!source || !can(actor, 'deadLetter.read', { team: source.team })) throw new CatalogueError('NOT_FOUND', { what: 'dead letter' });
      return letter;
    },
  };
}

/** "firing,pending" and the like; nothing is all. Throws REQUEST_INVALID for a word that is no state. */
function statesOf(text: string | undefined): AlarmGroup['state'][] {
  const words = (text ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '');
  return words.map((word) => {
    const state = alarmGroupStates.find((known) => known === word);
    if (!state) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', '/state', { problem: phrase('issue.one-of', { values: alarmGroupStates }) })]);
    return state;
  });
}
