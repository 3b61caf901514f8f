/** Scripts of decisions as data: what is done and what must be seen, one step after the other. A kind's fixtures are played from them; so can a real run be. */
import { expect } from 'vitest';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { RunStatus, Vars } from '#domain/flow/kernel/kernel.types';
import { askedSlots } from '#domain/flow/kernel/kernel.stages';
import type { Json, Words } from '#domain/values';
import { actor, flow, type FlowScript } from './flow.script.ts';

export type ScriptStep =
  | { start: Vars; startAt?: string }
  /** Claims where that is needed, then decides. `team` and `role` of the person, where the task is for one. */
  | { decide: string; by?: string; team?: string; role?: string; node?: string; form?: Json; comment?: string }
  | { act: 'claim' | 'release' | 'assign' | 'complete' | 'withdraw' | 'return' | 'countersign'; by: string; team?: string; maySupervise?: boolean; to?: string; outcome?: string; comment?: string; form?: Json; node?: string }
  | { due: true }
  | { resolveTimer: string }
  | { message: string; key?: string; data?: Vars }
  | { done: Json; node?: string }
  | { fail: string }
  /** The called run escalates by this code. */
  | { escalated: string }
  | { mend: 'retry' | 'skip' }
  | { mendByError: string }
  | { set: Vars }
  | { cancel: string }
  /** What must be seen now. */
  | { at: string[] }
  | { end: RunStatus }
  | { refused: string }
  | { incident: string }
  | { variables: Vars }
  | { asked: { people?: string[]; teams?: string[]; prompt?: Words } }
  /** Whose answer is waited for now. */
  | { waitsFor: string[] }
  | { running: Vars }
  | { now: string };
export interface Script { name: string; steps: ScriptStep[] }

export function playScript(file: FlowFile, script: Script): FlowScript {
  const run = flow(file);
  script.steps.forEach((step, index) => {
    try { play(run, step); } catch (thrown) { throw new Error(`step ${index + 1} ${JSON.stringify(step)}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown }); }
  });
  return run;
}

function play(run: FlowScript, step: ScriptStep): void {
  if ('start' in step) run.start(step.start, step.startAt ?? null);
  else if ('decide' in step) run.decide(step.decide, { ...step, by: step.by === undefined ? undefined : who(step.by, step) });
  else if ('act' in step) run.act(step.act, who(step.by, step), { to: step.to, outcome: step.outcome, comment: step.comment, form: step.form }, { node: step.node });
  else if ('due' in step) run.due();
  else if ('resolveTimer' in step) run.send({ type: 'timerResolved', timer: run.waits('timer')[0]!.id, dueAt: step.resolveTimer });
  else if ('message' in step) run.message(step.message, step.key ?? null, step.data ?? {});
  else if ('done' in step) run.done(step.done, step.node);
  else if ('fail' in step) run.fail(step.fail);
  else if ('escalated' in step) run.send({ type: 'escalated', effect: run.running().effect, n: 1 + (run.running().heard ?? 0), code: step.escalated, message: step.escalated });
  else if ('mend' in step) run.mend(step.mend);
  else if ('mendByError' in step) run.mend({ action: 'throw', code: step.mendByError });
  else if ('set' in step) run.send({ type: 'setVariables', variables: step.set, by: { kind: 'machine', id: 'test' } });
  else if ('cancel' in step) run.send({ type: 'cancel', reason: step.cancel, by: { kind: 'person', id: 'ana' } });
  else see(run, step);
}

function see(run: FlowScript, step: Extract<ScriptStep, { at: string[] } | { end: RunStatus } | { refused: string } | { incident: string } | { variables: Vars } | { asked: object } | { waitsFor: string[] } | { running: Vars } | { now: string }>): void {
  if ('at' in step) run.expectAt(...step.at);
  else if ('end' in step) run.expectEnd(step.end);
  else if ('refused' in step) run.expectRefused(step.refused);
  else if ('incident' in step) expect(Object.values(run.state.incidents).map((incident) => incident.code)).toContain(step.incident);
  else if ('variables' in step) expect(run.state.scopes['s0']!.vars).toMatchObject(step.variables);
  else if ('waitsFor' in step) expect(askedSlots(run.task()).flatMap((slot) => [...slot.people, ...slot.teams, ...slot.roles])).toEqual(step.waitsFor);
  else if ('running' in step) expect(run.running().request.config).toEqual(step.running);
  else if ('now' in step) expect(run.now).toBe(step.now);
  else {
    const task = run.task();
    if (step.asked.people) expect(task.slots.flatMap((slot) => slot.people)).toEqual(step.asked.people);
    if (step.asked.teams) expect(task.slots.flatMap((slot) => slot.teams)).toEqual(step.asked.teams);
    if (step.asked.prompt !== undefined) expect(task.prompt).toEqual(step.asked.prompt);
  }
}

const who = (person: string, more: { team?: string; role?: string; maySupervise?: boolean }) =>
  actor(person, { teams: more.team === undefined ? [] : [more.team], roles: more.role === undefined ? [] : [more.role], maySupervise: more.maySupervise ?? false });
