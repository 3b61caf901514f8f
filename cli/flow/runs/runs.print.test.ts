import { expect, it } from 'vitest';
import { shownRun } from './runs.print.ts';

it('a run says which locks it holds and waits for, who has them and how many come first; what others typed says nothing to a terminal', () => {
  const run = { id: 'INC-7.1', key: 'INC-7', n: 1, title: 'T', priority: 'P2', flow: 'f', flowName: null, version: 1, phase: 'waiting', steps: [], incidents: 0, startedAt: '1', updatedAt: '2', endedAt: null, isLost: false, isChanged: false, mayRepair: false, seq: 4, open: [], suspended: null } as const;
  const lock = { node: 'change', since: 's1', heldSince: null, holder: null, before: 0 } as const;
  const lines = shownRun({ ...run, locks: [
    { ...lock, lock: 'rack', phase: 'held', heldSince: 's2' }, { ...lock, lock: 'router:\u001b[2J7', phase: 'asked', holder: { key: 'INC-3', since: 's0' }, before: 2 }, { ...lock, lock: 'room', phase: 'idle' },
  ] } as never).split('\n').filter((line) => line.startsWith('lock'));
  expect(lines).toEqual([
    'lock       holds rack at change since s2', 'lock       waits at change for router: [2J7 since s1, held by INC-3 since s0, 2 before it', 'lock       waits while suspended at change for room since s1, 0 before it',
  ]);
});
