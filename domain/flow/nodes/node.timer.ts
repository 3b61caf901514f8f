/** What kinds that wait for the clock share: how long or until when, and what is wrong with it. */
import { z } from 'zod';
import { says } from '../../issue.ts';
import { phrase, type Phrase } from '../../message.ts';
import { instantOf, type Json, type Text } from '../../values.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import { durationMs } from '../kernel/kernel.duration.ts';
import type { TimerSpec } from '../kernel/kernel.types.ts';
import type { Finding, FlowNode } from '../flow.schema.ts';
import { faultOf, literalOrFeelSchema, quotedNull } from './node.config.ts';
import { choice, field } from './node.form.ts';

const modes = ['duration', 'until', 'workingTime'] as const;
export const clockConfig = {
  mode: z.enum(modes).default('duration'),
  /** "PT3S", an instant, or FEEL with "=" in front. */
  value: literalOrFeelSchema.min(1, says('config.wait')),
  /** Calendar id; workingTime only. Absent: the calendar of the ticket's team is chosen by the run. */
  calendar: z.string().max(100).optional(),
};
export interface ClockConfig { mode: (typeof modes)[number]; value: string; calendar?: string | undefined }
const modeNames = {
  duration: { en: 'For a duration', zh: '持续一段时间', ar: 'لمدة' },
  until: { en: 'Until an instant', zh: '直到某一时刻', ar: 'حتى لحظة' },
  workingTime: { en: 'For working time', zh: '按工作时间', ar: 'لوقت عمل' },
};
const workingTime = /^P(?=\d|T)(\d{1,4}D)?(T(?=\d)(\d{1,5}H)?(\d{1,6}M)?(\d{1,8}S)?)?$/;

export const clockFields = {
  mode: choice({ en: 'Waits', zh: '等待方式', ar: 'ينتظر' }, modes.map((mode) => ({ const: mode, title: modeNames[mode] })), { default: 'duration' }),
  value: field('string', { en: 'How long, or until when', zh: '时长或时刻', ar: 'المدة أو اللحظة' }, { minLength: 1 },
    { en: 'PT30M, P1D, 2026-12-24T08:00:00Z, or =FEEL.', zh: 'PT30M、P1D、2026-12-24T08:00:00Z，或 =FEEL。', ar: 'PT30M أو P1D أو 2026-12-24T08:00:00Z أو =FEEL.' }),
  calendar: field('string', { en: 'Calendar', zh: '日历', ar: 'التقويم' }),
};
export const clockUi = { mode: { 'ui:widget': 'radio' }, value: { 'ui:field': 'literalOrFeel' }, calendar: { 'ui:field': 'calendar' } };

export function checkClock(node: FlowNode & { id: string }, given: ClockConfig): Finding[] {
  const fault = clockFault(given);
  return [
    ...(fault ? [faultOf(node, 'timer-value', '/value', { value: given.value, problem: fault })] : []),
    ...(given.mode === 'workingTime' && !given.calendar ? [faultOf(node, 'timer-calendar', '/calendar')] : []),
  ];
}

export function clockSummary(given: ClockConfig): Text {
  const value = given.value.startsWith('=') ? given.value.slice(1) : given.value;
  return given.mode === 'workingTime' ? { en: `${value} of working time`, zh: `${value}（工作时间）`, ar: `${value} من وقت العمل` } : { en: value };
}

/** Arms the timer of these settings; what cannot be evaluated or is no time is an incident. `left`: how often it is to come after this one. */
export function armClock(turn: NodeTurn<ClockConfig>, left = 0): void {
  const spec = clockSpec(turn, turn.config, 'value');
  if (spec) turn.armTimer(spec, { left });
}

/** What to wait for by these settings; null: the turn was ended by an incident. `what` names the setting in it. */
export function clockSpec(turn: NodeTurn, given: ClockConfig, what: string): TimerSpec | null {
  const result = turn.evaluateConfig(given.value, what);
  if (!result.ok) { turn.incident(result.code, result.params); return null; }
  const spec = specOf(given, result.value);
  if (!spec) unusable(turn, given, result.value, result.reasons);
  return spec;
}

/** What is wrong with a time that is written down; null for one that is computed. */
export const clockFault = (given: ClockConfig): Phrase | null => (given.value.startsWith('=') ? null : wrongLiteral(given));

function wrongLiteral(given: ClockConfig): Phrase | null {
  if (specOf(given, given.value)) return null;
  return phrase(given.mode === 'until' ? 'flow.no-instant' : 'flow.no-duration');
}

function specOf(given: ClockConfig, value: Json): TimerSpec | null {
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

function unusable(turn: NodeTurn, given: ClockConfig, value: Json, reasons: readonly Phrase[]): void {
  turn.incident('FLOW_VALUE_UNUSABLE', {
    what: 'its-value', actual: value === null ? quotedNull(reasons) : JSON.stringify(value).slice(0, 100), expected: given.mode === 'until' ? 'instant' : 'duration',
  });
}
