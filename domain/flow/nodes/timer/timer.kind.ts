/** Waits: for a duration on the wall clock, until an instant, or for working time of a calendar (which an activity turns into an instant). */
import { z } from 'zod';
import { says } from '../../../issue.ts';
import { phrase, type Phrase } from '../../../message.ts';
import { instantOf, type Json } from '../../../values.ts';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import { durationMs } from '../../kernel/kernel.duration.ts';
import type { TimerSpec } from '../../kernel/kernel.types.ts';
import { expressionsIn, faultOf, literalOrFeelSchema, quotedNull } from '../node.config.ts';
import { choice, field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const modes = ['duration', 'until', 'workingTime'] as const;
const config = z.strictObject({
  mode: z.enum(modes).default('duration'),
  /** "PT3S", an instant, or FEEL with "=" in front. */
  value: literalOrFeelSchema.min(1, says('config.wait')),
  /** Calendar id; workingTime only. Absent: the calendar of the ticket's team is chosen by the run. */
  calendar: z.string().max(100).optional(),
});
type Config = z.infer<typeof config>;
const modeNames = {
  duration: { en: 'For a duration', zh: '持续一段时间', ar: 'لمدة' },
  until: { en: 'Until an instant', zh: '直到某一时刻', ar: 'حتى لحظة' },
  workingTime: { en: 'For working time', zh: '按工作时间', ar: 'لوقت عمل' },
};
const workingTime = /^P(?=\d|T)(\d{1,4}D)?(T(?=\d)(\d{1,5}H)?(\d{1,6}M)?(\d{1,8}S)?)?$/;

export const timerKind: NodeKind<Config> = {
  kind: 'timer', category: 'time', shape: 'event', icon: 'ClockCircleOutlined', takesInput: true,
  title: { en: 'Wait', zh: '等待', ar: 'انتظار' },
  about: { en: 'Waits for a duration, until an instant, or for working time.', zh: '等待一段时间、到某一时刻，或按工作时间等待。', ar: 'ينتظر مدة أو حتى لحظة أو وقت عمل.' },
  config,
  form: {
    schema: object({
      mode: choice({ en: 'Waits', zh: '等待方式', ar: 'ينتظر' }, modes.map((mode) => ({ const: mode, title: modeNames[mode] })), { default: 'duration' }),
      value: field('string', { en: 'How long, or until when', zh: '时长或时刻', ar: 'المدة أو اللحظة' }, { minLength: 1 },
        { en: 'PT30M, P1D, 2026-12-24T08:00:00Z, or =FEEL.', zh: 'PT30M、P1D、2026-12-24T08:00:00Z，或 =FEEL。', ar: 'PT30M أو P1D أو 2026-12-24T08:00:00Z أو =FEEL.' }),
      calendar: field('string', { en: 'Calendar', zh: '日历', ar: 'التقويم' }),
    }, ['value']),
    ui: { mode: { 'ui:widget': 'radio' }, value: { 'ui:field': 'literalOrFeel' }, calendar: { 'ui:field': 'calendar' } },
  },
  initial: { mode: 'duration', value: 'PT1H' },
  outcomes: () => [{ key: null, name: { en: 'Due', zh: '到期', ar: 'حان الوقت' }, isRequired: true }],
  check(node, given) {
    const fault = given.value.startsWith('=') ? null : wrongLiteral(given);
    return [
      ...(fault ? [faultOf(node, 'timer-value', '/value', { value: given.value, problem: fault })] : []),
      ...(given.mode === 'workingTime' && !given.calendar ? [faultOf(node, 'timer-calendar', '/calendar')] : []),
    ];
  },
  expressions: (given) => expressionsIn(given.value, '/value'),
  summary: (given) => {
    const value = given.value.startsWith('=') ? given.value.slice(1) : given.value;
    return given.mode === 'workingTime' ? { en: `${value} of working time`, zh: `${value}（工作时间）`, ar: `${value} من وقت العمل` } : { en: value };
  },
  behaviour: {
    enter(turn) {
      const result = turn.evaluateConfig(turn.config.value, 'value');
      if (!result.ok) { turn.incident(result.code, result.params); return; }
      const spec = specOf(turn.config, result.value);
      if (spec) turn.armTimer(spec);
      else unusable(turn, result.value, result.reasons);
    },
    timerDue: (turn) => turn.leave(),
    skip: (turn) => turn.leave(),
    whenDataUnknown: 'anyOutcome',
  },
};

function wrongLiteral(given: Config): Phrase | null {
  if (specOf(given, given.value)) return null;
  return phrase(given.mode === 'until' ? 'flow.no-instant' : 'flow.no-duration');
}

function specOf(given: Config, value: Json): TimerSpec | null {
  const text = typeof value === 'string' ? value.trim() : isTagged(value) ? value.value : null;
  if (text === null) return null;
  switch (given.mode) {
    case 'duration': return durationMs(text) === null ? null : { kind: 'duration', iso: text };
    case 'workingTime': return workingTime.test(text) ? { kind: 'workingTime', iso: text, calendar: given.calendar ?? '' } : null;
    case 'until': {
      const ms = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text);
      return /^\d{4}-\d\d-\d\d/.test(text) && Number.isFinite(ms) ? { kind: 'until', at: instantOf(ms) } : null;
    }
  }
}

/** A FEEL date, duration or date and time as the log and the variables hold it. */
const isTagged = (value: Json): value is { value: string } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['@feel'] === 'string' && typeof value['value'] === 'string';

function unusable(turn: NodeTurn<Config>, value: Json, reasons: readonly Phrase[]): void {
  turn.incident('FLOW_VALUE_UNUSABLE', {
    what: 'its-value', actual: value === null ? quotedNull(reasons) : JSON.stringify(value).slice(0, 100), expected: turn.config.mode === 'until' ? 'instant' : 'duration',
  });
}
