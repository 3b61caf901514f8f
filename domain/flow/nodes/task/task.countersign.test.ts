import { describe, expect, test } from 'vitest';
import type { Json } from '#domain/values';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import { dryRun } from '../../dry-run/dry-run.play.ts';
import { dryScriptSchema } from '../../dry-run/dry-run.script.ts';
import { askedSlots } from '../../kernel/kernel.stages.ts';
import { parseRunState } from '../../kernel/kernel.state.ts';
import { admit } from '../../kernel/kernel.tasks.ts';
import { eventsOfStep } from '../../projection/run.events.ts';
import { checkFlow } from '../../rules/index.ts';
import { nodeKinds } from '../index.ts';

const people = (...names: string[]): Json => names.map((person) => ({ by: 'person', person }));
const forms = { what: { title: { en: 'What' }, schema: { type: 'object', properties: { port: { type: 'number' } } } } } as never;
const drawn = (by: Json, more: Record<string, Json> = {}) => drawFlow({ start: 'start', work: { kind: 'task', config: { assignments: people('ana', 'bo'), form: 'what', resultVariable: 'work', countersign: { by }, ...more } }, late: { kind: 'boundary-timer', attachedTo: 'work', config: { value: 'P2D' } }, gone: 'end', next: 'task', end: 'end' }, ['start -> work', 'work.done -> next', 'next.done -> end', 'late -> gone'], { forms });
const opened = (by: Json = people('ana', 'mia', 'max'), more: Record<string, Json> = {}): FlowScript => flow(drawn(by, more)).start().act('claim', 'ana');
const completed = (run = opened()): FlowScript => run.act('complete', 'ana', { outcome: 'done', form: { port: 2 }, comment: 'It runs.' });
const says = (run: FlowScript, outcome: string, by: Parameters<FlowScript['act']>[1], comment?: string) => run.act('countersign', by, { outcome, ...(comment === undefined ? {} : { comment }) });
const lead = actor('lena', { maySupervise: true });

