import { expect, it } from 'vitest';
import { joined, parted } from './length.ts';

it.each([['PT30M', 30, 'minutes'], ['PT4H', 4, 'hours'], ['P2D', 2, 'days']] as const)('%s is a number and a unit, and comes back', (iso, amount, unit) => {
  expect(parted(iso)).toEqual({ amount, unit });
  expect(joined(amount, unit)).toBe(iso);
});
it.each(['', 'P', 'PT', 'P1DT4H', 'PT1H30M', 'PT10S', '=limit', 'P1M', 'PT99999H'])('%s stays a text', (iso) => expect(parted(iso)).toBeNull());
