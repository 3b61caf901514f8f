import { describe, expect, test } from 'vitest';
import incidentFile from '../../../seed/flows/incident.flow.json';
import type { Json } from '../../values.ts';
import { formatFlowFile } from '../file/flow.canonical.ts';
import { parseFlowFile } from '../file/flow.file.ts';
import { nodeKinds } from '../nodes/index.ts';
import { checkFlow } from '../rules/index.ts';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';

const parsed = parseFlowFile(incidentFile);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
const file = parsed.file;

const variables = (more: Record<string, Json> = {}) => ({
  ticket: { id: 't1', key: 'INC-1', type: 'incident', title: 'Uplink is down', description: '', priority: 'P2', state: 'new', team: 'network', assignee: null, isFiring: true },
  object: { id: 'sw-core-2', name: 'sw-core-2', kind: 'device', owner: 'omar', labels: { ifIndex: '2' }, endpoints: { http: 'http://device:8080', snmp: 'device:161' } },
  team: { id: 'network', name: 'Network', lead: 'lena', manager: 'mia' }, requester: null,
  alarm: { group: 'g1', name: 'LinkDown', severity: 'critical', labels: {}, annotations: {}, quietSeconds: 600 }, ...more,
});
const agent = actor('ana', { teams: ['network'], roles: ['agent'] });
const opened = (more = {}): FlowScript => flow(file).start(variables(more), 'start-alarm').expectAt('handle', 'diagnose');
const ticket = (script: FlowScript): Record<string, Json> => script.variable('ticket') as Record<string, Json>;
const repair = { plan: 'Restart the port', interfaceIndex: 2 };

