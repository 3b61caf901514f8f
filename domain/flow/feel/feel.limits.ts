/** The bounds of one FEEL evaluation. Every bound is a count, never wall time: a replayed run must stop at the same place. */

export interface FeelLimits {
  /** Longest text of an expression, characters. */
  expressionChars: number;
  /** Deepest nesting of brackets and sub-expressions. Chains (a + b + c, else-if, and/or lists) count once. */
  depth: number;
  /** Evaluation steps: one per node visited, plus the size of lists and texts worked on. */
  steps: number;
  /** Functions of the expression's own that are active at once. */
  callDepth: number;
  /** Most elements a range or the product of several iterators may have. */
  iterations: number;
  /** Most elements of one list, also of a list passed in. */
  listItems: number;
  /** Longest text, in UTF-16 units, also of a text passed in. */
  textChars: number;
  /** Most values a result may hold, lists and contexts counted with all they hold. */
  resultNodes: number;
  /** Sum of all text in a result, in UTF-16 units. */
  resultChars: number;
  /** Deepest nesting of a value passed in or out. */
  valueDepth: number;
}

export const feelLimits: Readonly<FeelLimits> = Object.freeze({
  expressionChars: 4_000,
  depth: 64,
  steps: 100_000,
  callDepth: 64,
  iterations: 10_000,
  listItems: 10_000,
  textChars: 65_536,
  resultNodes: 20_000,
  resultChars: 65_536,
  valueDepth: 64,
});

/** Warnings kept of one evaluation; further ones are counted, not kept. */
export const warningsKept = 100;
