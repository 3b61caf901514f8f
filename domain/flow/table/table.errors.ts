/** Why a decision table gives no result: incidents on a run. Rules are named by their numbers from 1. */
import type { ErrorEntry } from '../../errors.ts';

export const tableErrors = {
  TABLE_NO_HIT: { family: 'invalid', status: 422, message: 'No rule of "{node}" holds, and it has no default.', hint: 'Change the variables it reads and retry; add a rule or a default in the next version.' },
  TABLE_HITS_SEVERAL: { family: 'invalid', status: 422, message: 'Rules {rules} of "{node}" hold together; only one may.', hint: 'Change the variables it reads and retry; narrow the rules in the next version.' },
  TABLE_HITS_DIFFER: { family: 'invalid', status: 422, message: 'Rules {rules} of "{node}" hold together and say different things.', hint: 'Change the variables it reads and retry; let the rules say the same in the next version.' },
  TABLE_INPUT_NOT_ALLOWED: { family: 'invalid', status: 422, message: 'The input {input} of "{node}" is {actual}; allowed are {allowed}.', hint: 'Mend the data it is made from and retry.' },
  TABLE_OUTPUT_NOT_ALLOWED: { family: 'invalid', status: 422, message: 'Rule {rules} of "{node}" gives {actual} for "{output}"; allowed are {allowed}.', hint: 'Mend the data it is made from and retry, or mend the table in its next version.' },
  TABLE_NOT_AGGREGATED: { family: 'invalid', status: 422, message: 'What rules {rules} of "{node}" give for "{output}" has no {how}: {actual}.', hint: 'Mend the data it is made from and retry.' },
  TABLE_TOO_COSTLY: { family: 'invalid', status: 422, message: 'The table "{node}" takes more than {limit} steps.', hint: 'Shorten the lists its cells look through, then retry.' },
} satisfies Record<string, ErrorEntry>;
