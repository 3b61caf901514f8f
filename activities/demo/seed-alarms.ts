/**
 * The alarms of the stories: what the source would have posted goes through its normaliser into the journal, convergence decides on a virtual clock what
 * comes of it, and the group's own activities write it. Which ticket an alarm belongs to, and when its run ended, is the story's (play.ts).
 */
import { groupIdOf, type JournalPost } from '#store/alarm/journal.plan';
import { episodeId, type AlarmGroupRepo } from '#store/alarm/group.repo';
import type { AlarmJournal } from '#store/alarm/journal.repo';
import type { AlarmEngine, GroupActivities, GroupIoActivities } from '#domain/alarm/alarm.ports';
import type { Alarm, AlarmSource } from '#domain/alarm/alarm.schema';
import { newGroup, step as stepGroup } from '#domain/alarm/convergence';
import { firingCount, nextWakeAt } from '#domain/alarm/convergence.timing';
import { groupStateSchema, type GroupAction, type GroupChange, type GroupEvent, type GroupInput, type GroupState, type GroupTiming } from '#domain/alarm/convergence.types';
import { groupKeyOf } from '#domain/alarm/grouping';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import type { RunTicket } from '#domain/flow/run.ports';
import type { ActorRef } from '#domain/identity/identity.schema';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { AlarmSourceKind } from '#integrations/sources/source.kind';
import { alarmOpener, alarmVariables } from '../alarm/alarm-start.ts';
import type { Story } from './story.ts';

export type StageActivities = GroupActivities & Pick<GroupIoActivities, 'recordGroupEvents' | 'tellAlarmRun'>;
export interface AlarmSeedDeps {
  source: AlarmSource;
  kind: Pick<AlarmSourceKind, 'normalise'>;
  journal: Pick<AlarmJournal, 'append'>;
  groups: Pick<AlarmGroupRepo, 'settleEpisode'>;
  /** What groups do in the world, at the instant that the virtual clock shows. */
  activities(nowMs: () => number): StageActivities;
  engine: Pick<AlarmEngine, 'ring'>;
  /** Time passes up to here. */
  until: Instant;
}

/** Where a story's alarm belongs, and how it opens the ticket. `before`: instants of the changes that earlier stories of the group made. */
export interface AlarmCue { group: string; episode: number; variables: Vars; openedBy: ActorRef; firedAtMs: number; before: readonly number[] }
export interface AlarmSeed {
  /** Null for a story that no alarm began, and where real alarms of its group came first: that group is theirs. */
  cue(story: Story, openedAt: Instant): Promise<AlarmCue | null>;
  /** Journals the alarm and brings its group to where it stands. `endedAt`: end of the ticket's run; null: it is open, and the group goes on as a workflow. Safe to call again. */
  play(cue: AlarmCue, story: Story, ticket: RunTicket, endedAt: Instant | null): Promise<void>;
}

/** The source's waiting time as shipped: then the ticket opens. */
const heardBeforeMs = 10_000;
/** Before the minute at which a run hears that its alarm recovered; after a run ended, until its source says so. */
const recoveredBeforeMs = 5_000;
const recoveredAfterMs = 40_000;

