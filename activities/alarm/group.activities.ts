/** What a group's workflow reads and writes of our own database. All of it may be tried again. */
import { groupWorkflowId, type GroupActivities, type GroupIoActivities } from '#domain/alarm/alarm.ports';
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import { shownState, worstFiring } from '#domain/alarm/convergence';
import { firingCount, nextFlushAt, nextWakeAt } from '#domain/alarm/convergence.timing';
import type { GroupEvent, GroupState, GroupTiming } from '#domain/alarm/convergence.types';
import type { DomainEvent } from '#domain/audit/event.schema';
import type { ActorRef } from '#domain/identity/identity.schema';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { HeadRow } from '#store/alarm/alarm.models';
import type { AlarmGroupRepo } from '#store/alarm/group.repo';
import type { AlarmJournal } from '#store/alarm/journal.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import { withCodes } from '../core/failures.ts';

export interface GroupActivityDeps {
  groups: AlarmGroupRepo;
  journal: Pick<AlarmJournal, 'head' | 'pull' | 'passed'>;
  sources: Pick<AlarmSourceRepo, 'read'>;
  events: Pick<EventRepo, 'append'>;
  nowMs(): number;
  /** Whether groups that are written for the first time are demo data. Default: no. */
  isDemo?: boolean;
}

/** A change of a source's timing holds for its groups after this long. */
const sourceKeptMs = 5_000;
const headsKept = 10_000;
const defaults = { groupWaitSeconds: 30, groupIntervalSeconds: 300, repeatIntervalSeconds: 14_400, quietSeconds: 600, reopenHours: 24 };

const timingOf = (source: Pick<AlarmSource, keyof typeof defaults>): GroupTiming => ({
  waitMs: source.groupWaitSeconds * 1000, intervalMs: source.groupIntervalSeconds * 1000, repeatMs: source.repeatIntervalSeconds * 1000,
  quietMs: source.quietSeconds * 1000, reopenMs: source.reopenHours * 3_600_000,
});

/** Who acts when nobody does: the group itself. */
export const groupActor = (group: string): ActorRef => ({ kind: 'machine', id: groupWorkflowId(group) });

/** For queue flow (local) and, for events, queue io. */
export function createGroupActivities(deps: GroupActivityDeps): GroupActivities & Pick<GroupIoActivities, 'recordGroupEvents'> {
  const { groups, journal, sources, events, isDemo = false } = deps;
  const kept = new Map<string, { source: AlarmSource | null; atMs: number }>();
  const heads = new Map<string, HeadRow>();

  async function sourceOf(id: string): Promise<AlarmSource | null> {
    const known = kept.get(id);
    if (known && deps.nowMs() - known.atMs < sourceKeptMs) return known.source;
    const source = await sources.read(id);
    kept.set(id, { source, atMs: deps.nowMs() });
    return source;
  }
  /** Source, key and title of a group never change. Null: no alarm of it was ever journalled. */
  async function headOf(group: string): Promise<HeadRow | null> {
    const known = heads.get(group) ?? await journal.head(group);
    if (!known) return null;
    if (!heads.has(group) && heads.size >= headsKept) heads.clear();
    heads.set(group, known);
    return known;
  }
  async function timing(group: string): Promise<GroupTiming> {
    const head = await headOf(group);
    return timingOf((head && await sourceOf(head.source)) ?? defaults);
  }

  return withCodes<GroupActivities & Pick<GroupIoActivities, 'recordGroupEvents'>>({
    async loadGroup({ group }) {
      const [stored, now] = await Promise.all([groups.stored(group), timing(group)]);
      const { state = null, events: unsaid = [] } = stored ? JSON.parse(stored.convergence) as { state?: GroupState; events?: GroupEvent[] } : {};
      return { state, events: unsaid, generation: (stored?.generation ?? 0) + 1, timing: now };
    },

    async pullChanges({ group, after, limit }) {
      const [changes, now] = await Promise.all([journal.pull(group, after, limit), timing(group)]);
      return { changes: changes.map((change) => ({ ...change, receivedAt: change.receivedAt.getTime(), startsAt: change.startsAt.getTime() })), timing: now };
    },

    async writeGroup({ group, state, events: unsaid, timing: now, fence }) {
      const head = await headOf(group);
      if (!head) return;
      if (state.firstSeenAt !== null) {
        const [source, episode] = await Promise.all([sourceOf(head.source), state.ticket ? groups.episode(group, state.episode) : null]);
        const date = (ms: number | null) => (ms === null ? null : new Date(ms));
        const isWritten = await groups.write(group, {
          source: head.source, key: head.key, title: head.title, team: episode?.team ?? source?.team ?? '', state: shownState(state), severity: worstFiring(state) ?? state.sent?.worst ?? 'info',
          episode: state.episode, firingCount: firingCount(state), alarmCount: state.alarmCount, firstSeenAt: new Date(state.firstSeenAt), changedAt: new Date(deps.nowMs()),
          nextFlushAt: date(nextFlushAt(state, now)), wakeAt: date(nextWakeAt(state, now)),
          ticket: state.ticket ? { id: state.ticket.id, key: state.ticket.key } : null, object: episode?.object ?? null,
          acknowledgedBy: state.acknowledged?.by ?? null, acknowledgedAt: date(state.acknowledged?.at ?? null),
          fault: state.fault ? { code: state.fault.code, at: instantOf(state.fault.at) } : null,
          repeatSeconds: now.repeatMs / 1000, convergence: JSON.stringify({ state, events: unsaid }),
        }, fence, isDemo);
        // A later attempt has written: it knows how far the cursor is.
        if (!isWritten) return;
      }
      await journal.passed(group, state.cursor);
    },

    async recordGroupEvents({ group, ticketId, events: said }) {
      const origin = groupWorkflowId(group);
      await events.append(said.map((event): DomainEvent => ({
        id: `${origin}/${event.index}`, at: instantOf(event.at), action: event.action, actor: event.by ?? groupActor(group), onBehalfOf: null,
        refs: [{ kind: 'alarmGroup', id: group }, ...(ticketId === null ? [] : [{ kind: 'ticket' as const, id: ticketId }])],
        data: event.data, origin, seq: event.index, isConfirmed: true,
      })));
    },
  });
}
