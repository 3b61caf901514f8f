/** Counts what an evaluation costs and stops it at its limits; keeps the warnings that say where a null came from. */
import { FeelFault } from './feel.fault.ts';
import { warningsKept, type FeelLimits } from './feel.limits.ts';

export type WarningCode =
  | 'NO_VARIABLE_FOUND' | 'NO_CONTEXT_ENTRY_FOUND' | 'NO_PROPERTY_FOUND' | 'NO_FUNCTION_FOUND'
  | 'NOT_COMPARABLE' | 'INVALID_TYPE' | 'INVALID_ARGUMENTS' | 'NOT_A_FUNCTION' | 'INDEX_OUT_OF_RANGE'
  | 'DIVISION_BY_ZERO' | 'OUT_OF_RANGE' | 'CONDITION_NOT_BOOLEAN' | 'NAMED_ZONE';

export interface RawWarning { code: WarningCode; offset: number; params: Record<string, string> }

/** One evaluation's account. `at` is the character the evaluator is at; faults and warnings of built-in functions are placed there. */
export class Meter {
  readonly limits: FeelLimits;
  /** Milliseconds since 1970 that now() and today() read. */
  readonly nowMs: number;
  readonly warnings: RawWarning[] = [];
  warningCount = 0;
  steps = 0;
  calls = 0;
  at = 0;

  constructor(limits: FeelLimits, nowMs: number) {
    this.limits = limits;
    this.nowMs = nowMs;
  }

  /** Adds steps. Throws FEEL_STEPS over the limit, so that no loop outruns it. */
  charge(steps: number): void {
    this.steps += steps;
    if (this.steps > this.limits.steps) {
      this.steps = this.limits.steps + 1;
      throw new FeelFault('FEEL_STEPS', { limit: this.limits.steps }, this.at);
    }
  }

  /** Allows a list of this many elements and charges for it. */
  list(items: number): void {
    if (items > this.limits.listItems) throw new FeelFault('FEEL_LIST_TOO_LONG', { limit: this.limits.listItems }, this.at);
    this.charge(items);
  }

  /** Allows a text to grow to this many UTF-16 units; for texts made piece by piece, charged when whole. */
  growing(length: number): void {
    if (length > this.limits.textChars) throw new FeelFault('FEEL_TEXT_TOO_LONG', { limit: this.limits.textChars }, this.at);
  }

  /** Allows a text of this many UTF-16 units and charges a step for each 64. */
  chars(length: number): void {
    this.growing(length);
    this.charge(length >> 6);
  }

  text(value: string): string {
    this.chars(value.length);
    return value;
  }

  /** Allows this many rounds of an iteration; they are charged as they run. */
  rounds(count: number): void {
    if (!(count <= this.limits.iterations)) throw new FeelFault('FEEL_TOO_MANY_ITERATIONS', { limit: this.limits.iterations }, this.at);
  }

  /** Notes why a value became null, and gives that null. */
  nothing(code: WarningCode, params: Record<string, string> = {}, offset = this.at): null {
    this.warningCount += 1;
    if (this.warnings.length < warningsKept) this.warnings.push({ code, offset, params });
    return null;
  }
}
