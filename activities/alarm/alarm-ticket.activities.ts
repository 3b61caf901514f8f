/** What a group's workflow does to tickets and their runs. Each may be asked twice: keys, ids and run numbers are settled once. */
import { randomUUID } from 'node:crypto';
import { affectedObject, commonLabels, objectClues } from '#domain/alarm/affected-object';
import { groupWorkflowId, type GroupIoActivities, type RunNews, type Told } from '#domain/alarm/alarm.ports';
import type { AlarmSource, Severity } from '#domain/alarm/alarm.schema';
import { gravest, priorityOf, unknownImpact } from '#domain/alarm/priority';
import { CatalogueError, codeOf } from '#domain/errors';
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { runIdOf, type RunTicket } from '#domain/flow/run.ports';
import type { ManagedObject, ObjectRef } from '#domain/object/object.schema';
import { graverPriority, type Priority, type TicketType } from '#domain/ticket/ticket.schema';
import type { RunInspector } from '#integrations/engine/inspector';
import { recordOf, type BindingRow, type HeadRow } from '#store/alarm/alarm.models';
import type { AlarmTicketWriter } from '#store/alarm/alarm-ticket.writer';
import { episodeId, type AlarmGroupRepo } from '#store/alarm/group.repo';
import type { AlarmJournal } from '#store/alarm/journal.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';
import type { RunRepo } from '#store/flow/run.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { TicketRecord, TicketRepo } from '#store/ticket/ticket.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { withCodes } from '../core/failures.ts';
import { alarmOpener, alarmStart, alarmVariables } from './alarm-start.ts';
import { describeAlarms } from './alarm-ticket.text.ts';
import { groupActor } from './group.activities.ts';

export interface AlarmTicketDeps {
  groups: Pick<AlarmGroupRepo, 'settleEpisode' | 'episode' | 'firing' | 'resolved'>;
  journal: Pick<AlarmJournal, 'head'>;
  sources: Pick<AlarmSourceRepo, 'read'>;
  objects: Pick<ObjectRepo, 'matchingLabels' | 'search' | 'readMany'>;
  tickets: Pick<TicketRepo, 'byId'>;
  runs: Pick<RunRepo, 'ofTicket'>;
  ticketTypes: Pick<TicketTypeRepo, 'read'>;
  versions: Pick<FlowVersionRepo, 'latest'>;
  ticketWriter: AlarmTicketWriter;
  engine: Pick<FlowEngine, 'startRun' | 'sendMessage'>;
  inspector: Pick<RunInspector, 'status'>;
  /** The next key of a prefix, "INC-1042". */
  nextTicketKey(prefix: string): Promise<string>;
  nowMs(): number;
}

/** A ticket nobody has written yet has no other. */
const firstRun = 1;
/** Alarms looked at to find what a group is about. */
const alarmsRead = 100;

