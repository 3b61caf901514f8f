/** The shipped flow of service requests, played by the kernel. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import { parseFlowText } from '../file/flow.file.ts';
import type { FlowFile } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow } from '../rules/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';
import type { TaskActor, Vars } from './kernel.types.ts';

const name = 'seed/flows/service-request.flow.json';
const parsed = parseFlowText(readFileSync(new URL('../../../seed/flows/service-request.flow.json', import.meta.url), 'utf8'), name);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
const file: FlowFile = parsed.file;

const asked: Vars = {
  answers: { system: 'payments', level: 'read' }, requester: { id: 'rosa', name: 'Rosa', manager: 'henrik' }, team: { id: 'service-desk', lead: 'jonas', manager: 'mia' }, object: { id: 'payments', name: 'Payments', owner: 'clara' },
  ticket: { key: 'REQ-1', title: 'Access to a system: Payments', state: 'new', team: 'service-desk', assignee: null, requester: 'rosa', fields: { system: 'payments', level: 'read' } },
};
const started = (change: Vars = {}): FlowScript => flow(file).start({ ...asked, ...change });
const tasksAt = (run: FlowScript) => Object.values(run.state.subscriptions).flatMap((wait) => (wait.kind === 'task' ? [wait.task] : []));
const taskAt = (run: FlowScript, node: string) => tasksAt(run).find((task) => task.node === node)!;
function decide(run: FlowScript, node: string, by: TaskActor, outcome: string, more: { comment?: string; form?: never } = {}): FlowScript {
  const task = taskAt(run, node);
  return run.send({ type: 'task', taskId: task.id, action: 'complete', taskRevision: task.revision, actor: by, data: { outcome, ...more } });
}
const vars = (run: FlowScript): Vars => run.state.scopes['s0']!.vars;
const stateOf = (run: FlowScript): unknown => (vars(run)['ticket'] as Vars)['state'];

describe('a service request', () => {
  it('is sound, with nothing to say against it', () => {
    expect([checkFlow(file, nodeKinds), checkSoundness(file, nodeKinds).verdict]).toEqual([[], 'sound']);
  });
  it('asks the manager of the requester and the owner of the system at once', () => {
    const run = started();
    expect(tasksAt(run).map(({ node, slots, prompt }) => [node, slots[0]!.people, prompt])).toEqual([['manager', ['henrik'], 'Access to a system: Payments'], ['owner', ['clara'], 'Access to a system: Payments']]);
    expect(stateOf(run)).toBe('awaiting-approval');
  });
  it('goes to the team once both have approved, in whichever order', () => {
    for (const [first, second] of [['manager', 'owner'], ['owner', 'manager']] as const) {
      const who = { manager: actor('henrik'), owner: actor('clara') };
      const run = decide(started(), first, who[first], 'approved');
      expect(tasksAt(run)).toHaveLength(1);
      decide(run, second, who[second], 'approved');
      expect([run.state.status, taskAt(run, 'fulfil').slots[0]!.teams, stateOf(run)]).toEqual(['running', ['service-desk'], 'in-fulfilment']);
      const jonas = actor('jonas', { teams: ['service-desk'] });
      run.act('claim', jonas);
      expect((vars(run)['ticket'] as Vars)['assignee']).toBe('jonas');
      run.act('complete', jonas, { outcome: 'done', form: { note: 'Granted' } });
      expect([run.state.status, stateOf(run)]).toEqual(['completed', 'fulfilled']);
    }
  });
  it('goes back with the reason when one rejects, and asks the other no more', () => {
    const run = decide(started(), 'owner', actor('clara'), 'rejected', { comment: 'Reading is not enough for this.' });
    expect(tasksAt(run).map(({ node, slots, prompt, draft }) => [node, slots[0]!.people, prompt, draft])).toEqual([['correct', ['rosa'], 'Clara: Reading is not enough for this.', { answers: asked['answers'] }]]);
    expect(stateOf(run)).toBe('waiting-requester');
  });
  it('needs a reason to reject', () => {
    const run = decide(started(), 'manager', actor('henrik'), 'rejected');
    expect(run.answer).toMatchObject({ accepted: false, code: 'TASK_COMMENT_NEEDED' });
  });
  it('asks both again after a correction, as often as it takes, with the changed answers on the ticket', () => {
    const run = started();
    for (const level of ['write', 'admin']) {
      decide(run, 'manager', actor('henrik'), 'rejected', { comment: 'Why?' });
      run.act('complete', actor('rosa'), { outcome: 'again', form: { answers: { system: 'payments', level } } });
      expect(tasksAt(run).map(({ node }) => node)).toEqual(['manager', 'owner']);
      expect([(vars(run)['ticket'] as Vars)['fields'], vars(run)['refusal'], stateOf(run)]).toEqual([{ system: 'payments', level }, null, 'awaiting-approval']);
    }
    decide(run, 'manager', actor('henrik'), 'approved');
    decide(run, 'owner', actor('clara'), 'approved');
    expect(tasksAt(run).map(({ node }) => node)).toEqual(['fulfil']);
  });
  it('may be withdrawn instead of corrected', () => {
    const run = decide(started(), 'manager', actor('henrik'), 'rejected', { comment: 'No.' });
    run.act('complete', actor('rosa'), { outcome: 'withdraw', form: { answers: {} } });
    expect([run.state.status, stateOf(run)]).toEqual(['completed', 'cancelled']);
  });
  it('asks the manager of the team where the requester owns the system, or there is none', () => {
    expect([started({ object: { id: 'payments', owner: 'rosa' } }), started({ object: null })].map((run) => taskAt(run, 'owner').slots[0]!.people)).toEqual([['mia'], ['mia']]);
  });
  it('stops with an incident where the requester has no manager, while the owner is asked; tried again with one, it goes on', () => {
    const run = started({ requester: { id: 'rosa', name: 'Rosa', manager: null } });
    const [incident] = Object.values(run.state.incidents);
    expect([incident?.code, tasksAt(run).map(({ node }) => node)]).toEqual(['APPROVAL_NOBODY', ['owner']]);
    run.send({ type: 'setVariables', variables: { requester: asked['requester']! }, by: { kind: 'person', id: 'ada' } });
    run.send({ type: 'incident', incident: incident!.id, action: 'retry', by: { kind: 'person', id: 'ada' } });
    expect([Object.keys(run.state.incidents), taskAt(run, 'manager').slots[0]!.people]).toEqual([[], ['henrik']]);
  });
});

describe('an approval in somebody\'s place', () => {
  const forHenrik = { onBehalfOf: { kind: 'person' as const, id: 'henrik', name: 'Henrik' } };
  it('is recorded with who decided for whom', () => {
    const run = started();
    decide(run, 'manager', actor('mia', forHenrik), 'approved');
    expect(run.answer).toMatchObject({ accepted: true });
    expect(run.log.filter(({ type }) => type === 'task').at(-1)).toMatchObject({ by: { id: 'mia' } });
  });
  it('is never the requester\'s', () => {
    const run = decide(started(), 'manager', actor('rosa', forHenrik), 'approved');
    expect(run.answer).toMatchObject({ accepted: false, code: 'APPROVAL_OWN_REQUEST' });
  });
  it('is only where that person is asked', () => {
    const run = decide(started(), 'owner', actor('mia', forHenrik), 'approved');
    expect(run.answer).toMatchObject({ accepted: false, code: 'TASK_NOT_YOURS' });
  });
  it('makes nobody in a team of the absent one\'s more than they are', () => {
    const run = decide(started(), 'manager', actor('mia', { teams: ['service-desk'], onBehalfOf: { kind: 'person', id: 'somebody' } }), 'approved');
    expect(run.answer).toMatchObject({ accepted: false, code: 'TASK_NOT_YOURS' });
  });
});
