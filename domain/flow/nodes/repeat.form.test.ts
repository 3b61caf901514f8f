import { describe, expect, test } from 'vitest';
import { flowRepeatSchema } from '../flow.schema.ts';
import { nodeKinds } from './index.ts';
import { inMode, mayRepeat, repeatForm, repeatModes, repeatWith, settingsOf } from './repeat.form.ts';

describe('how often a step is done', () => {
  test('is asked of kinds that do something', () => {
    expect(Object.values(nodeKinds).filter(mayRepeat).map(({ kind }) => kind).sort()).toEqual(['activity', 'approval', 'assign', 'call-flow', 'decision-table', 'notify', 'scope', 'task', 'update-ticket']);
    expect(mayRepeat(nodeKinds.exclusive) || mayRepeat(nodeKinds.start) || mayRepeat(nodeKinds['boundary-timer'])).toBe(false);
  });

  test.each(repeatModes)('%s: what its form holds is what a file may hold, whatever is emptied', (mode) => {
    const fields = Object.keys(repeatForm[mode].schema['properties'] as object);
    for (const settings of [{}, { items: '', count: '', while: '', collectValue: '' }, { collectInto: 'x' }]) {
      const repeat = repeatWith(mode, Object.fromEntries(Object.entries(settings).filter(([name]) => fields.includes(name))));
      expect(flowRepeatSchema.safeParse(repeat)).toMatchObject({ success: true });
      expect(repeatWith(mode, settingsOf(repeat))).toEqual(repeat);
      expect(Object.keys(settingsOf(repeat)).filter((name) => !fields.includes(name))).toEqual([]);
    }
    for (const from of [undefined, ...repeatModes.map((one) => inMode(one, undefined))]) expect(flowRepeatSchema.safeParse(inMode(mode, from))).toMatchObject({ success: true, data: { mode } });
  });

  test('keeps what means the same in another mode', () => {
    const given = { mode: 'parallel', items: 'servers', item: 'server', atOnce: 3, collect: { into: 'answers', value: 'loop.outcome' } } as const;
    expect(inMode('sequential', given)).toEqual({ mode: 'sequential', items: 'servers', item: 'server', collect: given.collect });
    expect(inMode('loop', given)).toEqual({ mode: 'loop', while: '', collect: given.collect });
  });
});
