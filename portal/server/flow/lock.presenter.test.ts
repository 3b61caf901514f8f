import { expect, it } from 'vitest';
import { presentLocks } from './lock.presenter.ts';

const holder = { run: 'run/t/1', ticketKey: 'INC-3', claim: 'lock1', since: 's0', fence: 'f', grant: 'g', at: 's1', isDelivered: true };
const claim = { run: 'run/u/1', ticketKey: 'INC-7', ticket: 'u', claim: 'lock1', lock: 'router:secret', name: 'router', key: 'secret', node: 'change', since: 's2', heldSince: null, phase: 'asked' as const, inside: [], effects: [], fence: 'f', holder, before: 2 };

it('tells who holds the lock of a run, not that it holds its own; what the run computed only those who may read it', () => {
  expect(presentLocks([claim], true)).toEqual([{ lock: 'router:secret', node: 'change', phase: 'asked', since: 's2', heldSince: null, holder: { key: 'INC-3', since: 's1' }, before: 2 }]);
  expect(presentLocks([claim], false)[0]!.lock).toBe('router');
  expect(presentLocks([{ ...claim, run: 'run/t/1', phase: 'held', heldSince: 's1' }], true)[0]!.holder).toBeNull();
});
