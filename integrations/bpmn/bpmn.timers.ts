/** Durations, dates and cycles of BPMN as the clock of a step has them. */
import { durationMs } from '#domain/flow/kernel/kernel.duration';
import type { Json } from '#domain/values';
import type { FlowDraft } from './bpmn.draft.ts';
import { bodyOf, calledOf, elementOf, languageOf, type BpmnElement } from './bpmn.elements.ts';

export interface Clock extends Record<string, Json> { mode: 'duration' | 'until'; value: string }
/** `times`: how often it comes; null: again and again. */
export interface Timed { clock: Clock; times: number | null }

const oneHour: Clock = { mode: 'duration', value: 'PT1H' };
const years = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(T.+)?$/;
const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Of the definition of a timer event; a timer that cannot be read is an hour, which is told. */
export function timerOf(draft: FlowDraft, definition: BpmnElement, event: BpmnElement, node: string): Timed {
  for (const [part, read] of [['timeDuration', durationOf], ['timeDate', dateOf], ['timeCycle', cycleOf]] as const) {
    const expression = elementOf(definition, part);
    const text = bodyOf(expression);
    if (text === undefined) continue;
    const timed = read(text) ?? (/^\s*(=|[$#]\{)/.test(text) || languageOf(expression) !== null ? computed(draft, text, expression!, event, node, part) : null);
    if (timed) return timed;
    draft.find('bpmn-timer', { name: calledOf(event), value: text.slice(0, 100) }, 'warning', node, '/value');
    draft.lose(event, `the time ${JSON.stringify(text.slice(0, 200))} is none a clock here knows`);
    return { clock: oneHour, times: 1 };
  }
  draft.find('bpmn-timer', { name: calledOf(event), value: '' }, 'warning', node, '/value');
  return { clock: oneHour, times: 1 };
}

/** A duration a clock takes, or null. Years and months have no length of their own: 365 and 30 days. Some engines write 1h30m, 500ms, or milliseconds as a bare number. */
export function fittingDuration(text: string): string | null {
  if (durationMs(text) !== null) return text;
  const short = shortened(text);
  if (short !== null) return short;
  const [, y, m, w, d, time = ''] = years.exec(text) ?? [];
  const days = Number(y ?? 0) * 365 + Number(m ?? 0) * 30 + Number(w ?? 0) * 7 + Number(d ?? 0);
  const fit = `P${days}D${time}`;
  return days > 0 && durationMs(fit) !== null ? fit : null;
}

function shortened(text: string): string | null {
  const parts = /^(?:(\d{1,5})d)?\s?(?:(\d{1,5})h)?\s?(?:(\d{1,6})m(?!s))?\s?(?:(\d{1,8})s)?\s?(?:(\d{1,12})(?:ms)?)?$/i.exec(text.trim());
  if (parts === null || parts[0] === '') return null;
  const [, d = '0', h = '0', m = '0', s = '0', ms = '0'] = parts;
  const fit = `P${d}DT${h}H${m}M${Number(s) + Math.floor(Number(ms) / 1000)}.${String(Number(ms) % 1000).padStart(3, '0')}S`;
  return durationMs(fit) === null ? null : fit;
}

const once = (clock: Clock | null): Timed | null => (clock === null ? null : { clock, times: 1 });
const asClock = (value: string | null): Clock | null => (value === null ? null : { mode: 'duration', value });
const durationOf = (text: string): Timed | null => once(asClock(fittingDuration(text.replace(/^"(.*)"$/, '$1')))) ?? dateOf(text);
const dateOf = (text: string): Timed | null => once(instant.test(text) && Number.isFinite(Date.parse(text)) ? { mode: 'until', value: text } : asClock(fittingDuration(text)));

/** R3/PT1H, R/PT1H, R3/2030-01-01T00:00:00Z/PT1H; the part that says when it begins has no like. */
function cycleOf(text: string): Timed | null {
  const [delay, period] = text.split('###').map((part) => fittingDuration(part));
  if (period) return { clock: { mode: 'duration', value: delay ?? period }, times: null };
  const [first = '', ...rest] = text.split('/');
  const repetitions = /^R(\d*)$/.exec(first)?.[1];
  if (repetitions === undefined) return rest.length === 0 ? durationOf(text) : null;
  const duration = rest.map(fittingDuration).findLast((part) => part !== null);
  if (duration === undefined) return null;
  return { clock: { mode: 'duration', value: duration! }, times: repetitions === '' ? null : Math.max(1, Number(repetitions)) };
}

/** A variable gets a first value, so that the flow can be tried before anybody sets it. */
function computed(draft: FlowDraft, text: string, expression: BpmnElement, event: BpmnElement, node: string, part: string): Timed | null {
  const feel = draft.expression(text, languageOf(expression), event, node, '/value');
  if (feel === null) return { clock: oneHour, times: 1 };
  const [first, mode]: [string, Clock['mode']] = part === 'timeDate' ? ['2030-01-01T00:00:00Z', 'until'] : ['PT1H', 'duration'];
  const name = /^[A-Za-z_]\w*$/.exec(feel)?.[0];
  if (name !== undefined) {
    draft.declare([name], first);
    draft.find('bpmn-first-value', { name, value: first }, 'info', node, '/value');
  }
  return { clock: { mode, value: `=${feel}` }, times: 1 };
}
