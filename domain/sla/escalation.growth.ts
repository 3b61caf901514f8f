/** Chains of escalation that are shipped since a service level was stored, for one that nobody has changed. Whether somebody has, the caller knows. */
import type { SlaPolicy } from './sla.policy.ts';

/** The stored one with the shipped chain on each clock that has none and promises the same; null where there is nothing to give. */
export function withShippedChains(stored: SlaPolicy, shipped: SlaPolicy): SlaPolicy | null {
  const chainFor = ({ kind, target, calendarId, escalation }: SlaPolicy['clocks'][number]): SlaPolicy['clocks'][number]['escalation'] => {
    if (escalation !== undefined) return undefined;
    return shipped.clocks.find((clock) => clock.kind === kind && clock.calendarId === calendarId && JSON.stringify(clock.target) === JSON.stringify(target))?.escalation;
  };
  const chains = stored.clocks.map(chainFor);
  if (chains.every((chain) => chain === undefined)) return null;
  return { ...stored, clocks: stored.clocks.map((clock, at) => { const chain = chains[at]; return chain === undefined ? clock : { ...clock, escalation: chain }; }) };
}
