import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawFlow, outcomes } from '#test/builders/flow/flow.draw';
import { parseFlowText } from '../file/flow.file.ts';
import type { FlowFile } from '../flow.schema.ts';
import { nodeKinds } from '../nodes/index.ts';
import { dryRun, type DryRunCall } from './dry-run.play.ts';
import { dryScriptSchema } from './dry-run.script.ts';

const now = '2026-11-20T10:00:00.000Z';
function run(file: FlowFile, { script = {}, ...more }: Partial<Omit<DryRunCall, 'script'>> & { script?: unknown } = {}) {
  return dryRun(file, { registry: nodeKinds, outputs: {}, isAuto: false, now, resolveTimer: () => null, script: dryScriptSchema.parse(script), ...more });
}
const auto = (file: FlowFile, more: Parameters<typeof run>[1] = {}) => run(file, { isAuto: true, ...more });
const entered = ({ path }: ReturnType<typeof run>): string[] => path.filter(({ event }) => event === 'enter').map(({ node }) => node);
const codes = ({ findings }: ReturnType<typeof run>): string[] => findings.map(({ code }) => code);
function shipped(name: string): FlowFile {
  const parsed = parseFlowText(readFileSync(new URL(`../../../seed/flows/${name}.flow.json`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(name);
  return parsed.file;
}
const line = (kind: Parameters<typeof drawFlow>[0][string], more: readonly string[] = []) => drawFlow({ start: 'start', step: kind, end: 'end' }, ['start -> step', 'step -> end', ...more]);

describe('a dry run by itself', () => {
  it('passes over a table whose inputs nobody has given, and says so; given, it decides', () => {
    const parsed = parseFlowText(readFileSync(new URL('../nodes/decision-table/fixtures/rates.flow.json', import.meta.url), 'utf8'));
    if (!parsed.ok) throw new Error('rates');
    const guessed = auto(parsed.file);
    expect([guessed.status, guessed.variables['rating'], codes(guessed)]).toEqual(['completed', null, ['FLOW_CONDITION_GUESSED']]);
    const given = auto(parsed.file, { script: { start: { variables: { impact: 'high', affected: 250 } } } });
    expect([given.status, given.variables['rating'], codes(given)]).toEqual(['completed', { priority: 'P1', hours: 4 }, []]);
  });

  it.each(['incident', 'service-request'])('completes the shipped flow %s, every token off its node in the end', (name) => {
    const result = auto(shipped(name));
    expect([result.status, result.tokens, result.waiting, codes(result).filter((code) => code !== 'FLOW_CONDITION_GUESSED')]).toEqual(['completed', [], [], []]);
    const standing = new Map<string, number>();
    for (const { node, event } of result.path) standing.set(node, (standing.get(node) ?? 0) + (event === 'enter' ? 1 : -1));
    expect([...standing].filter(([, count]) => count !== 0)).toEqual([]);
  });
  it('leaves a circle by the outcomes it has not taken', () => {
    const file = drawFlow({ start: 'start', ask: { kind: 'task', config: { outcomes: outcomes('again', 'done') } }, end: 'end' }, ['start -> ask', 'ask.again -> ask', 'ask.done -> end']);
    expect(entered(auto(file))).toEqual(['start', 'ask', 'ask', 'end']);
  });
  it('lets several who are asked at once say the same, and next time something else', () => {
    const people = [{ by: 'person', person: 'ana' }, { by: 'person', person: 'bo' }];
    const repeat = { mode: 'parallel' as const, items: '["ana", "bo"]', collect: { into: 'answers', value: 'loop.outcome' } };
    const joint = drawFlow({ start: 'start', ask: { kind: 'approval', config: { assignments: people, rule: 'all' } }, end: 'end', no: 'end' }, ['start -> ask', 'ask.approved -> end', 'ask.rejected -> no']);
    expect(entered(auto(joint))).toEqual(['start', 'ask', 'end']);
    const each = drawFlow({ start: 'start', ask: { kind: 'task', config: { outcomes: outcomes('yes', 'no') }, repeat }, check: 'exclusive', end: 'end' }, ['start -> ask', 'ask -> check', 'check ? list contains(answers, "no") -> end', 'check ?? -> ask']);
    const result = auto(each);
    expect([entered(result).filter((node) => node === 'check').length, result.variables['answers']]).toEqual([2, ['no', 'no']]);
  });
  it('lets somebody else of a team approve what one of it asked for', () => {
    const config = { assignments: [{ by: 'team', team: 'desk' }] };
    const file = drawFlow({ start: 'start', ask: { kind: 'task', config: { ...config, outcomes: outcomes('done') } }, yes: { kind: 'approval', config }, end: 'end' }, ['start -> ask', 'ask.done -> yes', 'yes.approved -> end', 'yes.rejected -> ask']);
    expect(auto(file)).toMatchObject({ status: 'completed', findings: [] });
  });
  it('jumps the clock to timers, answers activities with their output or {}, and delivers messages', () => {
    const file = drawFlow({ start: 'start', wait: { kind: 'timer', config: { value: 'P2D' } }, call: 'activity', go: 'wait-message', end: 'end' }, ['start -> wait', 'wait -> call', 'call -> go', 'go -> end']);
    expect(auto(file)).toMatchObject({ status: 'completed', variables: { result: {} } });
    expect(auto(file, { outputs: { call: { up: true } } })).toMatchObject({ variables: { result: { up: true } } });
    expect(auto(file, { outputs: { http: 7 } })).toMatchObject({ variables: { result: 7 } });
  });
  it('ends a step before the message on its edge, and takes the edge where nothing else is left', () => {
    const file = drawFlow({ start: 'start', step: 'task', stop: { kind: 'boundary-message', attachedTo: 'step' }, end: 'end', stopped: 'end' }, ['start -> step', 'step.done -> end', 'stop -> stopped']);
    expect(entered(auto(file))).toEqual(['start', 'step', 'end']);
  });
  it('leaves a circle of guesses by the way it has taken least often', () => {
    const circle = ['start -> work', 'work.done -> ok', 'ok -> end'];
    const back = (file: FlowFile, isDefault: boolean): FlowFile => ({
      ...file, variables: { good: { type: 'boolean' } },
      edges: { ...file.edges, 'z-back': { from: 'ok', to: 'work', ...(isDefault ? { isDefault } : { condition: 'not(good)', order: -1 }) }, ...Object.fromEntries(Object.entries(file.edges).filter(([, { from, to }]) => from === 'ok' && to === 'end').map(([id, edge]) => [id, { ...edge, condition: 'good' }])) },
    });
    const file = drawFlow({ start: 'start', work: 'task', ok: 'exclusive', end: 'end' }, circle);
    for (const isDefault of [true, false]) {
      const result = auto(back(file, isDefault));
      expect([result.status, entered(result), [...new Set(codes(result))]]).toEqual(['completed', ['start', 'work', 'ok', 'work', 'ok', 'end'], ['FLOW_CONDITION_GUESSED']]);
    }
  });
  it('does twice what is to be done for each of a list nobody has given', () => {
    const file = line('task');
    const repeated = (repeat: FlowFile['nodes'][string]['repeat']): FlowFile => ({ ...file, variables: { servers: { type: 'list' } }, nodes: { ...file.nodes, step: { ...file.nodes['step']!, repeat } }, edges: Object.fromEntries(Object.entries(file.edges).map(([id, { outcome: _outcome, ...edge }]) => [id, edge])) } as FlowFile);
    for (const repeat of [{ mode: 'parallel', items: 'servers' }, { mode: 'sequential', count: 'count(servers)' }, { mode: 'parallel' }] as const) expect(entered(auto(repeated(repeat))).filter((id) => id === 'step')).toHaveLength(3);
    expect(entered(auto(repeated({ mode: 'parallel', items: 'servers' }), { script: { start: { variables: { servers: ['a'] } } } })).filter((id) => id === 'step')).toHaveLength(2);
  });
  it('leaves a race by what came least often, and so a circle of races', () => {
    const file = drawFlow({ start: 'start', meet: 'exclusive', race: 'event-gateway', more: { kind: 'wait-message', config: { message: 'more' } }, enough: { kind: 'wait-message', config: { message: 'enough' } }, end: 'end' }, ['start -> meet', 'meet ?? -> race', 'race -> more', 'race -> enough', 'more -> meet', 'enough -> end']);
    expect(auto(file)).toMatchObject({ status: 'completed', findings: [] });
    expect(entered(auto(file)).filter((node) => node === 'race')).toHaveLength(2);
  });
  it('lets what comes beside a step come where a join waits for it', () => {
    const file = drawFlow({ start: 'start', ask: 'task', late: { kind: 'boundary-timer', attachedTo: 'ask', config: { isInterrupting: false } }, join: 'parallel', end: 'end' }, ['start -> ask', 'ask.done -> join', 'late -> join', 'join -> end']);
    expect([auto(file).status, entered(auto(file))]).toEqual(['completed', ['start', 'ask', 'late', 'join', 'join', 'end']]);
  });
  it('guesses what cannot be decided, and says so: the default, else the first way', () => {
    const nodes = { start: 'start', which: 'exclusive', a: 'end', b: 'end' } as const;
    const withDefault = drawFlow(nodes, ['start -> which', 'which ? missing > 1 -> a', 'which ?? -> b']);
    expect([entered(auto(withDefault)).at(-1), codes(auto(withDefault))]).toEqual(['b', ['FLOW_CONDITION_GUESSED']]);
    const without = drawFlow(nodes, ['start -> which', 'which ? missing > 1 -> a', 'which ? missing < 1 -> b']);
    expect([entered(auto(without)).at(-1), auto(without).findings]).toEqual(['a', [expect.objectContaining({ code: 'FLOW_CONDITION_GUESSED', severity: 'warning', node: 'which', params: expect.objectContaining({ way: 'e2' }) as unknown })]]);
    expect(run(without)).toMatchObject({ status: 'failed', findings: [{ code: 'FLOW_CONDITION_NULL', severity: 'error', node: 'which' }] });
    const decided = auto(withDefault, { script: { start: { variables: { missing: 2 } } } });
    expect([entered(decided).at(-1), codes(decided)]).toEqual(['a', []]);
  });
  it('guesses where no condition is true because nobody has given what they read', () => {
    const file = drawFlow({ start: 'start', which: 'exclusive', a: 'end', b: 'end' }, ['start -> which', 'which ? kind = "x" -> a', 'which ? kind = "y" -> b']);
    expect([entered(auto(file)).at(-1), codes(auto(file))]).toEqual(['a', ['FLOW_CONDITION_GUESSED']]);
    expect(auto(file, { script: { start: { variables: { kind: 'z' } } } })).toMatchObject({ status: 'failed', findings: [{ code: 'FLOW_NO_PATH' }] });
    expect(run(file)).toMatchObject({ status: 'failed', findings: [{ code: 'FLOW_NO_PATH' }] });
  });
  it('is stopped where it never ends, and names a circle without a wait', () => {
    const circle = drawFlow({ start: 'start', step: { kind: 'timer', config: { value: 'PT1S' } }, end: 'end' }, ['start -> step', 'step -> step']);
    expect(auto(circle, { maxSteps: 50 })).toMatchObject({ status: 'failed', findings: [{ code: 'FLOW_RUN_STEPS_EXCEEDED', severity: 'error' }] });
    const endless = drawFlow({ start: 'start', a: 'exclusive', b: 'exclusive', end: 'end' }, ['start -> a', 'a -> b', 'b -> a']);
    expect(auto(endless)).toMatchObject({ status: 'failed', findings: [{ code: 'FLOW_CYCLE_WITHOUT_WAIT' }] });
  });
  it('says that it is stuck where a join waits for ever', () => {
    const file = drawFlow({ start: 'start', which: 'exclusive', a: 'exclusive', b: 'exclusive', join: 'parallel', end: 'end' }, ['start -> which', 'which ? true -> a', 'which ?? -> b', 'a -> join', 'b -> join', 'join -> end']);
    expect(auto(file)).toMatchObject({ status: 'stuck', tokens: [{ node: 'join', scope: 's0' }], waiting: [], findings: [{ code: 'FLOW_RUN_STUCK', node: 'join', severity: 'error' }] });
  });
  it('fills forms in by their example, else by what the schema asks for', () => {
    const form = (more: object) => ({ forms: { f: { title: { en: 'F' }, schema: { type: 'object', properties: { n: { type: 'integer', minimum: 3 }, day: { type: 'string', format: 'date' }, kind: { enum: ['x', 'y'] }, list: { type: 'array', minItems: 2, items: { type: 'boolean' } } }, required: ['n', 'day', 'kind', 'list'] }, ui: {}, ...more } } });
    const file = (more: object) => drawFlow({ start: 'start', ask: { kind: 'task', config: { form: 'f' } }, end: 'end' }, ['start -> ask', 'ask.done -> end'], form(more));
    expect(auto(file({}))).toMatchObject({ status: 'completed', variables: { n: 3, day: '2026-03-01', kind: 'x', list: [true, true] } });
    expect(auto(file({ example: { n: 9, day: '2026-05-05', kind: 'y', list: [false, true] } }))).toMatchObject({ variables: { n: 9, kind: 'y' } });
  });
  it('counts working time round the clock where the calendar is not known, and says so', () => {
    const file = line({ kind: 'timer', config: { mode: 'workingTime', value: 'P1DT2H', calendar: 'office' } });
    expect(run(file)).toMatchObject({ status: 'waiting', waiting: [{ node: 'step', kind: 'timer', until: '2026-11-21T12:00:00.000Z' }], findings: [{ code: 'FLOW_CALENDAR_ASSUMED', severity: 'info' }] });
    expect(auto(file, { resolveTimer: () => '2026-11-23T10:00:00.000Z' })).toMatchObject({ status: 'completed', findings: [] });
  });
});

describe('a dry run by a script', () => {
  const flow = shipped('incident');
  const diagnosed = { task: 'diagnose', action: 'repair', data: { form: { cause: 'configuration', plan: 'Restart it', interfaceIndex: 3 } }, as: 'jonas' };
  it('plays the Incident flow: diagnosed, approved, repaired, up', () => {
    const result = run(flow, { outputs: { repair: { status: 200 }, check: { isUp: true } }, script: { start: { at: '2026-11-20T10:00:00Z', variables: { object: { id: 'sw-1', name: 'sw-1', owner: 'olga', labels: {}, endpoints: { http: 'http://sw-1', snmp: 'sw-1:161' } } } }, steps: [diagnosed, { after: 'PT10M', task: 'approve', action: 'approved', as: 'example-manager' }, { advance: 'PT3S' }] } });
    expect(result).toMatchObject({ status: 'completed', tokens: [], findings: [] });
    expect(entered(result)).toEqual(expect.arrayContaining(['diagnose', 'approve', 'repair', 'pause', 'check', 'handled', 'resolved']));
  });
  it('waits where the script ends, with what is waited for', () => {
    const result = run(flow, { script: { steps: [diagnosed] } });
    expect(result).toMatchObject({ status: 'waiting', findings: [] });
    expect(result.waiting).toEqual(expect.arrayContaining([{ node: 'approve', kind: 'task', until: null }, { node: 'recovered', kind: 'message', until: null }]));
    expect(result.tokens.map(({ node }) => node).sort()).toEqual(['approve', 'handle']);
  });
  it('plays the Request flow: rejected with a reason, sent again, approved by both, fulfilled', () => {
    const result = run(shipped('service-request'), { script: { start: { variables: { answers: { system: 'payments' } } }, steps: [
      { task: 'owner', action: 'rejected', data: { comment: 'Reading is not enough.' } }, { task: 'correct', action: 'again', data: { answers: { system: 'payments', level: 'write' } } },
      { task: 'manager', action: 'approved' }, { task: 'owner', action: 'approved' }, { task: 'fulfil', action: 'done', data: { note: 'Granted' } },
    ] } });
    expect(result).toMatchObject({ status: 'completed', findings: [], variables: { answers: { level: 'write' } } });
  });
  it('lets an activity fail, and messages come', () => {
    const failed = run(line('activity'), { outputs: { step: {} }, script: { steps: [{ fail: 'step', code: 'HTTP_UNREACHABLE' }] } });
    expect(failed).toMatchObject({ status: 'failed', findings: [{ severity: 'error', node: 'step' }] });
    expect(run(line({ kind: 'wait-message', config: { message: 'go' } }), { script: { steps: [{ message: 'go', key: 'any', data: {} }] } })).toMatchObject({ status: 'completed' });
  });
  it('stops at the first step that cannot be carried out, and says why', () => {
    for (const [step, reason] of [[{ task: 'approve', action: 'approved' }, 'TASK_UNKNOWN'], [{ task: 'diagnose', action: 'explode' }, 'TASK_OUTCOME_UNKNOWN'], [{ message: 'nobody.waits' }, 'MESSAGE_NOT_AWAITED'], [{ fail: 'repair' }, 'ACTIVITY_GONE'], [{ ...diagnosed, as: { person: 'stranger' } }, 'TASK_NOT_YOURS']] as const) {
      expect(run(flow, { script: { steps: [step, diagnosed] } })).toMatchObject({ status: 'waiting', findings: [{ code: 'FLOW_SCRIPT_STEP_REFUSED', severity: 'error', params: { step: 1, reason: expect.stringContaining(reason) as string } }] });
    }
  });
  it('goes on by itself between the steps of a script, where it is asked to', () => {
    const result = auto(shipped('service-request'), { script: { steps: [{ task: 'owner', action: 'rejected', data: { comment: 'No.' } }, { task: 'fulfil', action: 'done', data: { note: 'Granted' } }] } });
    expect(result).toMatchObject({ status: 'completed', findings: [] });
    expect(entered(result).filter((node) => ['owner', 'correct', 'manager', 'fulfil'].includes(node))).toEqual(['manager', 'owner', 'correct', 'manager', 'owner', 'fulfil']);
  });
  it('begins by the start node it names, or not at all', () => {
    expect(entered(run(flow, { script: { start: { at: 'start-form' } } }))[0]).toBe('start-form');
    expect(run(flow, { script: { start: { at: 'nowhere' } } })).toMatchObject({ status: 'failed', path: [], findings: [{ code: 'RUN_START_UNKNOWN', severity: 'error' }] });
  });
  it('says what makes a flow impossible to run', () => {
    const file = drawFlow({ start: 'start', odd: 'no-such-kind', end: 'end' }, ['start -> odd', 'odd -> end']);
    expect(auto(file)).toMatchObject({ status: 'failed', path: [], findings: [{ code: 'kind-unknown', node: 'odd', severity: 'error' }] });
  });
});

describe('a dry run of steps that share locks with other runs', () => {
  const lock = { name: 'router', key: '=ci' };
  const both = drawFlow({ start: 'start', split: 'parallel', a: { kind: 'task', config: { outcomes: outcomes('yes') }, lock }, b: { kind: 'task', config: { outcomes: outcomes('yes') }, lock }, join: 'parallel', end: 'end' },
    ['start -> split', 'split -> a', 'split -> b', 'a.yes -> join', 'b.yes -> join', 'join -> end'], { variables: { ci: { type: 'text', initial: 'r7' } } });
  it('finds them free but for those the run holds itself, and says so once for each step', () => {
    expect(run(both).waiting.map(({ node }) => node)).toEqual(['a']);
    const result = auto(both);
    expect([result.status, result.findings.map(({ code, node, severity }) => [code, node, severity])]).toEqual(['completed', [['FLOW_LOCK_FREE_HERE', 'a', 'info'], ['FLOW_LOCK_FREE_HERE', 'b', 'info']]]);
  });
  it('stops where the key of a lock is none', () => {
    expect(auto({ ...both, variables: {} })).toMatchObject({ findings: [{ code: 'FLOW_VALUE_UNUSABLE', node: 'a' }, { code: 'FLOW_VALUE_UNUSABLE', node: 'b' }] });
  });
});