/** For queue io. */
export function createAlarmTicketActivities(deps: AlarmTicketDeps): Omit<GroupIoActivities, 'recordGroupEvents'> {
  const { groups, engine, tickets } = deps;

  async function sourceFor(group: string): Promise<{ head: HeadRow; source: AlarmSource }> {
    const head = await deps.journal.head(group);
    const source = head && await deps.sources.read(head.source);
    if (!head || !source) throw new CatalogueError('NOT_FOUND', { what: 'alarm-source' });
    return { head, source };
  }

  async function flowFor(typeKey: string, source: string): Promise<{ type: TicketType; definition: DefinitionRef; at: string | null }> {
    const type = await deps.ticketTypes.read(typeKey);
    if (!type) throw new CatalogueError('ALARM_TICKET_TYPE_UNKNOWN', { source, type: typeKey });
    const latest = await deps.versions.latest(type.flow);
    if (!latest) throw new CatalogueError('ALARM_FLOW_UNPUBLISHED', { type: typeKey, flow: type.flow });
    return { type, definition: { id: latest.key, version: latest.version, sha256: latest.sha256 }, at: alarmStart(latest.text) };
  }

  async function objectFor(labels: Record<string, string>): Promise<ManagedObject | null> {
    const matching = await deps.objects.matchingLabels(labels);
    if (matching) return matching;
    const clues = objectClues(labels);
    const values = [...new Set(clues.flatMap((clue) => clue.values))];
    const found = await Promise.all([deps.objects.readMany(values), ...values.map((value) => deps.objects.search(value, 20, {}))]);
    return affectedObject(clues, found.flat());
  }

  /** What fires, or when all of it resolved meanwhile, what did. */
  async function alarmsOf(group: string): Promise<BindingRow[]> {
    const firing = await groups.firing(group, alarmsRead);
    return firing.length > 0 ? firing : groups.resolved(group, alarmsRead);
  }

  /** The severity a run begins with: what its flush spoke of, or what has become graver since. */
  const severityOf = (flushed: Severity | undefined, alarms: readonly BindingRow[]): Severity => gravest([flushed, alarms[0]?.severity], 'warning');

  function variablesOf(group: string, source: AlarmSource, severity: Severity, alarms: readonly BindingRow[], labels: Record<string, string>): Vars {
    const [worst] = alarms;
    return alarmVariables(source, { group, worst: worst && { ...worst, severity, annotations: recordOf(worst.annotations) }, labels, firingCount: alarms.length });
  }

  /** An engine's refusal is not for the group to mend: shown, and tried again. */
  async function start(input: Parameters<FlowEngine['startRun']>[0]): Promise<void> {
    const { answer } = await engine.startRun(input);
    if (!answer.accepted) throw new CatalogueError(answer.code, answer.params ?? {});
  }

  async function priorityFor(object: ObjectRef | null, severity: Severity): Promise<Priority> {
    const known = object && (await deps.objects.readMany([object.id])).find(({ kind }) => kind === object.kind);
    return priorityOf(severity, known?.impact ?? unknownImpact);
  }

  /**
   * Hands a message to the ticket's last run, unless that is over. A graver severity brings the priority that goes with it. A row that is missing
   * says nothing: the run's first write may be on its way, so the run itself is asked (decision 0170).
   */
  async function tell({ group, episode, ticketId, notice, firingCount, at }: RunNews, name: string, facts: Vars, severity?: Severity): Promise<Told> {
    const ticket = await tickets.byId(ticketId);
    if (!ticket || !isOver(ticket)) {
      const graver: Vars = severity === undefined ? {} : { severity, priority: await priorityFor((ticket ?? await groups.episode(group, episode))?.object ?? null, severity) };
      try {
        await engine.sendMessage(runIdOf(ticketId, ticket?.run?.n ?? firstRun), {
          id: `${groupWorkflowId(group)}/${episode}/${notice}`, name, key: group, data: { group, firing: firingCount, at, ...facts, ...graver }, by: groupActor(group),
        });
        return { is: 'told' };
      } catch (thrown) {
        // Unknown: ended so long ago that Temporal has forgotten it.
        if (!['RUN_OVER', 'RUN_UNKNOWN'].includes(codeOf(thrown) ?? '')) throw thrown;
      }
    }
    return over(await tickets.byId(ticketId) ?? ticket);
  }

  async function over(ticket: TicketRecord | null): Promise<Extract<Told, { is: 'over' }>> {
    if (!ticket) return { is: 'over', run: null };
    const [last] = await deps.runs.ofTicket(ticket.id);
    const endedAt = last?.endedAt ?? ticket.closedAt ?? ticket.resolvedAt ?? ticket.updatedAt;
    return { is: 'over', run: { n: Math.max(last?.n ?? firstRun, ticket.run?.n ?? firstRun), endedAt: Date.parse(endedAt) } };
  }
  const isOver = (ticket: TicketRecord): boolean => ticket.run !== null && ticket.run.status !== 'running';

  return withCodes<Omit<GroupIoActivities, 'recordGroupEvents'>>({
    async openAlarmTicket({ group, episode, at, severity }) {
      const { source } = await sourceFor(group);
      const { type, definition, at: startAt } = await flowFor(source.ticketType, source.id);
      const alarms = await alarmsOf(group);
      const labels = commonLabels(alarms.map((alarm) => recordOf(alarm.labels)));
      const object = await objectFor(labels);
      const ref = object && { kind: object.kind, id: object.id };
      const worst = severityOf(severity, alarms);
      const settled = await groups.episode(group, episode) ?? await groups.settleEpisode({
        _id: episodeId(group, episode), group, episode, ticketId: randomUUID(), key: await deps.nextTicketKey(type.prefix), openedAt: new Date(at), object: ref, team: object?.team ?? source.team,
      });
      const ticket: RunTicket = {
        id: settled.ticketId, key: settled.key, type: type.key, ...describeAlarms(source, alarms, labels, object), priority: priorityOf(worst, object?.impact ?? unknownImpact),
        team: settled.team, requester: null, object: settled.object, fields: {}, openedBy: alarmOpener(source), openedAt: settled.openedAt.toISOString(),
        alarm: { group, episode }, isDemo: false,
      };
      await start({ ticket, n: firstRun, definition, start: { at: startAt, variables: variablesOf(group, source, worst, alarms, labels) } });
      return { id: ticket.id, key: ticket.key, n: firstRun };
    },

    async reopenAlarmTicket({ group, episode, ticketId, n, severity }) {
      const [{ source }, known] = await Promise.all([sourceFor(group), tickets.byId(ticketId)]);
      if (!known) return null;
      const { definition, at: startAt } = await flowFor(known.type, source.id);
      const alarms = await alarmsOf(group);
      const labels = commonLabels(alarms.map((alarm) => recordOf(alarm.labels)));
      const { id, key, type, title, description, team, requester, object, fields, openedBy, openedAt, isDemo } = known;
      const worst = severityOf(severity, alarms);
      // It may fire graver than it ever did; what a person has made urgent stays urgent.
      const priority = graverPriority(known.priority, await priorityFor(object, worst));
      const ticket: RunTicket = { id, key, type, title, description, priority, team, requester, object, fields, openedBy, openedAt, alarm: { group, episode }, isDemo };
      await start({ ticket, n, definition, start: { at: startAt, variables: variablesOf(group, source, worst, alarms, labels) }, previous: { clocks: known.clockFacts, run: n - 1, priority: known.priority } });
      return { n };
    },

    async tellAlarmRun({ isFiring, severity, ...news }): Promise<Told> {
      const told = await tell(news, isFiring ? 'alarm.firing' : 'alarm.recovered', { isFiring }, severity);
      if (!isFiring && told.is === 'over' && told.run) await deps.ticketWriter.markRecovered(news.ticketId, told.run.n, news.at);
      return told;
    },

    raiseAlarmRun: ({ severity, ...news }) => tell(news, 'alarm.severity', {}, severity),

    async lookUpAlarmRun({ ticketId }) {
      const ticket = await tickets.byId(ticketId);
      const isOpen = ticket ? !isOver(ticket) : await deps.inspector.status(runIdOf(ticketId, firstRun)) === 'running';
      return isOpen ? { is: 'open' } : over(ticket ?? await tickets.byId(ticketId));
    },
  });
}
