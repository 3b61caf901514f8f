import { describe, expect, test } from 'vitest';
import { drawFlow, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { flow } from '#test/builders/flow/flow.script';
import { nodeKinds } from './index.ts';
import { errorsCaughtAround } from './node.caught.ts';

const catching = (attachedTo: string, config: object = {}, scope?: string): NodeDrawing => ({ kind: 'boundary-error', attachedTo, config: config as never, ...(scope === undefined ? {} : { scope }) });
const file = drawFlow({
  start: 'start', box: 'scope', begin: { kind: 'start', scope: 'box' }, work: { kind: 'activity', scope: 'box' }, done: { kind: 'end', scope: 'box' },
  own: catching('work', { code: 'A' }, 'box'), beside: { kind: 'event-scope-error', scope: 'box', config: { code: 'B' } }, 'beside-start': { kind: 'start', scope: 'beside' }, mend: { kind: 'activity', scope: 'beside' }, 'beside-end': { kind: 'end', scope: 'beside' },
  around: catching('box', { code: 'C' }), late: { kind: 'boundary-timer', attachedTo: 'box' }, byA: 'task', end: 'end',
}, ['start -> box', 'begin -> work', 'work -> done', 'own -> done', 'beside-start -> mend', 'mend -> beside-end', 'around -> byA', 'byA.done -> end', 'late -> end', 'box -> end']);

describe('errors caught around a step', () => {
  test('are those of its edge, of what listens beside it and of the frames around', () => {
    expect(errorsCaughtAround(file, 'work', nodeKinds, 'OTHER')).toEqual(['A', 'B', 'C']);
    expect(errorsCaughtAround(file, 'mend', nodeKinds, 'OTHER')).toEqual(['C']);
    expect(errorsCaughtAround(file, 'byA', nodeKinds, 'OTHER')).toEqual([]);
    expect(errorsCaughtAround({ ...file, nodes: { ...file.nodes, around: { ...file.nodes['around']!, config: {} } } }, 'mend', nodeKinds, 'OTHER')).toEqual(['OTHER']);
    expect(errorsCaughtAround(file, 'nobody', nodeKinds, 'OTHER')).toEqual([]);
  });
});

describe('an incident that is handed on as an error', () => {
  const stopped = () => flow(file).start().fail('HTTP_STATUS').expectAt('box', 'work');
  test('goes on where that is caught, and is no more', () => {
    const run = stopped().mend({ action: 'throw', code: 'C' }).expectAt('byA');
    expect(run.state.incidents).toEqual({});
    stopped().mend({ action: 'throw', code: 'B' }).expectAt('box', 'beside', 'mend');
    stopped().mend({ action: 'throw', code: 'A' }).expectEnd();
  });
  test('stays where nobody catches it', () => {
    const run = stopped().mend({ action: 'throw', code: 'NOBODY' }).expectRefused('INCIDENT_NOT_CAUGHT').expectAt('box', 'work');
    expect(Object.values(run.state.incidents)).toHaveLength(1);
    run.mend('retry').done(null).expectEnd();
  });
});
