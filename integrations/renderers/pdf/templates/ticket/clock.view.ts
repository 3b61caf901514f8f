/** The clocks of a ticket in words: state, target, due, what is used and left, how long it was on hold, and why it is due then. */
import { clockFace, type ClockTone } from '#domain/sla/clock.face';
import { targetText, workingText } from '#domain/sla/duration.words';
import { explainWire } from '#domain/sla/explain.words';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { markView, type MarkName } from '../../marks.ts';
import type { TicketWords } from './ticket.words.ts';

const markOf: Record<ClockTone, MarkName> = { calm: 'info', near: 'warning', late: 'critical', paused: 'paused', met: 'ok', missed: 'critical', idle: 'unknown' };
const nothing = '–';

function stateText(clock: ClockView, tone: ClockTone, words: TicketWords): string {
  const { t, say, time } = words;
  switch (tone) {
    case 'met': return clock.stoppedAt ? t('clock.metAt', { time: time(clock.stoppedAt) }) : t('clock.met');
    case 'missed': case 'late': return clock.breachedAt ? t('clock.breachedAt', { time: time(clock.breachedAt) }) : t('clock.breached');
    case 'paused': return t('clock.pausedWhy', { reason: clock.pauseReason ? say(clock.pauseReason) : t('clock.paused') });
    case 'idle': return t(clock.state === 'cancelled' ? 'clock.cancelled' : 'clock.idle');
    case 'calm': case 'near': return t('doc.running');
  }
}

export const clockRows = (clocks: readonly ClockView[], words: TicketWords) => clocks.map((clock) => {
  const { tone, seconds } = clockFace(clock);
  const { t, knows, locale } = words;
  const kind = `clock.${clock.kind}`;
  const spent = (whole: number): string => (whole > 0 ? workingText(whole, words) : nothing);
  return {
    kind: knows(kind) ? t(kind) : clock.kind, tone, mark: markView(markOf[tone]), state: stateText(clock, tone, words), target: targetText(clock.target, words), due: clock.dueAt ? words.time(clock.dueAt) : nothing,
    used: spent(clock.elapsedSeconds), left: seconds === null ? nothing : workingText(seconds, words), held: spent(clock.holdSeconds),
    why: clock.explain.map((line) => explainWire(line, locale) ?? line.text),
  };
});
