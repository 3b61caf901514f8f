import { describe, expect, test } from 'vitest';
import { flowFile, byTeam, outcomes, type EdgeGiven, type NodeGiven } from '#test/builders/flow-file.builder';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import type { FlowFile } from '../flow.schema.ts';
import type { TokenMove } from './kernel.types.ts';

const ana = actor('ana', { teams: ['network'] });
const task = (more: Partial<NodeGiven> = {}): NodeGiven => ({ kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done') }, ...more });
const nodes: Record<string, NodeGiven> = {
  start: { kind: 'start' }, fork: { kind: 'parallel' }, ask: task(), call: { kind: 'activity', config: { activity: 'http', inputs: { url: 'http://device/' } } }, pause: { kind: 'timer', config: { value: 'PT2H' } },
  late: { kind: 'boundary-timer', attachedTo: 'ask', config: { value: 'PT1H', isInterrupting: false } }, told: { kind: 'end' },
  join: { kind: 'parallel' }, after: task(), end: { kind: 'end' },
};
const edges: EdgeGiven[] = [['start', 'fork'], ['fork', 'ask'], ['fork', 'call'], ['fork', 'pause'], ['ask', 'join', { outcome: 'done' }], ['call', 'join'], ['pause', 'join'], ['late', 'told'], ['join', 'after'], ['after', 'end', { outcome: 'done' }]];
const file = flowFile('changed', nodes, edges);
const changed = (change: (file: FlowFile) => void): FlowFile => { const copy = structuredClone(file); change(copy); return copy; };
const begun = (): FlowScript => flow(file).start().expectAt('ask', 'call', 'pause');
const tokenAt = (script: FlowScript, node: string): string => Object.values(script.state.tokens).find((token) => token.node === node)!.id;
const refusals = (script: FlowScript): string[] => { script.expectRefused('RUN_CHANGE_UNFIT'); return (script.answer as { details: { code: string; path: string }[] }).details.map(({ code }) => code); };
const moving = (given: FlowFile, script: FlowScript, node: string, move: { do: 'skip'; outcome?: string } | { do: 'move'; to: string }): FlowScript => script.migrate(given, { moves: [{ token: tokenAt(script, node), ...move } as TokenMove] });

describe('a run put under another flow', () => {
  test('goes on waiting for what it waited for: the task keeps its assignee and draft, the timer what is left, the call goes on', () => {
    const script = begun().act('claim', ana).expectAccepted().act('saveDraft', ana, { form: { note: 'half' } }).expectAccepted().pass('PT30M');
    const { subscriptions, tokens } = script.state;
    script.migrate(changed((copy) => { copy.nodes['after']!.name = { en: 'Afterwards' }; })).expectAccepted();
    expect([script.state.subscriptions, script.state.tokens]).toEqual([subscriptions, tokens]);
    expect(script.effects).toEqual([]);
    expect(script.log.at(-1)).toMatchObject({ type: 'migrate', data: { nodes: {}, edges: [], reason: 'because' } });
    script.act('complete', ana, { outcome: 'done' }).done().due().expectAt('after').decide('done').expectEnd();
  });

  test('takes a step that was put before the one it is to come to', () => {
    const script = begun();
    script.migrate(changed((copy) => { copy.nodes['check'] = structuredClone(copy.nodes['after']!); copy.edges['join-after']!.from = 'check'; copy.edges['join-after']!.outcome = 'done'; copy.edges['join-check'] = { from: 'join', to: 'check' }; })).expectAccepted();
    script.decide('done').done().due().expectAt('check').decide('done').expectAt('after').decide('done').expectEnd();
  });

  test('gives tokens, tasks, scopes and queues the new ids of their steps', () => {
    const script = begun().done();
    const renamed = JSON.parse(JSON.stringify(file).replaceAll(/"(ask|join)"/g, '"new-$1"')) as FlowFile;
    script.migrate(renamed, { map: { ask: 'new-ask', join: 'new-join' } }).expectAccepted().expectAt('new-ask', 'new-join', 'pause');
    expect(script.task().node).toBe('new-ask');
    expect(Object.keys(script.state.joins)).toEqual(['s0/new-join']);
    script.decide('done').due().expectAt('after');
  });

  test('sets up a boundary that is new, and drops one that is gone', () => {
    const script = begun();
    script.migrate(changed((copy) => {
      delete copy.nodes['late'];
      delete copy.edges['late-told'];
      copy.nodes['over'] = { kind: 'boundary-timer', name: { en: 'Over' }, attachedTo: 'call', config: { value: 'PT10M' } };
      copy.edges['over-join'] = { from: 'over', to: 'told' };
    })).expectAccepted();
    expect(script.effects.map(({ type }) => type)).toEqual(['disarmTimer', 'armTimer']);
    expect(script.waits('timer').map(({ node }) => node).sort()).toEqual(['over', 'pause']);
    script.due().expectAt('ask', 'pause');
  });

  test('listens for what may begin a part that is new, and no longer for one that is gone', () => {
    const part = (copy: FlowFile): void => {
      copy.nodes['part'] = { kind: 'event-scope-message', name: { en: 'Part' }, config: { message: 'news', isInterrupting: false } };
      for (const [id, kind] of [['begin', 'start'], ['over', 'end']] as const) copy.nodes[id] = { kind, name: { en: id }, scope: 'part', config: {} };
      copy.edges['begin-over'] = { from: 'begin', to: 'over' };
    };
    const script = begun().migrate(changed(part)).expectAccepted();
    expect(script.waits('message').map(({ node }) => node)).toEqual(['part']);
    script.message('news').expectAccepted();
    expect(script.log.filter(({ type, node }) => type === 'enter' && node === 'over')).toHaveLength(1);
    script.migrate(file).expectAccepted();
    expect(script.waits('message')).toEqual([]);
    script.expectAt('ask', 'call', 'pause');
  });

  test.each<[string, string, (copy: FlowFile) => void]>([
    ['a step it stands at is gone', 'RUN_PLACE_GONE', (copy) => { delete copy.nodes['pause']; delete copy.edges['fork-pause']; delete copy.edges['pause-join']; }],
    ['a step it stands at is another kind', 'RUN_PLACE_KIND', (copy) => { copy.nodes['pause'] = { ...copy.nodes['call']!, name: { en: 'Pause' } }; }],
    ['a step it stands at lies in another part', 'RUN_PLACE_SCOPE', (copy) => { copy.nodes['part'] = { kind: 'scope', name: { en: 'Part' }, config: {} }; copy.nodes['pause']!.scope = 'part'; }],
    ['other ways lead to a join where something waits', 'RUN_PLACE_JOIN', (copy) => { delete copy.edges['fork-ask']; delete copy.edges['ask-done-join']; copy.edges['ask-done-told'] = { from: 'ask', to: 'told', outcome: 'done' }; copy.edges['fork-ask'] = { from: 'fork', to: 'ask' }; }],
  ])('refuses where %s', (_, code, change) => {
    const script = begun().done();
    const before = script.state;
    expect(refusals(script.migrate(changed(change)))).toContain(code);
    expect({ ...script.state, recent: [] }).toEqual({ ...before, recent: [] });
    expect(script.effects).toEqual([]);
    script.decide('done').due().expectAt('after');
  });

  test('refuses two steps that become one, and a form that an open task has', () => {
    expect(refusals(begun().migrate(file, { map: { call: 'pause' } }))).toEqual(['RUN_PLACE_KIND', 'RUN_PLACE_TWICE']);
    const form = { formX: { title: { en: 'X' }, schema: { type: 'object' }, ui: {} } };
    const asking = flowFile('asking', { start: { kind: 'start' }, ask: task({ config: { assignments: [byTeam('network')], outcomes: outcomes('done'), form: 'formX' } }), end: { kind: 'end' } }, [['start', 'ask'], ['ask', 'end', { outcome: 'done' }]], { forms: form });
    expect(refusals(flow(asking).start().migrate({ ...asking, forms: {}, nodes: { ...asking.nodes, ask: { ...asking.nodes['ask']!, config: { ...asking.nodes['ask']!.config, form: undefined as never } } } }))).toEqual(['RUN_PLACE_FORM']);
  });

  test('refuses where the run has moved on since somebody looked, where it is suspended, and without the flow itself', () => {
    const script = begun();
    const { seq } = script.state;
    script.act('claim', ana).expectAccepted().migrate(file, { seq }).expectRefused('RUN_MOVED_ON');
    script.migrate(file, { seq: script.state.seq }).expectAccepted();
    script.send({ type: 'migrate', definition: script.definition.ref, map: {}, reason: 'r', by: { kind: 'person', id: 'paul' } }).expectRefused('FLOW_VERSION_UNKNOWN');
    script.send({ type: 'suspend', reason: 'r', by: { kind: 'person', id: 'paul' } }).migrate(file).expectRefused('RUN_SUSPENDED');
  });

  test('keeps what can be taken back, and refuses where its handler is gone', () => {
    const undoing = flowFile('undoing', {
      start: { kind: 'start' }, pay: task(), undo: { kind: 'boundary-take-back', attachedTo: 'pay' }, refund: task(), refunded: { kind: 'end' }, next: task(), back: { kind: 'take-back' }, end: { kind: 'end' },
    }, [['start', 'pay'], ['pay', 'next', { outcome: 'done' }], ['undo', 'refund'], ['refund', 'refunded', { outcome: 'done' }], ['next', 'back', { outcome: 'done' }], ['back', 'end']]);
    const without = structuredClone(undoing);
    for (const id of ['undo', 'refund', 'refunded']) delete without.nodes[id];
    for (const id of ['undo-refund', 'refund-done-refunded']) delete without.edges[id];
    const script = flow(undoing).start().decide('done').expectAt('next');
    expect(refusals(script.migrate(without))).toEqual(['RUN_PLACE_GONE']);
    script.migrate({ ...undoing, name: { en: 'Other' } }).expectAccepted().decide('done').expectAt('back', 'refund');
    // What takes something back stands in a frame of its own.
    expect(refusals(moving(undoing, script, 'refund', { do: 'move', to: 'next' }))).toEqual(['RUN_MOVE_FROM']);
    script.decide('done').expectEnd();
  });
});

describe('tokens moved by hand', () => {
  test('skips a step by its only way, and its task is cancelled', () => {
    const script = begun();
    moving(file, script, 'ask', { do: 'skip' }).expectAccepted().expectAt('call', 'join', 'pause');
    expect(script.effects.filter(({ type }) => type === 'taskClosed')).toMatchObject([{ how: 'cancelled' }]);
    expect(script.waits('timer').map(({ node }) => node)).toEqual(['pause']);
    script.done().due().expectAt('after');
  });

  test('skips by the way that is named; where several are and none is named, it asks', () => {
    const approving = flowFile('approving', {
      start: { kind: 'start' }, approve: { kind: 'approval', config: { assignments: [byTeam('network')], rule: 'any' } }, yes: task(), no: { kind: 'end' }, end: { kind: 'end' },
    }, [['start', 'approve'], ['approve', 'yes', { outcome: 'approved' }], ['approve', 'no', { outcome: 'rejected' }], ['yes', 'end', { outcome: 'done' }]]);
    const script = flow(approving).start();
    expect(refusals(moving(approving, script, 'approve', { do: 'skip' }))).toEqual(['RUN_MOVE_OUTCOME']);
    expect(refusals(moving(approving, script, 'approve', { do: 'skip', outcome: 'perhaps' }))).toEqual(['RUN_MOVE_OUTCOME']);
    moving(approving, script, 'approve', { do: 'skip', outcome: 'approved' }).expectAccepted().expectAt('yes');
    moving(approving, script, 'yes', { do: 'move', to: 'approve' }).expectAccepted().expectAt('approve');
    expect(script.log.filter(({ type }) => type === 'cancel').map(({ node, data }) => [node, data])).toEqual([['yes', { reason: 'because', to: 'approve' }]]);
  });

  test('moves one that stopped, and its incident closes', () => {
    const script = begun().fail();
    moving(file, script, 'call', { do: 'move', to: 'told' }).expectAccepted().expectAt('ask', 'pause');
    expect(script.state.incidents).toEqual({});
  });

  test.each(['join', 'start', 'late', 'nowhere', 'constructor', 'inner'])('moves none to %s', (to) => {
    const scoped = changed((copy) => { copy.nodes['part'] = { kind: 'scope', name: { en: 'Part' }, config: {} }; copy.nodes['inner'] = { ...copy.nodes['after']!, scope: 'part' }; });
    expect(refusals(moving(scoped, begun(), 'ask', { do: 'move', to }))).toEqual(['RUN_MOVE_TO']);
  });

  test('takes none out of a join, none twice, and none that is not there', () => {
    const script = begun().done();
    expect(refusals(moving(file, script, 'join', { do: 'skip' }))).toEqual(['RUN_MOVE_FROM']);
    const token = tokenAt(script, 'ask');
    expect(refusals(script.migrate(file, { moves: [{ token, do: 'move', to: 'after' }, { token, do: 'move', to: 'pause' }] }))).toEqual(['RUN_MOVE_GONE']);
    expect(refusals(script.migrate(file, { moves: [{ token: 'constructor', do: 'skip' }] }))).toEqual(['RUN_MOVE_GONE']);
    script.expectAt('ask', 'join', 'pause');
  });

  test('one of several times a step is done can be skipped, not moved; all of them together can', () => {
    const repeated = flowFile('repeated', { start: { kind: 'start' }, each: task({ repeat: { mode: 'parallel', count: '2' } }), after: task(), end: { kind: 'end' } }, [['start', 'each'], ['each', 'after'], ['after', 'end', { outcome: 'done' }]]);
    const script = flow(repeated).start();
    const [one] = script.tasks();
    expect(refusals(script.migrate(repeated, { moves: [{ token: one!.token, do: 'move', to: 'after' }] }))).toEqual(['RUN_MOVE_FROM']);
    script.migrate(repeated, { moves: [{ token: one!.token, do: 'skip' }] }).expectAccepted().expectAt('each', 'each');
    script.migrate(repeated, { moves: [{ token: script.came('each'), do: 'move', to: 'after' }] }).expectAccepted().expectAt('after');
    expect(Object.keys(script.state.scopes)).toEqual(['s0']);
  });

  test('what would go round for ever is refused, and the run stays as it was', () => {
    const round = flowFile('round', { start: { kind: 'start' }, ask: task(), turn: { kind: 'exclusive' }, end: { kind: 'end' } }, [['start', 'ask'], ['ask', 'end', { outcome: 'done' }], ['turn', 'turn']]);
    const script = flow(round).start();
    moving(round, script, 'ask', { do: 'move', to: 'turn' }).expectRefused('FLOW_CYCLE_WITHOUT_WAIT').expectAt('ask');
    expect(script.state.incidents).toEqual({});
  });
});