describe('the incident flow', () => {
  test('has no findings and is kept in canonical form', () => {
    expect(checkFlow(file, nodeKinds)).toEqual([]);
    expect(formatFlowFile(file)).toBe(`${JSON.stringify(incidentFile, null, 2)}\n`);
  });

  test('goes to the team, and whoever claims it becomes the assignee', () => {
    const script = opened();
    expect(ticket(script)['state']).toBe('new');
    expect(script.task().slots[0]!.teams).toEqual(['network']);
    expect(script.task().draft).toEqual({ interfaceIndex: 2 });
    script.act('claim', agent);
    expect(ticket(script)).toMatchObject({ state: 'in-progress', assignee: 'ana' });
  });

  test("asks the object's owner where nobody reported it, and comes back to the assignee", () => {
    const script = opened().act('claim', agent);
    script.act('complete', agent, { outcome: 'ask', form: {} }).expectRefused('TASK_FORM_INVALID');
    script.decide('ask', { by: agent, form: { question: 'Was there work on the rack?' } }).expectAt('handle', 'answer');
    expect(script.task()).toMatchObject({ prompt: 'Was there work on the rack?', slots: [{ people: ['omar'] }] });
    expect(ticket(script)['state']).toBe('waiting-requester');
    script.decide('answered', { form: { answer: 'Yes' } }).expectAt('handle', 'diagnose');
    expect(script.task()).toMatchObject({ assignee: 'ana', status: 'claimed' });
    expect(ticket(script)['state']).toBe('in-progress');
  });

  test('asks the requester when there is one, else the team lead', () => {
    const ask = (script: FlowScript) => script.decide('ask', { by: agent, form: { question: 'Which?' } }).task().slots[0]!.people;
    expect(ask(opened({ requester: { id: 'rita', name: 'Rita', manager: null } }))).toEqual(['rita']);
    expect(ask(opened({ object: null }))).toEqual(['lena']);
  });

  test('takes the question back', () => {
    opened().decide('ask', { by: agent, form: { question: 'Which?' } }).act('withdraw', agent).expectAt('handle', 'diagnose');
  });

  test('repairs after approval, checks, and resolves', () => {
    const script = opened().decide('repair', { by: agent, form: repair }).expectAt('handle', 'approve');
    expect(script.task()).toMatchObject({ kind: 'approval', prompt: { en: 'Repair interface 2 of sw-core-2: Restart the port', zh: '修复 sw-core-2 的接口 2：Restart the port' }, askedBy: { id: 'ana' } });
    expect(ticket(script)['state']).toBe('awaiting-approval');
    script.decide('approved', { by: 'mia' }).expectAt('handle', 'repair');
    expect(script.running().request).toMatchObject({ activity: 'http', config: { method: 'POST', url: 'http://device:8080/interfaces/2/restart', headers: { Authorization: { secret: 'device-token', prefix: 'Bearer ' } } } });
    expect(ticket(script)['state']).toBe('repairing');
    script.done({ status: 200 }).expectAt('handle', 'pause').due().expectAt('handle', 'check');
    expect(script.running().request.config).toEqual({ target: 'device:161', interface: 2 });
    script.done({ isReachable: true, isUp: true }).expectEnd();
    expect(ticket(script)['state']).toBe('resolved');
  });

  test('returns to the agent after five checks that find it still down', () => {
    const script = opened().decide('repair', { by: agent, form: repair }).decide('approved', { by: 'mia' }).done({ status: 200 });
    for (let tries = 1; tries <= 4; tries++) script.due().done({ isReachable: true, isUp: false }).expectAt('handle', 'pause');
    script.due().fail('SNMP_FAILED', 'silent').expectAt('handle', 'diagnose');
    expect(script.variable('tries')).toBe(5);
    expect(script.task()).toMatchObject({ assignee: 'ana', draft: { plan: 'Restart the port' } });
    script.decide('repair', { by: agent, form: repair }).decide('approved', { by: 'mia' });
    expect(script.variable('tries')).toBe(0);
  });

  test('an incident on the run waits for a person when the device refuses the repair', () => {
    const script = opened().decide('repair', { by: agent, form: repair }).decide('approved', { by: 'mia' }).fail('HTTP_SERVER_FAILED', 'device answered 500');
    expect(script.incident()).toMatchObject({ code: 'ACTIVITY_FAILED', node: 'repair' });
    script.mend('retry').expectAt('handle', 'repair').done({ status: 200 }).expectAt('handle', 'pause');
  });

  test('goes back to the agent when the repair is rejected', () => {
    const script = opened().decide('repair', { by: agent, form: repair });
    script.act('complete', 'mia', { outcome: 'rejected' }).expectRefused('TASK_COMMENT_NEEDED');
    script.decide('rejected', { by: 'mia', comment: 'Not during trading hours' }).expectAt('handle', 'diagnose');
    expect(script.variable('approval')).toMatchObject({ outcome: 'rejected', by: 'mia', comment: 'Not during trading hours' });
  });

  test.each(['diagnose', 'answer', 'approve', 'repair', 'pause', 'check'])('recovers by itself whatever step it is in: %s', (step) => {
    const script = opened();
    if (step === 'answer') script.decide('ask', { by: agent, form: { question: 'Which?' } });
    else if (step !== 'diagnose') script.decide('repair', { by: agent, form: repair });
    if (['repair', 'pause', 'check'].includes(step)) script.decide('approved', { by: 'mia' });
    if (['pause', 'check'].includes(step)) script.done({ status: 200 });
    if (step === 'check') script.due();
    script.expectAt('handle', step).message('alarm.recovered', 'g1').expectAt('quiet', 'quiet-time');
    expect(ticket(script)['state']).toBe('recovered');
    expect(script.waits('task')).toEqual([]);
    script.due().expectEnd();
    expect(ticket(script)['state']).toBe('resolved');
    expect(script.now).toBe(step === 'check' ? '2026-03-02T08:10:03.000Z' : '2026-03-02T08:10:00.000Z');
  });

  test('is handled again when it fires again within the quiet time', () => {
    const script = opened().decide('ask', { by: agent, form: { question: 'Which?' } }).message('alarm.recovered', 'g1').pass('PT5M');
    script.message('alarm.firing', 'g1').expectAt('handle', 'diagnose');
    expect(ticket(script)['state']).toBe('in-progress');
    expect(script.waits('timer')).toEqual([]);
    script.message('alarm.recovered', 'other').expectRefused('MESSAGE_NOT_AWAITED').decide('resolve', { form: { cause: 'Cable' } }).expectEnd();
  });

  test('waits for no alarm when a person reported it', () => {
    const script = flow(file).start(variables({ alarm: null, requester: { id: 'rita', name: 'Rita', manager: null } }), 'start-form').expectAt('handle', 'diagnose');
    expect(script.waits('message')).toEqual([]);
    script.message('alarm.recovered', 'g1').expectRefused('MESSAGE_NOT_AWAITED');
    script.decide('resolve', { by: agent, form: { cause: 'Cable' } }).expectEnd();
  });
});
