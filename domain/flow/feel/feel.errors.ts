/** What can be wrong with an expression: found when it is checked, or where its evaluation was stopped. */
import type { ErrorEntry } from '../../errors.ts';

export const feelErrors = {
  FEEL_TOO_LONG: { family: 'invalid', status: 422, message: 'The expression has {length} characters; {limit} are allowed.', hint: 'Move parts of it into assignments of their own, or into a decision table.' },
  FEEL_TOO_DEEP: { family: 'invalid', status: 422, message: 'The expression is nested deeper than {limit} levels.', hint: 'Name the inner parts in assignments of their own.' },
  FEEL_SYNTAX: { family: 'invalid', status: 422, message: 'The expression cannot be read: {problem}.', hint: 'Mend the expression at the marked place.' },
  FEEL_NAMED_ZONE: { family: 'invalid', status: 422, message: 'The time zone "{zone}" is named.', hint: 'Write an offset such as +02:00 or Z, or let a working-time step resolve the zone: rules of named zones change, a run must not.' },
  FEEL_LITERAL: { family: 'invalid', status: 422, message: '"{text}" is no date, time or duration.', hint: 'Write for example @"2026-03-01", @"08:30:00Z", @"2026-03-01T08:30:00Z" or @"PT4H".' },
  FEEL_UNBOUNDED: { family: 'invalid', status: 422, message: 'The expression goes through {count} combinations; {limit} are allowed.', hint: 'Make the range smaller, or filter the lists before combining them.' },
  FEEL_RECURSION: { family: 'invalid', status: 422, message: 'The function "{name}" calls itself, so its cost has no bound.', hint: 'Use "for", which sees its earlier results as "partial".' },
  FEEL_EXTERNAL_FUNCTION: { family: 'invalid', status: 422, message: 'The expression calls code outside of it.', hint: 'Use an activity step for that.' },
  FEEL_PATTERN_REFUSED: { family: 'invalid', status: 422, message: 'The pattern {pattern} is refused: {problem}.', hint: 'Write the pattern without it; say what may repeat once, in one place.' },
  FEEL_UNKNOWN_VARIABLE: { family: 'invalid', status: 422, message: 'There is no variable "{name}" here.', hint: 'Declare it in the flow, or pick one of the names that are.' },
  FEEL_UNKNOWN_FUNCTION: { family: 'invalid', status: 422, message: 'There is no function "{name}".', hint: 'Only FEEL\'s own functions and functions the expression defines can be called.' },
  FEEL_ARGUMENTS: { family: 'invalid', status: 422, message: 'The function "{name}" does not take these arguments.', hint: 'It is used as {usage}.' },
  FEEL_WRONG_TYPE: { family: 'invalid', status: 422, message: 'This gives {actual}; {expected} is needed.', hint: 'Change the expression so that it gives {expected}.' },
  FEEL_STEPS: { family: 'invalid', status: 422, message: 'The expression was stopped after {limit} steps.', hint: 'Work on shorter lists, or split the work over several steps of the flow.' },
  FEEL_CALL_DEPTH: { family: 'invalid', status: 422, message: 'Functions called each other more than {limit} levels deep.', hint: 'Use "for" with "partial" in place of a function that calls itself.' },
  FEEL_TOO_MANY_ITERATIONS: { family: 'invalid', status: 422, message: 'The iteration has more than {limit} rounds.', hint: 'Make the range or the lists shorter before combining them.' },
  FEEL_LIST_TOO_LONG: { family: 'invalid', status: 422, message: 'A list has more than {limit} elements.', hint: 'Filter or page the list before it comes here.' },
  FEEL_TEXT_TOO_LONG: { family: 'invalid', status: 422, message: 'A text is longer than {limit} characters.', hint: 'Keep long texts as files and pass their reference.' },
  FEEL_VALUE_TOO_DEEP: { family: 'invalid', status: 422, message: 'A value is nested deeper than {limit} levels.', hint: 'Pass only the part of it that is needed.' },
  FEEL_RESULT_TOO_LARGE: { family: 'invalid', status: 422, message: 'The result is larger than {limit}.', hint: 'Keep only what later steps need.' },
  FEEL_RESULT_NOT_DATA: { family: 'invalid', status: 422, message: 'The result is a function, which cannot be stored.', hint: 'Call the function, and keep what it gives.' },
} satisfies Record<string, ErrorEntry>;

export type FeelCode = keyof typeof feelErrors;
