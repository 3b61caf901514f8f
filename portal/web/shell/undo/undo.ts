/** What was just done and how it is taken back: whoever does something offers it here, and the reader has a few seconds to say so. */
import { createContext, use } from 'react';

export interface UndoOffer {
  /** What was done, as a sentence: "Claimed." */
  text: string;
  /** Takes it back by the same verbs a person would use. Rejects with the fault when it cannot be taken back any more. */
  undo: () => Promise<void>;
}
/** How long it is offered, while nobody points at it or has the focus in it. */
export const offeredMs = 6_000;
/** How long it is said that it was taken back. */
export const saidMs = 3_000;

export const UndoContext = createContext<(offer: UndoOffer) => void>(() => undefined);
/** Offers to take something back; a newer offer takes the place of an older one. The same function for the life of the page. */
export const useUndo = (): ((offer: UndoOffer) => void) => use(UndoContext);
