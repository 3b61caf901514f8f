import { describe, expect, it } from 'vitest';
import { byTeam, flowFile, outcomes, type NodeGiven } from '#test/builders/flow-file.builder';
import { flow } from '#test/builders/flow/flow.script';
import { checkFlow, hasErrors } from '../rules/index.ts';
import { checkSoundness } from '../soundness/soundness.ts';
import { nodeKinds } from '../nodes/index.ts';
import type { FlowFile } from '../flow.schema.ts';
import { runOperationsSchema, type RunOperation } from './change.schema.ts';
import { planChange, type PlannedChange } from './run.change.ts';

const task: NodeGiven = { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done', 'again') } };
const file = flowFile('planned', {
  start: { kind: 'start', state: 'new' }, merge: { kind: 'exclusive' }, look: task, fork: { kind: 'parallel' }, left: { kind: 'timer', config: { value: 'PT1H' } }, part: { kind: 'scope' }, join: { kind: 'parallel' }, end: { kind: 'end', state: 'resolved' },
  begin: { kind: 'start', scope: 'part' }, inner: { kind: 'timer', scope: 'part', config: { value: 'PT1H' } }, over: { kind: 'end', scope: 'part' },
}, [['start', 'merge'], ['merge', 'look'], ['look', 'fork', { outcome: 'done' }], ['look', 'merge', { outcome: 'again' }], ['fork', 'left'], ['fork', 'part'], ['left', 'join'], ['part', 'join'], ['join', 'end'], ['begin', 'inner'], ['inner', 'over']]);
const placed: FlowFile = { ...file, layout: { nodes: { start: { x: 0, y: 0 }, merge: { x: 200, y: 0 }, look: { x: 400, y: 0 }, fork: { x: 700, y: 0 }, part: { x: 800, y: 100, width: 700, height: 200 }, begin: { x: 820, y: 150 }, inner: { x: 900, y: 150 }, over: { x: 1200, y: 150 }, left: { x: 800, y: 0 }, join: { x: 1600, y: 0 }, end: { x: 1800, y: 0 } }, edges: { 'join-end': { points: [{ x: 1700, y: 0 }] } } } };
const begun = () => flow(file).start();
const plan = (operations: RunOperation[], given = file, state = begun().state): PlannedChange => planChange(given, state, operations, nodeKinds);
const asked = { name: { en: 'Asked' }, assignments: [{ by: 'team' as const, team: 'network' }] };
const faults = (act: () => unknown): string[] => { try { act(); } catch (thrown) { return (thrown as { details: { code: string; path: string }[] }).details.map(({ code, path }) => `${path} ${code}`); } return []; };
const isGood = (changed: FlowFile): boolean => !hasErrors(checkFlow(changed, nodeKinds)) && checkSoundness(changed, nodeKinds).verdict === 'sound';

describe('a change of one run', () => {
  it('puts a step on a line: the half that leads on keeps its id, the other what is written on it', () => {
    const changed = plan([{ do: 'insert', kind: 'task', edge: 'look-done-fork', ...asked }]);
    expect(changed.file.edges['look-done-fork']).toEqual({ from: 'task-1', to: 'fork', outcome: 'done' });
    expect(changed.file.edges['edge-1']).toEqual({ from: 'look', to: 'task-1', outcome: 'done' });
    expect([changed.moves, changed.isSameFlow, changed.added]).toEqual([[], false, [{ node: 'task-1', name: { en: 'Asked' }, kind: 'task' }]]);
    expect(isGood(changed.file)).toBe(true);
  });

  it('puts one on a line that leads to a join where something waits, and the run goes on in it', () => {
    const script = begun().decide('done').due();
    const changed = plan([{ do: 'insert', kind: 'task', edge: 'part-join', ...asked }], file, script.state);
    script.migrate(changed.file).expectAccepted();
    expect(script.at().filter((node) => node === 'join')).toHaveLength(1);
    script.due().expectAt('join', 'task-1').decide('done').expectEnd();
  });

  it('puts one before a step, on every way that leads there, and what stands there goes back to it', () => {
    const script = begun();
    const changed = plan([{ do: 'insert', kind: 'approval', before: 'look', id: 'may', ...asked, rejectedTo: 'end' }], file, script.state);
    expect(Object.entries(changed.file.edges).filter(([, { to }]) => to === 'may').map(([id]) => id)).toEqual(['merge-look']);
    expect(changed.moves).toEqual([{ token: 't1', do: 'move', to: 'may' }]);
    expect(isGood(changed.file)).toBe(true);
    script.migrate(changed.file, { moves: changed.moves }).expectAccepted().expectAt('may').decide('approved').expectAt('look');
  });

  it('puts one inside a part, into the part', () => expect(plan([{ do: 'insert', kind: 'task', edge: 'inner-over', ...asked }]).file.nodes['task-1']).toMatchObject({ scope: 'part' }));

  it('lets what follows name the new step', () => {
    const changed = plan([{ do: 'insert', kind: 'task', edge: 'join-end', id: 'more', ...asked }, { do: 'move', step: 'look', to: 'more' }]);
    expect(changed.moves).toEqual([{ token: 't1', do: 'move', to: 'more' }]);
  });

  it('says what is typed as it stands, also with a sign in front that would make it an expression', () => {
    const changed = plan([{ do: 'insert', kind: 'task', edge: 'join-end', ...asked, prompt: '=1 + 1' }]);
    expect(flow(changed.file).start().migrate(changed.file, { moves: [{ token: 't1', do: 'move', to: 'task-1' }] }).task('task-1').prompt).toBe(' =1 + 1');
  });

  it('makes room: what is further on moves on, frames around it grow, bent lines follow', () => {
    const { layout } = plan([{ do: 'insert', kind: 'task', edge: 'inner-over', ...asked }], placed).file;
    expect(layout.nodes).toMatchObject({ 'task-1': { x: 1200, y: 150 }, over: { x: 1460, y: 150 }, inner: { x: 900, y: 150 }, part: { x: 800, width: 960 }, join: { x: 1860 }, left: { x: 800 } });
    expect(layout.edges['join-end']!.points).toEqual([{ x: 1960, y: 0 }]);
    // A line that leads back leaves everything where it is.
    const back = plan([{ do: 'insert', kind: 'task', edge: 'look-again-merge', ...asked }], placed).file.layout;
    expect(back.nodes).toEqual({ ...placed.layout.nodes, 'task-1': { x: 300, y: 110 } });
  });

  it('refuses what cannot be meant, each with its place', () => {
    expect(faults(() => plan([{ do: 'insert', kind: 'task', edge: 'nowhere', ...asked }, { do: 'insert', kind: 'task', before: 'start', ...asked }, { do: 'insert', kind: 'task', before: 'join', ...asked }, { do: 'insert', kind: 'task', edge: 'join-end', id: 'look', ...asked }, { do: 'skip', step: 'constructor' }, { do: 'skip', step: 'left' }, { do: 'move', step: 'look', token: 't9', to: 'end' }])))
      .toEqual(['/operations/0 RUN_CHANGE_UNKNOWN', '/operations/1 RUN_CHANGE_NO_PLACE', '/operations/2 RUN_CHANGE_NO_PLACE', '/operations/3 RUN_CHANGE_ID_TAKEN', '/operations/4 RUN_CHANGE_UNKNOWN', '/operations/5 RUN_MOVE_GONE', '/operations/6 RUN_MOVE_GONE']);
  });

  it('takes an approval only with where a rejection leads, a place only once, and not too many at a time', () => {
    const insert = { do: 'insert', kind: 'task', edge: 'join-end', ...asked };
    const isTaken = (operation: object): boolean => runOperationsSchema.safeParse([operation]).success;
    expect([isTaken(insert), isTaken({ ...insert, kind: 'approval' }), isTaken({ ...insert, rejectedTo: 'end' }), isTaken({ ...insert, before: 'end' }), isTaken({ ...insert, assignments: [] }), isTaken({ ...insert, config: {} })]).toEqual([true, false, false, false, false, false]);
    expect(runOperationsSchema.safeParse(Array.from({ length: 21 }, () => insert)).success).toBe(false);
  });
});
