/** Plays one story on a virtual run: each step at its minute, machines answering as the story says. */
import { createHash } from 'node:crypto';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { Kernel } from '#domain/flow/kernel/kernel';
import type { Answer, TaskAction, TaskActionData, TaskActor } from '#domain/flow/kernel/kernel.types';
import { tasksOf } from '#domain/flow/projection/run.book';
import { createVirtualRun, type Performed, type VirtualRun } from '#domain/flow/projection/virtual.run';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { RunContext, RunInput } from '#domain/flow/run.ports';
import { withDeadlines } from '#domain/sla/due';
import type { WorkingCalendar } from '#domain/sla/working-time';
import type { Comment } from '#domain/ticket/ticket.schema';
import { groupActor } from '../alarm/group.activities.ts';
import type { Story, StoryStep } from './story.ts';

export interface Stage {
  kernel: Kernel;
  file: FlowFile;
  context: RunContext;
  calendars: ReadonlyMap<string, WorkingCalendar>;
  /** Everybody who may act, by person id. */
  cast: ReadonlyMap<string, TaskActor>;
  /** Time passes up to here at the end. */
  until: Instant;
}
export type Said = Omit<Comment, 'ticket'>;

/** Throws when the flow does not allow a step: then flow and story have to be brought together again. */
export function playStory(stage: Stage, story: Story, input: RunInput): { run: VirtualRun; said: Said[] } {
  const { openedAt } = input.ticket;
  const definition = stage.kernel.compile(stage.file, input.definition);
  const run = createVirtualRun({
    step: stage.kernel.step, definition, state: stage.kernel.start(definition), input, context: stage.context, at: openedAt,
    derive: (facts, at) => { const calendar = stage.calendars.get(facts.calendarId); return calendar ? withDeadlines(facts, calendar, at) : facts; },
    perform: (request): Performed => (request.activity === 'snmp'
      ? { afterMs: 180, result: { isReachable: true, isUp: story.repairWorks, adminStatus: 1, operStatus: story.repairWorks ? 1 : 2, values: {} } }
      : { afterMs: 320, result: { status: 200, body: { action: 'restarting' } } }),
  });
  must(run.startAnswer, story, 'start');
  const said: Said[] = [];
  for (const [index, step] of story.steps.entries()) {
    // A recovery is heard when its group says so: on the minute.
    const at = instantOf(epochMs(openedAt) + step.after * 60_000 + (step.do === 'recover' ? 0 : ((index * 7) % 50) * 1000));
    if (step.do === 'say') said.push({ id: `c${createHash('sha256').update(`${input.ticket.id}\n${index}`).digest('hex').slice(0, 20)}`, at, by: refOf(stage, step.by), visibility: step.visibility, text: step.text });
    else play(stage, run, story, step, at, input);
  }
  run.advanceTo(stage.until);
  return { run, said };
}

function must(answer: Answer, story: Story, what: string): void {
  if (!answer.accepted) throw new Error(`the story "${story.title}" does not fit the flow: ${what} was refused with ${answer.code}`);
}
function actorOf(stage: Stage, person: string): TaskActor {
  const actor = stage.cast.get(person);
  if (!actor) throw new Error(`the directory does not know ${person}`);
  return actor;
}
function refOf(stage: Stage, person: string): Comment['by'] {
  return { kind: 'person', id: person, name: actorOf(stage, person).name };
}

function play(stage: Stage, run: VirtualRun, story: Story, step: Exclude<StoryStep, { do: 'say' }>, at: Instant, input: RunInput): void {
  run.advanceTo(at);
  const act = (node: string, action: TaskAction, person: string, data: TaskActionData): void => {
    const task = [...tasksOf(run.book.state).values()].find((one) => one.node === node);
    if (!task) throw new Error(`the story "${story.title}" does not fit the flow: no open task at ${node}`);
    must(run.act({ taskId: task.id, action, taskRevision: task.revision, actor: actorOf(stage, person), data }), story, `${action} at ${node}`);
  };
  switch (step.do) {
    case 'claim': return act(step.at, 'claim', step.by, {});
    case 'ask': return act('diagnose', 'complete', step.by, { outcome: 'ask', form: { question: step.question } });
    case 'answer': return act('answer', 'complete', step.by, { outcome: 'answered', form: { answer: step.answer } });
    case 'repair': return act('diagnose', 'complete', step.by, { outcome: 'repair', form: { plan: step.plan, interfaceIndex: step.interfaceIndex } });
    case 'resolve': return act('diagnose', 'complete', step.by, { outcome: 'resolve', form: { cause: step.cause } });
    case 'approve': return act('approve', 'complete', step.by, { outcome: 'approved', comment: step.comment });
    case 'reject': return act('approve', 'complete', step.by, { outcome: 'rejected', comment: step.comment });
    case 'recover': {
      const { group } = input.start.variables['alarm'] as { group: string };
      return must(run.send({ name: 'alarm.recovered', key: group, data: { group, firing: 0, at, isFiring: false }, by: groupActor(group) }), story, 'recover');
    }
    case 'cancel': return must(run.cancel(step.reason, refOf(stage, step.by)), story, 'cancel');
  }
}
