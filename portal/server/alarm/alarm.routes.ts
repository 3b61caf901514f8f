/** Alarm routes: the webhook, the console of groups, dead letters. Rights by team and object of the group, and by the team of the source. */
import { commandIdOf } from '#domain/flow/command-id';
import { alarmGroupStates, type AlarmGroup, type AlarmSource, type DeadLetter } from '#domain/alarm/alarm.schema';
import type { AlarmEngine } from '#domain/alarm/alarm.ports';
import { CatalogueError, errorDetail } from '#domain/errors';
import { phrase } from '#domain/message';
import type { Actor, ActorRef } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, filterFor, groupFields, groupResource, sourceResource } from '#domain/identity/rights';
import { instantOf } from '#domain/values';
import type { AlarmGroupView } from '#api/alarm.api';
import type { AlarmGroupRepo, GroupPage } from '#store/alarm/group.repo';
import type { DeadLetterRepo } from '#store/alarm/dead-letter.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import type { Handlers } from '../http/handler.ts';
import { alarmFile } from './alarm.export.ts';
import type { AlarmIntake } from './alarm.intake.ts';
import type { LetterReplay } from './letter.replay.ts';
import { presentGroup, presentJournal, presentLetter } from './alarm.presenter.ts';

export interface AlarmRouteDeps {
  intake: Pick<AlarmIntake, 'receive'>;
  replay: LetterReplay;
  groups: AlarmGroupRepo;
  sources: AlarmSourceRepo;
  letters: DeadLetterRepo;
  engine: Pick<AlarmEngine, 'acknowledge'>;
  nowMs(): number;
  /** Groups of a file at most. */
  mostExported: number;
}

const journalShown = 200;
const exportedAtOnce = 100;
const refOf = (actor: Actor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });
function mayManage(actor: Actor, source: AlarmSource): void {
  if (!can(actor, 'source.manage', sourceResource(source))) throw notAllowed('source.manage');
}
const missing = () => new CatalogueError('NOT_FOUND', { what: 'alarm-group' });

export function createAlarmRoutes({ intake, replay, groups, sources, letters, engine, nowMs, mostExported }: AlarmRouteDeps): Handlers {
  return {
    'alarms.receive': (context) => intake.receive(context),
    'alarmGroups.list': async ({ query, actor }) => {
      const rights = filterFor(actor, 'alarm.read', groupFields);
      if (rights === 'none') return { items: [], next: null, total: 0 };
      const page = await groups.list({ rights, states: statesOf(query.state), text: query.q ?? null, cursor: query.cursor || null, limit: query.limit, nowMs: nowMs() });
      return { ...page, items: page.items.map((group) => presentGroup(group, actor)), total: null };
    },
    'alarmGroups.export': async ({ query, actor }) => {
      const rights = filterFor(actor, 'alarm.read', groupFields);
      const asked = rights === 'none' ? null : { rights, states: statesOf(query.state), text: query.q ?? null };
      if (asked !== null && await groups.count(asked, mostExported + 1) > mostExported) throw new CatalogueError('ALARM_GROUPS_TOO_MANY', { limit: mostExported });
      async function* batches(): AsyncGenerator<AlarmGroupView[]> {
        for (let cursor: string | null | undefined = asked === null ? null : undefined; cursor !== null;) {
          const page: GroupPage = await groups.list({ ...asked!, cursor: cursor ?? null, limit: exportedAtOnce, nowMs: nowMs() });
          yield page.items.map((group) => presentGroup(group, actor));
          cursor = page.next;
        }
      }
      return alarmFile(instantOf(nowMs()).slice(0, 10), batches());
    },
    'alarmGroups.read': async ({ params, actor }) => {
      const rights = filterFor(actor, 'alarm.read', groupFields);
      const group = rights === 'none' ? null : await groups.read(params.id, rights, nowMs());
      if (!group) throw missing();
      return { group: presentGroup(group, actor), sourceName: (await sources.read(group.source))?.name ?? group.source, journal: (await groups.latest(params.id, journalShown)).map(presentJournal) };
    },
    'alarmGroups.acknowledge': async ({ params, actor, requestId, idempotencyKey }) => {
      const group = await groups.row(params.id);
      if (!group || !can(actor, 'alarm.read', groupResource(group))) throw missing();
      if (!can(actor, 'alarm.acknowledge', groupResource(group))) throw notAllowed('alarm.acknowledge');
      const answer = await engine.acknowledge(params.id, { commandId: commandIdOf(actor.person, idempotencyKey ?? requestId), by: refOf(actor) });
      if (!answer.accepted) throw new CatalogueError(answer.code, answer.params);
      return { accepted: true };
    },
    'deadLetters.list': async ({ query, actor }) => {
      const allowed = new Map((await sources.known()).filter((source) => can(actor, 'deadLetter.read', sourceResource(source))).map((source) => [source.id, source]));
      const ids = [...allowed.keys()];
      const [page, forgotten] = await Promise.all([letters.list({ sources: query.source ? ids.filter((id) => id === query.source) : ids, cursor: query.cursor || null, limit: query.limit }), letters.forgotten(ids, new Date(nowMs()))]);
      return { ...page, items: page.items.map((letter) => presentLetter(letter, allowed.get(letter.source) ?? null, actor)), total: null, forgotten };
    },
    'deadLetters.read': async ({ params, actor }) => {
      const { letter, source } = await letterFor(params.id, actor);
      return presentLetter(letter, source, actor);
    },
    'deadLetters.replay': async ({ params, actor, requestId, isGone }) => {
      const { letter, source } = await letterFor(params.id, actor);
      mayManage(actor, source);
      return replay.one(letter, source, { by: refOf(actor), requestId, isGone });
    },
    'deadLetters.replayAll': async ({ params, body, actor, requestId, isGone }) => {
      const source = await sources.read(params.id);
      if (!source || !can(actor, 'deadLetter.read', sourceResource(source))) throw new CatalogueError('NOT_FOUND', { what: 'alarm-source' });
      mayManage(actor, source);
      return replay.some(source, body.cursor, { by: refOf(actor), requestId, isGone });
    },
  };

  async function letterFor(id: string, actor: Actor): Promise<{ letter: DeadLetter; source: AlarmSource }> {
    const letter = await letters.read(id);
    const source = letter && await sources.read(letter.source);
    if (!source || !can(actor, 'deadLetter.read', sourceResource(source))) throw new CatalogueError('NOT_FOUND', { what: 'dead-letter' });
    return { letter, source };
  }
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
