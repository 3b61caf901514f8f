import { describe, expect, it } from 'vitest';
import { runOperationsSchema } from '#domain/flow/change/change.schema';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { endBeside, operationOf, placesIn, standingIn, targetsBeside, waysOut, type ChangeTyped } from './change-run.ts';

const node = (id: string, kind: string, more: object = {}) => [id, { kind, name: { en: id }, ...more }] as const;
const asks = (...keys: string[]) => ({ config: { assignments: [{ by: 'team', team: 'network' }], outcomes: keys.map((key) => ({ key, name: { en: key } })) } });
const ways: [from: string, to: string, outcome?: string][] = [['start', 'fork'], ['fork', 'ask'], ['fork', 'part'], ['ask', 'join', 'done'], ['ask', 'ask', 'again'], ['late', 'join'], ['part', 'join'], ['begin', 'inner'], ['inner', 'over', 'done'], ['join', 'end']];
const file = flowFileSchema.parse({
  formatVersion: 1, key: 'f', name: { en: 'F' },
  nodes: Object.fromEntries([
    node('start', 'start'), node('fork', 'parallel'), node('ask', 'task', asks('done', 'again')), node('part', 'scope'), node('begin', 'start', { scope: 'part' }), node('inner', 'task', { ...asks('done'), scope: 'part' }), node('over', 'end', { scope: 'part' }),
    node('late', 'boundary-timer', { attachedTo: 'ask', config: { value: 'PT1H' } }), node('join', 'parallel'), node('end', 'end'),
  ]),
  edges: Object.fromEntries(ways.map(([from, to, outcome]) => [`${from}-${to}`, { from, to, ...(outcome === undefined ? {} : { outcome }) }])),
});
const typed: ChangeTyped = { do: 'insert', kind: 'task', before: 'ask', name: ' Check ', assignments: [{ by: 'team', team: 'network' }], rejectedTo: null, step: 'ask', outcome: null, to: null };

describe('what can be chosen in a change of a run', () => {
  it('is every step that takes a token, and no join', () => expect(placesIn(file)).toEqual(['fork', 'ask', 'part', 'inner', 'over', 'end']));
  it('lies in the same part', () => expect([targetsBeside(file, 'inner'), endBeside(file, 'inner'), endBeside(file, 'ask')]).toEqual([['inner', 'over'], 'over', 'end']));
  it('stands somewhere else than at a join', () => expect(standingIn({ file, tokens: [{ node: 'ask', waitsFor: 'task' }, { node: 'join', waitsFor: 'join' }, { node: 'ask', waitsFor: 'task' }, { node: 'gone', waitsFor: 'task' }] })).toEqual(['ask']));
  it('has ways out to choose from only where there are several', () => expect([waysOut(file, 'ask').map(({ key }) => key), waysOut(file, 'inner'), waysOut(file, null)]).toEqual([['done', 'again'], [], []]));
  it('becomes an operation the API takes once nothing is missing', () => {
    const made = operationOf(typed, file, 'zh');
    expect(made).toEqual({ do: 'insert', kind: 'task', before: 'ask', name: { en: 'Check', zh: 'Check' }, assignments: [{ by: 'team', team: 'network' }] });
    expect(runOperationsSchema.safeParse([made, operationOf({ ...typed, kind: 'approval', rejectedTo: 'end' }, file, 'en')]).success).toBe(true);
    const missing = [{ name: ' ' }, { before: null }, { assignments: [] }, { assignments: [{ by: 'team' as const, team: '' }] }, { kind: 'approval' as const }, { do: 'skip' as const }, { do: 'move' as const }];
    expect(missing.map((one) => operationOf({ ...typed, ...one }, file, 'en'))).toEqual(missing.map(() => null));
    expect(operationOf({ ...typed, do: 'skip', outcome: 'done' }, file, 'en')).toEqual({ do: 'skip', step: 'ask', outcome: 'done' });
    expect(operationOf({ ...typed, do: 'move', to: 'end' }, file, 'en')).toEqual({ do: 'move', step: 'ask', to: 'end' });
  });
});
