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
import { parsePolicy } from '#domain/sla/sla.policy';
import { parseCalendar } from '#domain/sla/calendar.check';
import { workingCalendar } from '#domain/sla/working-time';
import { playStory, type Stage } from './play.ts';
import { routineStories } from './routine.ts';
import { workingDaysBefore } from './seed-tickets.ts';
import { stories } from './stories.ts';

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../seed/${name}.json`, import.meta.url), 'utf8')) as T;
const directory = read<{ people: { id: string; name: string }[]; teams: { id: string; members: string[]; lead: string; manager: string }[] }>('directory');
const objects = read<{ objects: { id: string; kind: 'device'; name: string; owner: string | null; labels: Record<string, string> }[] }>('objects').objects;
const type = read<{ ticketTypes: Parameters<typeof contextOf>[1][] }>('ticket-types').ticketTypes.find((one) => one.key === 'incident')!;
const policies = read<{ policies: unknown[] }>('sla-policies').policies.map((policy) => parsePolicy(policy));
const parsed = parseFlowText(readFileSync(new URL('../../seed/flows/incident.flow.json', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
const definition = definitionRef(parsed.file, 'incident', 1);

const cast = new Map<string, TaskActor>(directory.people.map((person) => [person.id, { person: person.id, name: person.name, teams: directory.teams.filter((team) => team.members.includes(person.id)).map((team) => team.id), roles: [], maySupervise: false }]));
const calendars = new Map(read<{ calendars: unknown[] }>('calendars').calendars.map((one) => parseCalendar(one)).map((calendar) => [calendar.key, workingCalendar(calendar)]));
function stageFor({ ticket }: RunInput, until = '2026-11-20T20:00:00.000Z'): Stage {
  const team = directory.teams.find((one) => one.id === ticket.team)!;
  const object = objects.find((one) => one.id === ticket.object?.id);
  return {
    kernel: createKernel(nodeKinds), file: parsed.ok ? parsed.file : ({} as never), cast, calendars, until,
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

describe('the everyday tickets', () => {
  const now = '2026-11-27T10:00:00.000Z';
  const series = { now, days: 40, series: 'demoday' } as const;
  const all = routineStories({ ...series, count: 400 });
  const played = all.map(({ story, openedAt }) => {
    const input: RunInput = { ...inputOf(story), ticket: { ...inputOf(story).ticket, openedAt }, start: { at: story.alarm ? 'start-alarm' : 'start-form', variables: story.alarm ? { alarm: { group: '', ...story.alarm, quietSeconds: 600 } } : {} } };
    return { story, openedAt, ...playStory(stageFor(input, now), story, input) };
  });
  const clocksOf = (kind: string) => played.flatMap(({ run, story, openedAt }) => run.book.clocks.filter((clock) => clock.kind === kind).map((clock) => ({ team: story.team, priority: story.priority, openedAt, isBreached: clock.breachedAt !== null })));

  it('fit the shipped flow and are over', () => {
    expect(played.filter(({ run }) => run.book.state.status === 'running').map(({ story }) => story.title)).toEqual([]);
    expect(played.filter(({ run }) => Object.keys(run.book.state.incidents).length > 0).map(({ story }) => story.title)).toEqual([]);
  });
  it('are the same every time, and a longer series begins with the same', () => {
    expect(routineStories({ ...series, count: 400 })).toEqual(all);
    const longer = new Map(routineStories({ ...series, count: 500 }).map((one) => [one.id, one]));
    expect(all.every((one) => JSON.stringify(longer.get(one.id)) === JSON.stringify(one))).toBe(true);
  });
  it('lie in six weeks, machines at night and on weekends, people while they work', () => {
    const [first, last] = [all[0]!.openedAt, all.at(-1)!.openedAt];
    expect([first >= '2026-10-15T00:00:00.000Z', last < '2026-11-26T00:00:00.000Z']).toEqual([true, true]);
    const isAtNight = (at: string): boolean => { const hour = new Date(at).getUTCHours(); return hour < 5 || hour > 20; };
    const isOnWeekend = (at: string): boolean => [0, 6].includes(new Date(at).getUTCDay());
    const [machines, people] = [all.filter(({ story }) => story.alarm !== null), all.filter(({ story }) => story.alarm === null)];
    expect(machines.filter(({ openedAt }) => isAtNight(openedAt)).length).toBeGreaterThan(10);
    expect(machines.filter(({ openedAt }) => isOnWeekend(openedAt)).length).toBeGreaterThan(10);
    expect(people.filter(({ openedAt }) => isAtNight(openedAt) || isOnWeekend(openedAt))).toEqual([]);
  });
  it('are kept mostly, and least by the team that is short of people', () => {
    const share = (team: string): number => { const own = [...clocksOf('response'), ...clocksOf('resolution')].filter((clock) => clock.team === team); return own.filter(({ isBreached }) => isBreached).length / own.length; };
    const [desk, network, applications] = [share('service-desk'), share('network'), share('applications')];
    expect([desk > 0.01, desk < 0.12, network < 0.18, applications > network, applications < 0.35]).toEqual([true, true, true, true, true]);
    expect(new Set(clocksOf('resolution').map(({ priority }) => priority)).size).toBe(4);
  });
  it('wait for their requesters, are repaired and are withdrawn now and then', () => {
    const actions = (name: string): number => all.filter(({ story }) => story.steps.some((step) => step.do === name)).length;
    for (const name of ['answer', 'approve', 'cancel']) expect([name, actions(name) > 3]).toEqual([name, true]);
  });
});
