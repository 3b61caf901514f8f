/** The words of warnings: why a value became null. */
import { fillMessage } from '../../message.ts';
import type { RawWarning, WarningCode } from './feel.meter.ts';
import { placeOf } from './feel.text.ts';

export interface FeelPlace {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** From 0, the character of the expression's text. */
  offset: number;
}

export interface FeelWarning { code: WarningCode; message: string; at: FeelPlace; params: Record<string, string> }

const messages: Readonly<Record<WarningCode, string>> = {
  NO_VARIABLE_FOUND: 'There is no variable "{name}"; it counts as null.',
  NO_CONTEXT_ENTRY_FOUND: 'The context has no entry "{name}".',
  NO_PROPERTY_FOUND: 'A value of type {of} has no "{name}".',
  NO_FUNCTION_FOUND: 'There is no function "{name}".',
  NOT_COMPARABLE: 'A value of type {left} cannot be compared with one of type {right}.',
  INVALID_TYPE: 'The operator {operator} cannot work with {left} and {right}.',
  INVALID_ARGUMENTS: '"{name}" is used as {usage}; it was given {given}.',
  NOT_A_FUNCTION: 'A value of type {actual} cannot be called.',
  INDEX_OUT_OF_RANGE: 'The list has no element {index}; positions count from 1.',
  DIVISION_BY_ZERO: 'Nothing can be divided by zero.',
  OUT_OF_RANGE: 'The value {value} is outside of what can be held.',
  CONDITION_NOT_BOOLEAN: 'The condition gave {actual} in place of true or false, and counts as false.',
  NAMED_ZONE: 'The time zone "{zone}" is named; only Z and offsets such as +02:00 are known here.',
};

export const place = (text: string, offset: number): FeelPlace => ({ ...placeOf(text, offset), offset });

export const worded = (raw: RawWarning, text: string): FeelWarning =>
  ({ code: raw.code, message: fillMessage(messages[raw.code], raw.params), at: place(text, raw.offset), params: raw.params });
