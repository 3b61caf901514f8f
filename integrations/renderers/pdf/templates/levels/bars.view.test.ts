import { describe, expect, it } from 'vitest';
import { linePath, stacked } from './bars.view.ts';

describe('a bar of a report', () => {
  const parts = [{ tone: 'met', value: 3 }, { tone: 'open', value: 0 }, { tone: 'breached', value: 1 }];
  it('stacks its parts against the longest, and leaves out what is nothing', () => expect(stacked(parts, 8, false)).toEqual([{ tone: 'met', x: '0.00', width: '37.50' }, { tone: 'breached', x: '37.50', width: '12.50' }]));
  it('begins at the right where writing does', () => expect(stacked(parts, 8, true)).toEqual([{ tone: 'met', x: '62.50', width: '37.50' }, { tone: 'breached', x: '50.00', width: '12.50' }]));
  it('leaves a gap empty, and is nothing where nothing was counted', () => {
    expect(stacked([{ tone: 'gap', value: 0.5 }, { tone: 'step-1', value: 0.5 }], 1, false)).toEqual([{ tone: 'step-1', x: '50.00', width: '50.00' }]);
    expect(stacked([{ tone: 'met', value: 0 }], 0, false)).toEqual([]);
  });
});

describe('a line of a report', () => {
  it('has a gap where nothing was decided', () => {
    const { d, points } = linePath([100, null, 50, 0]);
    expect(d).toBe('M30.0 4.0M150.0 20.0L210.0 36.0');
    expect(points).toHaveLength(3);
  });
});