export function createAlarmSeed({ source, kind, journal, groups, engine, until, ...deps }: AlarmSeedDeps): AlarmSeed {
  let nowMs = 0;
  const activities = deps.activities(() => nowMs);
  /** Instants of the changes that stories made, by group; how many stories it has had. */
  const told = new Map<string, { changes: number[]; episodes: number }>();

  const alarmOf = ({ alarm, title }: Story, state: Alarm['state'], startsAt: Instant, receivedAt: Instant): Alarm => {
    const { severity, labels, annotations } = alarm!;
    const normal = kind.normalise({ version: '4', alerts: [{ status: state, labels: { ...labels, severity }, annotations, startsAt, endsAt: state === 'resolved' ? receivedAt : null }] }, { source: source.id, receivedAt });
    if (!normal.isUnderstood) throw new Error(`the alarm of the story "${title}" is not understood: ${normal.reason}`);
    return normal.alarms[0]!;
  };

  /** What the source posts: the alarm, the same again as long as it fires, and that it has resolved. */
  function postsOf(story: Story, ticket: string, firedAtMs: number, recoveredAtMs: number | null): JournalPost[] {
    const post = (state: Alarm['state'], atMs: number): JournalPost =>
      ({ source, requestId: `seed/${ticket}`, receivedAt: new Date(atMs), alarms: [alarmOf(story, state, instantOf(firedAtMs), instantOf(atMs))] });
    const end = recoveredAtMs ?? epochMs(until);
    const posts: JournalPost[] = [];
    for (let at = firedAtMs; at < end; at += source.repeatIntervalSeconds * 1000) posts.push(post('firing', at));
    return recoveredAtMs === null ? posts : [...posts, post('resolved', recoveredAtMs)];
  }

  async function pulled(group: string, limit: number): Promise<GroupChange[]> {
    return (await activities.pullChanges({ group, after: 0, limit })).changes;
  }

  return {
    async cue(story, openedAt) {
      if (story.alarm === null) return null;
      const firedAtMs = epochMs(openedAt) - heardBeforeMs;
      const alarm = alarmOf(story, 'firing', instantOf(firedAtMs), instantOf(firedAtMs));
      const group = groupIdOf(source.id, groupKeyOf(alarm, source.groupBy));
      const { changes: before, episodes } = told.get(group) ?? { changes: [], episodes: 0 };
      const expected = [...before, firedAtMs];
      const found = await pulled(group, expected.length);
      const isOurs = found.length >= before.length && found.every(({ receivedAt }, at) => receivedAt === expected[at]);
      if (!isOurs) return null;
      return { group, episode: episodes + 1, variables: alarmVariables(source, { group, worst: alarm, labels: alarm.labels, firingCount: 1 }), openedBy: alarmOpener(source), firedAtMs, before };
    },

    async play({ group, episode, firedAtMs, before }, story, ticket, endedAt) {
      const endedAtMs = endedAt === null ? null : epochMs(endedAt);
      const recover = story.steps.find((one) => one.do === 'recover');
      const recoveredAtMs = recover ? epochMs(ticket.openedAt) + recover.after * 60_000 - recoveredBeforeMs : endedAtMs === null ? null : endedAtMs + recoveredAfterMs;
      const changes = [...before, firedAtMs, ...(recoveredAtMs === null ? [] : [recoveredAtMs])];
      if ((await pulled(group, changes.length)).length === before.length) await journal.append(postsOf(story, ticket.id, firedAtMs, recoveredAtMs));
      const found = await pulled(group, changes.length);
      // A real alarm came in between: the rest is told by the group's workflow.
      if (found.some(({ receivedAt }, at) => receivedAt !== changes[at])) return;
      told.set(group, { changes, episodes: episode });
      await converge(group, found.slice(before.length), (state, action) => answerOf(state, action));
      if (endedAtMs === null) await engine.ring(group);

      async function answerOf(state: GroupState, action: GroupAction): Promise<GroupInput> {
        if (action.type === 'open' && action.episode === episode) {
          await groups.settleEpisode({ _id: episodeId(group, episode), group, episode, ticketId: ticket.id, key: ticket.key, openedAt: new Date(ticket.openedAt), object: ticket.object, team: ticket.team ?? source.team });
          return { type: 'opened', ticket: { id: ticket.id, key: ticket.key, n: 1 }, now: nowMs };
        }
        // While it went on, the run heard it in the story.
        if (action.type === 'recover' && endedAtMs !== null && nowMs < endedAtMs) return { type: 'told', now: nowMs };
        if (action.type !== 'resume' && action.type !== 'recover') throw new Error(`the story "${story.title}" makes its alarm group ask for "${action.type}"`);
        const answer = await activities.tellAlarmRun({ group, episode: state.episode, ticketId: state.ticket?.id ?? '', notice: action.notice, isFiring: action.type === 'resume', firingCount: firingCount(state), at: instantOf(nowMs) });
        return answer.is === 'told' ? { type: 'told', now: nowMs } : { type: 'over', run: answer.run, now: nowMs };
      }
    },
  };

  /** As the group's workflow does it, with the time of the story. What was written already stays. */
  async function converge(group: string, changes: readonly GroupChange[], answerOf: (state: GroupState, action: GroupAction) => Promise<GroupInput>): Promise<void> {
    const loaded = await activities.loadGroup({ group });
    const { timing, generation } = loaded;
    let state = loaded.state === null ? newGroup() : groupStateSchema.parse(loaded.state);
    if (state.cursor >= (changes.at(-1)?.seq ?? 0)) return;
    const events: GroupEvent[] = [...loaded.events];
    const apply = (input: GroupInput): void => {
      const result = stepGroup(state, input, timing);
      state = result.state;
      events.push(...result.events);
    };
    async function passTo(atMs: number): Promise<void> {
      for (let wakeAt = dueBy(state, timing, atMs); wakeAt !== null; wakeAt = dueBy(state, timing, atMs)) {
        nowMs = Math.max(nowMs, wakeAt);
        apply(state.action === null ? { type: 'tick', now: nowMs } : await answerOf(state, state.action));
      }
    }
    nowMs = changes[0]?.receivedAt ?? 0;
    for (const change of changes) {
      await passTo(change.receivedAt);
      nowMs = change.receivedAt;
      apply({ type: 'changes', changes: [change], now: nowMs });
    }
    await passTo(epochMs(until));
    if (events.length > 0) await activities.recordGroupEvents({ group, ticketId: state.ticket?.id ?? null, events });
    await activities.writeGroup({ group, state, events: [], timing, fence: { generation, historyLength: 0, startedAtMs: nowMs } });
  }
}

/** When the group must be stepped, if that is not after `atMs`. */
function dueBy(state: GroupState, timing: GroupTiming, atMs: number): number | null {
  const wakeAt = nextWakeAt(state, timing);
  return wakeAt === null || wakeAt > atMs ? null : wakeAt;
}
