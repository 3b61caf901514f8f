/** Who begins flows by messages and schedules. Implemented in activities/flow; the portal is handed it. */
import type { ActorRef } from '../../identity/identity.schema.ts';
import type { Vars } from '../kernel/kernel.types.ts';

export interface StartRef { flow: string; version: number; node: string }
/** `id`: names the occasion; the same one twice is the same ticket. `by`: opens the ticket; a run's name makes the ticket descend from that of the run. */
export interface Beginning extends StartRef { id: string; data: Vars; by: ActorRef }

export interface FlowStarter {
  /** Whether a start means a message with this data. One whose condition cannot be worked out is meant: beginning it tells why. */
  isMeant(start: StartRef, data: Vars): Promise<boolean>;
  /** Throws a catalogue error of the family unavailable where it is worth another try; any other says why this never will. */
  begin(given: Beginning): Promise<{ id: string; key: string }>;
}

/** What names the occasion of a message: the same for every try, and for one that is tried again from among the letters. */
export const messageOccasion = (message: string): string => `message\n${message}`;
