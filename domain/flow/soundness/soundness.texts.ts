/** What the soundness check tells, in English by code: how a run goes wrong and what to draw instead. `{node}` is a step by its name. */
import type { FindingText } from '../finding.texts.ts';

export const soundnessTexts = {
  'unbounded-growth': { message: 'Tokens pile up at "{node}" without end: a circle splits them and never joins them again.', fix: 'Join what is split inside the circle before going round again.' },
  'growth-without-wait': { message: 'Tokens are split again and again without a wait.', fix: 'Join what is split inside the circle before going round again.' },
  'lack-of-synchronisation': { message: 'Two tokens come to "{node}" at once, so what follows is done twice.', fix: 'Bring parallel ways together with a parallel gateway before this step.' },
  deadlock: { message: '"{node}" waits for ever: no token comes from {from}.', fix: 'Only ways that are all taken may meet in a parallel gateway; use a decision where one of several comes.' },
  'stops-here': { message: 'The run stops at "{node}": no way leads on.', fix: 'Draw an edge for every way the step can go.' },
  'cycle-without-wait': { message: 'The flow goes round through {through} without ever waiting.', fix: 'Put a step that waits, or a way out, into the circle.' },
  'never-ends': { message: 'From here the run goes on for ever and never reaches an end{through}.', fix: 'Draw a way out of the circle, to an end.' },
  'dead-node': { message: '"{node}" is never reached, whatever happens.', fix: 'Look at the steps before it: what ends or blocks the way to it?' },
} as const satisfies Record<string, FindingText>;
