import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createKernel } from '#domain/flow/kernel/kernel';
import { nodeKinds } from '#domain/flow/nodes/index';
import { parseFlowText } from '#domain/flow/file/flow.file';
import { definitionRef } from '#domain/flow/file/flow.canonical';
import { foldLog, markingOf } from '#domain/flow/kernel/kernel.marking';
import type { RunInput } from '#domain/flow/run.ports';
import type { TaskActor } from '#domain/flow/kernel/kernel.types';
import { contextOf } from '../flow/run.context.ts';
import { parseCalendar } from '#domain/sla/calendar.check';
import { workingCalendar } from '#domain/sla/working-time';
import { playStory, type Stage } from './play.ts';
import { workingDaysBefore } from './seed-tickets.ts';
import { stories } from './stories.ts';

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../seed/${name}.json`, import.meta.url), 'utf8')) as T;
const directory = read<{ people: { id: string; name: string }[]; teams: { id: string; members: string[]; lead: string; manager: string }[] }>('directory');
const objects = read<{ objects: { id: string; kind: 'device'; name: string; owner: string | null; labels: Record<string, string> }[] }>('objects').objects;
const type = read<{ ticketTypes: Parameters<typeof contextOf>[1][] }>('ticket-types').ticketTypes.find((one) => one.key === 'incident')!;
const policies = read<{ policies: Parameters<typeof contextOf>[2] }>('sla-policies').policies;
const parsed = parseFlowText(readFileSync(new URL('../../seed/flows/incident.flow.json', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
const definition = definitionRef(parsed.file, 'incident', 1);

const cast = new Map<string, TaskActor>(directory.people.map((person) => [person.id, { person: person.id, name: person.name, teams: directory.teams.filter((team) => team.members.includes(person.id)).map((team) => team.id), roles: [], maySupervise: false }]));
const calendars = new Map(read<{ calendars: unknown[] }>('calendars').calendars.map((one) => parseCalendar(one)).map((calendar) => [calendar.key, workingCalendar(calendar)]));
function stageFor({ ticket }: RunInput): Stage {
  const team = directory.teams.find((one) => one.id === ticket.team)!;
  const object = objects.find((one) => one.id === ticket.object?.id);
  return {
    kernel: createKernel(nodeKinds), file: parsed.ok ? parsed.file : ({} as never), cast, calendars, until: '2026-11-20T20:00:00.000Z',
    context: contextOf(ticket, type, policies, {
      team: { id: team.id, lead: team.lead, manager: team.manager }, requester: ticket.requester === null ? null : { id: ticket.requester, name: ticket.requester, manager: null },
      object: object ? { id: object.id, name: object.name, kind: object.kind, owner: object.owner, labels: object.labels, endpoints: { http: 'http://127.0.0.1:1', snmp: '127.0.0.1:1' } } : null,
    }),
  };
}
const inputOf = (story: (typeof stories.open)[number]): RunInput => ({
  ticket: {
    id: 'demo1', key: 'INC-1', type: 'incident', title: story.title, description: story.description, priority: story.priority, team: story.team, requester: story.requester,
    object: story.object === null ? null : { kind: 'device', id: story.object }, fields: {}, openedBy: { kind: 'machine', id: 'alarm' }, openedAt: '2026-11-09T08:00:00.000Z', alarm: null, isDemo: true,
  },
  n: 1, definition, start: { at: story.alarm ? 'start-alarm' : 'start-form', variables: story.alarm ? { alarm: { group: 'demo/demo1', ...story.alarm, quietSeconds: 600 } } : {} },
});

describe('the stories of the demonstration company', () => {
  it('are thirty that are over and ten that are open', () => expect([stories.finished.length, stories.open.length]).toEqual([30, 10]));
  it.each([...stories.finished.map((story) => ({ story, isOver: true })), ...stories.open.map((story) => ({ story, isOver: false }))].map((one) => ({ ...one, title: one.story.title })))('"$title" fits the shipped flow and ends as told', ({ story, isOver }) => {
    const input = inputOf(story);
    const { run } = playStory(stageFor(input), story, input);
    expect(run.book.state.status !== 'running').toBe(isOver);
    expect(run.book.state.incidents).toEqual({});
    expect(foldLog(run.book.log)).toEqual(markingOf(run.book.state));
  });
  it('lie on working days before today', () => {
    const days = workingDaysBefore('2026-11-22T02:00:00.000Z', 10).map((ms) => new Date(ms).toISOString().slice(0, 10));
    expect([days[0], days[1], days[9]]).toEqual(['2026-11-20', '2026-11-19', '2026-11-09']);
  });
  it('go on from their state as a workflow would: nothing is left to be written', () => {
    const input = inputOf(stories.open[0]!);
    const { run } = playStory(stageFor(input), stories.open[0]!, input);
    const last = [...run.book.log, ...run.book.events].map(({ at }) => at).sort().at(-1)!;
    const write = run.takeWrite()!;
    expect(write.at).toBe(last);
    expect(last < run.now).toBe(true);
    expect(write.log).toHaveLength(write.toSeq);
    expect(run.carried().book).toMatchObject({ isOpened: true, isDirty: false, log: [], events: [], writtenSeq: write.toSeq });
  });
});
