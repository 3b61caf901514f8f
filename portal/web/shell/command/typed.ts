/** What was typed for the command bar: one text for the field and for what stands in for it. */

export interface Typed {
  text: string;
  /** Enter came before the list shows what was typed: it acts on the first that is found. */
  isEager: boolean;
  /** Between the keys of an input method: the field stays where it is until the word is chosen. */
  isComposing: boolean;
}
export const nothingTyped: Typed = { text: '', isEager: false, isComposing: false };

/** Characters a search takes. */
export const typedMost = 200;

/** The dialog is known by it to what stands in for its field. */
export const barClass = 'sb-command';