describe('a task that a second person confirms', () => {
  test('is put to them once it is completed, and is over when one has confirmed it', () => {
    const run = completed().expectAccepted().expectAt('work');
    expect([run.task().assignee, run.task().status, askedSlots(run.task()).flatMap((slot) => slot.people), run.variable('port'), run.variable('work')]).toEqual([null, 'ready', ['mia', 'max'], undefined, undefined]);
    says(run.pass('PT1H'), 'confirmed', 'max', 'Seen.').expectAccepted().expectAt('next');
    expect([run.variable('port'), run.variable('work')]).toEqual([2, { outcome: 'done', by: 'ana', byName: 'Ana', comment: 'It runs.', at: '2026-03-02T08:00:00.000Z', confirmedBy: 'max', confirmedByName: 'Max' }]);
  });

  test('goes back with a comment to who completed it, with what they filled in, and comes again', () => {
    const run = says(completed(), 'sentBack', 'mia', 'Not port 2.').expectAccepted();
    expect(run.task()).toMatchObject({ assignee: 'ana', assigneeName: 'Ana', status: 'claimed', draft: { port: 2 }, returned: { from: { en: 'work' }, by: { id: 'mia' }, comment: 'Not port 2.' } });
    expect(run.task().countersign?.submitted).toBeUndefined();
    run.act('complete', 'ana', { outcome: 'done', form: { port: 3 } });
    expect(run.task().returned).toBeUndefined();
    says(run, 'confirmed', 'mia').expectAt('next');
    expect(run.variable('port')).toBe(3);
  });

  test('is taken back by who completed it, without a word, and sent back by a supervisor', () => {
    const run = says(completed(), 'sentBack', 'ana').expectAccepted();
    expect([run.task().assignee, run.task().returned]).toEqual(['ana', undefined]);
    expect(says(completed(), 'sentBack', lead, 'Ana is on leave; nobody looked.').expectAccepted().task().returned).toMatchObject({ by: { id: 'lena' } });
  });

  test('goes on being what it is for everything around it: the day it is late, cancelling, suspending, withdrawing', () => {
    completed().due().expectEnd();
    completed().send({ type: 'cancel', reason: 'over', by: { kind: 'person', id: 'r' } }).expectEnd('cancelled');
    const held = completed().act('suspend', lead, { comment: 'Wait.' });
    says(held, 'confirmed', 'mia').expectRefused('TASK_SUSPENDED');
    says(held.act('resume', lead), 'confirmed', 'mia').expectAt('next');
    const file = drawn(people('mia'), { isWithdrawable: true });
    file.edges['back'] = { from: 'work', to: 'next', outcome: 'withdrawn', order: 9 };
    completed(flow(file).start().act('claim', 'ana')).act('withdraw', lead).expectAt('next');
  });

  test('stops the run before anybody has worked where nobody can be found, and goes on when the gap is filled', () => {
    const run = flow(drawn([{ by: 'relation', relation: 'teamLead' }])).start({ team: { id: 'network', lead: null } });
    expect(run.incident('TASK_NOBODY').params).toMatchObject({ slot: 'teamLead' });
    run.mend({ action: 'retry', edits: { team: { id: 'network', lead: 'lin' } } });
    expect(run.task().countersign?.slots[0]?.people).toEqual(['lin']);
  });

  test('is open to a team or a role, but for who completed it', () => {
    const run = completed(opened([{ by: 'team', team: 'network' }]));
    says(run, 'confirmed', actor('ana', { teams: ['network'] })).expectRefused('TASK_COUNTERSIGN_OWN');
    says(run, 'confirmed', actor('bo', { teams: ['network'] })).expectAt('next');
  });

  test('returned to an earlier step asks nobody to confirm that', () => {
    const file = drawFlow({ start: 'start', fill: 'task', work: { kind: 'task', config: { countersign: { by: people('mia') }, mayReturnTo: ['fill'] } }, end: 'end' }, ['start -> fill', 'fill.done -> work', 'work.done -> end']);
    flow(file).start().decide('done').act('return', 'ana', { to: 'fill', comment: 'Which?' }).expectAt('fill');
  });

  const refused: [string, (run: FlowScript) => FlowScript, string][] = [
    ['by who completed it', (run) => says(completed(run), 'confirmed', 'ana'), 'TASK_COUNTERSIGN_OWN'],
    ['by who completed it, in the name of another', (run) => says(completed(run), 'confirmed', actor('ana', { onBehalfOf: { kind: 'person', id: 'mia' } })), 'TASK_COUNTERSIGN_OWN'],
    ['by another in the name of who completed it', (run) => says(completed(run), 'confirmed', actor('mia', { onBehalfOf: { kind: 'person', id: 'ana' } })), 'TASK_COUNTERSIGN_OWN'],
    ['by somebody else', (run) => says(completed(run), 'confirmed', 'bo'), 'TASK_NOT_YOURS'], ['by a supervisor who is not named', (run) => says(completed(run), 'confirmed', lead), 'TASK_NOT_YOURS'],
    ['before it is completed', (run) => says(run, 'confirmed', 'mia'), 'TASK_NOT_SUBMITTED'], ['as something else', (run) => says(completed(run), 'done', 'mia'), 'TASK_OUTCOME_UNKNOWN'], ['as nothing', (run) => completed(run).act('countersign', 'mia'), 'TASK_OUTCOME_UNKNOWN'],
    ['back without a comment', (run) => says(completed(run), 'sentBack', 'mia', ' \n'), 'TASK_WORDS_NEEDED'], ['with too many words', (run) => says(completed(run), 'confirmed', 'mia', 'x'.repeat(2_001)), 'TASK_WORDS_TOO_MANY'],
    ['on an old page', (run) => { const { revision } = run.task(); const task = { ...completed(run).task(), revision }; return run.act('countersign', 'mia', { outcome: 'confirmed' }, { task }); }, 'TASK_REVISION_STALE'],
    ...(['claim', 'release', 'assign', 'complete', 'saveDraft', 'return'] as const).map((verb): [string, (run: FlowScript) => FlowScript, string] => [`while it is put to them: ${verb}`, (run) => completed(run).act(verb, actor('ana', { maySupervise: true }), { outcome: 'done', to: 'bo', comment: 'x' }), 'TASK_SUBMITTED']),
  ];
  test.each(refused)('is not confirmed %s', (_what, play, code) => { play(opened()).expectRefused(code); });

  test('is not completed by the only one who could confirm it; somebody else can', () => {
    const run = completed(opened(people('ana'))).expectRefused('TASK_COUNTERSIGN_NOBODY');
    expect(run.task().assignee).toBe('ana');
    run.act('release', 'ana').act('claim', 'bo').act('complete', 'bo', { outcome: 'done', form: {} }).expectAccepted();
    says(run, 'confirmed', 'ana').expectAt('next');
  });

  test('is told with who said what', () => {
    const told = (run: FlowScript, play: () => unknown) => {
      const tasksBefore = new Map(run.tasks().map((one) => [one.id, one]));
      play();
      return eventsOfStep({ input: run.inputs.at(-1)!, isAccepted: true, effects: run.effects, definition: run.definition, tasksBefore, runId: 'run/t/1' }).filter(({ action }) => action !== 'task.opened').map(({ action, actor: by, after = null, data }) => [action, by.id, after, data['comment'], data['answers'] === undefined ? 0 : 1]);
    };
    const run = opened();
    expect(told(run, () => completed(run))).toEqual([['task.submitted', 'ana', null, 'It runs.', 0]]);
    expect(told(run, () => says(run, 'sentBack', 'mia', 'No.'))).toEqual([['task.sentBack', 'mia', 'ana', 'No.', 0]]);
    completed(run);
    expect(told(run, () => says(run, 'confirmed', 'mia', 'Seen.'))).toEqual([['task.confirmed', 'mia', 'ana', 'Seen.', 0], ['task.completed', 'ana', null, 'It runs.', 1]]);
  });

  test('too many words are refused before the engine records them', () => {
    const run = completed();
    const input = (comment: string, person: string) => ({ type: 'task' as const, id: 'c', now: run.now, taskId: run.task().id, action: 'countersign' as const, taskRevision: 1, actor: actor(person), data: { outcome: 'sentBack', comment } });
    expect(admit(run.task(), input('x'.repeat(2_001), 'mia'), run.definition.file)).toMatchObject({ admitted: false, refusal: { code: 'TASK_WORDS_TOO_MANY' } });
    expect(admit(run.task(), input('', 'ana'), run.definition.file)).toMatchObject({ admitted: true });
  });

  test('reads back damaged states as what they are', () => {
    const { state } = completed();
    const text = JSON.stringify(state);
    expect(() => parseRunState(JSON.parse(text.replace('"outcome":"done","comment":"It runs."', '"outcome":7,"comment":"It runs."')))).toThrow('RUN_STATE_INVALID');
  });

  test('names nobody: its flow cannot be published', () => {
    expect(checkFlow(drawn([]), nodeKinds).filter(({ code }) => code === 'nobody-confirms').map(({ node, field, severity }) => [node, field, severity])).toEqual([['work', '/countersign/by', 'error']]);
  });

  test('is tried in a dry run, by a script and by itself', () => {
    const options = { registry: nodeKinds, outputs: {}, now: '2026-03-02T08:00:00.000Z', resolveTimer: () => null } as const;
    const script = dryScriptSchema.parse({ steps: [{ task: 'work', action: 'done', as: 'ana' }, { task: 'work', action: 'countersign', data: { outcome: 'sentBack' } }, { task: 'work', action: 'done', as: 'ana' }, { task: 'work', action: 'countersign', data: { outcome: 'confirmed' } }] });
    const played = dryRun(drawn(people('mia')), { ...options, isAuto: false, script });
    expect([played.findings, played.path.at(-1)?.node]).toEqual([[], 'next']);
    const auto = dryRun(drawn([{ by: 'team', team: 'network' }], { assignments: [{ by: 'team', team: 'network' }] }), { ...options, isAuto: true, script: dryScriptSchema.parse({}) });
    expect([auto.status, auto.findings.filter(({ severity }) => severity === 'error')]).toEqual(['completed', []]);
  });
});
