/** A clock at a glance: ring and time left; two bars and why while paused; red and by how much when late. Hover or focus explains when it is due, and why then. */
import { useId, useState, type ReactNode } from 'react';
import { Popover } from 'antd';
import type { MessageParams } from '#domain/message';
import { explainWire } from '#domain/sla/explain.words';
import type { ClockView } from '#domain/ticket/ticket.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import type { Texts } from '../shell/texts/texts.ts';
import { clockFace, type ClockFace } from '#domain/sla/clock.face';
import { StateMark } from './StateMark.tsx';
import { workingText } from '#domain/sla/duration.words';
import { nextLevelText } from '#domain/sla/next-level.words';
import { fullTime } from './time.ts';
import css from './ClockChip.module.css';

/** The words on the chip. `isBrief`: without the reason of a pause, where the ticket's state stands beside it. */
export function clockText(clock: ClockView, face: ClockFace, texts: Texts, isBrief = false): string {
  const { t, say } = texts;
  if (face.tone === 'met') return t('clock.met');
  if (face.tone === 'missed') return t('clock.breached');
  if (face.tone === 'idle') return t(clock.state === 'cancelled' ? 'clock.cancelled' : 'clock.idle');
  if (face.tone === 'paused') return clock.pauseReason && !isBrief ? say(clock.pauseReason) : t('clock.paused');
  return face.seconds === null ? t('clock.idle') : workingText(face.seconds, texts);
}
export const clockKindText = (kind: string, { t, knows }: Texts): string => { const key = `clock.${kind}`; return knows(key) ? t(key) : kind; };

export function ClockRing({ face, size = 16 }: { face: ClockFace; size?: number }): ReactNode {
  if (face.tone === 'paused') return <StateMark state="paused" size={size} isSilent />;
  if (face.tone === 'met') return <StateMark state="ok" size={size} isSilent />;
  const round = 2 * Math.PI * 6;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className={css.ring} data-tone={face.tone}>
      <circle cx="8" cy="8" r="6" className={css.track} />
      {face.tone === 'late' || face.tone === 'missed' ? <path d="M8 4.8V8.3L10.2 9.8" className={css.hand} /> : <circle cx="8" cy="8" r="6" className={css.left} strokeDasharray={`${(face.share * round).toFixed(2)} ${round.toFixed(2)}`} transform="rotate(-90 8 8)" />}
    </svg>
  );
}

export function ClockChip({ clock, hasKind = false, isBrief = false }: { clock: ClockView; hasKind?: boolean; isBrief?: boolean }): ReactNode {
  const texts = useTexts();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const face = clockFace(clock);
  const text = clockText(clock, face, texts, isBrief);
  const kind = clockKindText(clock.kind, texts);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen} trigger={['hover', 'focus']} mouseEnterDelay={0.15} placement="bottomRight" content={<div id={id}><ClockExplanation clock={clock} /></div>}>
      <button type="button" className={css.chip} data-tone={face.tone} aria-label={texts.t('clock.aria', { kind, text })} aria-describedby={isOpen ? id : undefined} onClick={(event) => event.stopPropagation()}>
        <ClockRing face={face} />
        <span className={css.text}>{hasKind ? `${kind} ` : ''}{text}</span>
      </button>
    </Popover>
  );
}

/** When it is due and why then: the windows, holidays and pauses met, in the reader's language. */
export function ClockExplanation({ clock }: { clock: ClockView }): ReactNode {
  const texts = useTexts();
  const { t, locale, say, tell } = texts;
  const face = clockFace(clock);
  const when = (key: 'clock.due' | 'clock.was' | 'clock.metAt' | 'clock.breachedAt', at: string | null): string | null => (at ? t(key, { time: fullTime(at, locale) }) : null);
  const lines = [
    clock.state === 'met' ? when('clock.metAt', clock.stoppedAt) : clock.breachedAt ? when('clock.breachedAt', clock.breachedAt) : clock.state === 'paused' ? t('clock.pausedWhy', { reason: clock.pauseReason ? say(clock.pauseReason) : t('clock.paused') }) : when('clock.due', clock.dueAt),
    face.seconds !== null && clock.state === 'paused' && face.seconds >= 0 ? t('clock.leftPaused', { time: workingText(face.seconds, texts) }) : null,
    face.tone === 'late' && face.seconds !== null ? t('clock.late', { time: workingText(-face.seconds, texts) }) : null,
    clock.next ? nextLevelText(clock.next, texts) : null,
  ].filter((line): line is string => line !== null);
  return (
    <div className={css.explanation}>
      <strong>{clockKindText(clock.kind, texts)}</strong>
      {lines.map((line) => <p key={line} className={css.line}>{line}</p>)}
      {clock.explain.length > 0 ? <><p className={css.why}>{t('clock.why')}</p><ol className={css.lines}>{clock.explain.map((line, at) => <li key={at}><bdi>{explainWire(line, locale) ?? tell({ code: line.code, params: line.params as MessageParams, message: line.text }).message}</bdi></li>)}</ol></> : null}
    </div>
  );
}
