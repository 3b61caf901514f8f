/** Waits: for a duration on the wall clock, until an instant, or for working time of a calendar (which an activity turns into an instant). */
import { z } from 'zod';
import { expressionsIn } from '../node.config.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { armClock, checkClock, clockConfig, clockFields, clockSummary, clockUi } from '../node.timer.ts';

const config = z.strictObject(clockConfig);

export const timerKind: NodeKind<z.infer<typeof config>> = {
  kind: 'timer', category: 'time', shape: 'event', icon: 'ClockCircleOutlined', takesInput: true,
  title: { en: 'Wait', zh: '等待', ar: 'انتظار' },
  about: { en: 'Waits for a duration, until an instant, or for working time.', zh: '等待一段时间、到某一时刻，或按工作时间等待。', ar: 'ينتظر مدة أو حتى لحظة أو وقت عمل.' },
  config, form: { schema: object(clockFields, ['value']), ui: clockUi }, initial: { mode: 'duration', value: 'PT1H' },
  outcomes: () => [{ key: null, name: { en: 'Due', zh: '到期', ar: 'حان الوقت' }, isRequired: true }],
  check: checkClock,
  expressions: (given) => expressionsIn(given.value, '/value'),
  summary: clockSummary,
  behaviour: { enter: (turn) => armClock(turn), timerDue: (turn) => turn.leave(), skip: (turn) => turn.leave(), whenDataUnknown: 'anyOutcome' },
};
