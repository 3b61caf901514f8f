import { describe, expect, it } from 'vitest';
import { parseRun } from './run.ts';

describe('the run in the address', () => {
  it('is the one it names, and the latest when it names none there can be', () => {
    expect([{ run: '2' }, { run: 1 }, {}, { run: 'first' }, { run: 0 }, { run: 1.5 }].map(parseRun)).toEqual([{ run: 2 }, { run: 1 }, {}, {}, {}, {}]);
  });
});
