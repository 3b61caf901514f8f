/** One day of the week grid: its windows as bars that are pulled with the mouse or moved with keys. An empty stretch pulled over becomes a window. */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { Window } from '#domain/sla/calendar.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { barOf, dayMinutes, isOvernight, pulled, step, timeOf, windowOf, type Bar } from './week.ts';
import css from './WeekGrid.module.css';

export interface DayTrackProps {
  name: string;
  windows: readonly Window[];
  /** What the day before works after midnight. */
  before: readonly Bar[];
  wrong: ReadonlySet<number>;
  onChange: (windows: readonly Window[]) => void;
}
/** `at` null: a new bar is drawn. `from` is where the mouse went down, in minutes. */
interface Pull { at: number | null; part: 'whole' | 'from' | 'to'; from: number; bar: Bar }

/** Too short a bar for its times; they stand below it. */
const narrow = 180;

const share = (minutes: number): string => `${(minutes / dayMinutes) * 100}%`;
const placeOf = ({ from, to }: Bar): { insetInlineStart: string; width: string } => ({ insetInlineStart: share(from), width: share(Math.min(to, dayMinutes) - from) });

export function DayTrack({ name, windows, before, wrong, onChange }: DayTrackProps): ReactNode {
  const { t } = useTexts();
  const track = useRef<HTMLDivElement>(null);
  const [pull, setPull] = useState<Pull | null>(null);
  const bars = windows.map(barOf);
  const shown = pull === null ? bars : pull.at === null ? [...bars, pull.bar] : bars.map((bar, at) => (at === pull.at ? pull.bar : bar));

  const minutesAt = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    return box && box.width > 0 ? ((event.clientX - box.left) / box.width) * dayMinutes : 0;
  };
  const begin = (event: PointerEvent, at: number | null, part: Pull['part']): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    track.current?.setPointerCapture(event.pointerId);
    const from = minutesAt(event);
    const snapped = Math.floor(from / step) * step;
    setPull({ at, part, from, bar: at === null ? { from: snapped, to: snapped + step } : bars[at]! });
  };
  const move = (event: PointerEvent): void => {
    if (pull === null) return;
    const by = minutesAt(event) - pull.from;
    const base = pull.at === null ? { from: Math.floor(pull.from / step) * step, to: Math.floor(pull.from / step) * step + step } : bars[pull.at]!;
    setPull({ ...pull, bar: pulled(base, pull.at === null ? 'to' : pull.part, by) });
  };
  const end = (): void => {
    if (pull !== null && !(pull.at === null && pull.bar.to - pull.bar.from <= step)) onChange(shown.map(windowOf));
    setPull(null);
  };
  const onKey = (event: KeyboardEvent, at: number): void => {
    const change = keyChange(event, bars[at]!);
    if (change === null) return;
    event.preventDefault();
    onChange(change === 'remove' ? windows.filter((_, index) => index !== at) : bars.map((bar, index) => windowOf(index === at ? change : bar)));
  };

  return (
    <div ref={track} className={css.track} dir="ltr" onPointerDown={(event) => begin(event, null, 'to')} onPointerMove={move} onPointerUp={end} onPointerCancel={() => setPull(null)}>
      {before.map((bar, at) => <span key={`before-${at}`} className={css.before} style={placeOf(bar)} title={t('calendar.fromBefore', { time: timeOf(bar.to) })}>{bar.to < narrow ? null : `–${timeOf(bar.to)}`}</span>)}
      {shown.map((bar, at) => (
        <button
          key={at} type="button" className={css.window} style={placeOf(bar)} data-window={`${timeOf(bar.from)}-${timeOf(bar.to)}`} data-overnight={isOvernight(bar) || undefined} data-wrong={wrong.has(at) || undefined}
          aria-label={t(isOvernight(bar) ? 'calendar.barNight' : 'calendar.bar', { day: name, from: timeOf(bar.from), to: timeOf(bar.to) })} aria-keyshortcuts="ArrowLeft ArrowRight Shift+ArrowLeft Shift+ArrowRight Alt+ArrowLeft Alt+ArrowRight Delete"
          onPointerDown={(event) => begin(event, at, 'whole')} onKeyDown={(event) => onKey(event, at)}
        >
          <span className={css.edge} data-edge="from" onPointerDown={(event) => begin(event, at, 'from')} />
          {Math.min(bar.to, dayMinutes) - bar.from < narrow ? null : <span className={css.times}>{timeOf(bar.from)}–{timeOf(bar.to)}</span>}
          <span className={css.edge} data-edge="to" onPointerDown={(event) => begin(event, at, 'to')} />
        </button>
      ))}
    </div>
  );
}

/** Arrows move the bar, with Shift its end, with Alt its beginning. Null: the key means nothing here. */
function keyChange(event: KeyboardEvent, bar: Bar): Bar | 'remove' | null {
  if (event.key === 'Delete' || event.key === 'Backspace') return 'remove';
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return null;
  return pulled(bar, event.shiftKey ? 'to' : event.altKey ? 'from' : 'whole', event.key === 'ArrowRight' ? step : -step);
}
