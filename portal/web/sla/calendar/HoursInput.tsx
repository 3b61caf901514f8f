/** Windows of one day as text: from, to, one more, one less. What is typed loosely (8, 830, 8.30) is written as 08:30 when the field is left. */
import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { Window } from '#domain/sla/calendar.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nextWindow } from './week.ts';
import { readTime } from '../../ui/date/read-time.ts';
import css from './WeekGrid.module.css';

export interface HoursInputProps {
  /** Whose hours: the day's name, for who hears the page. */
  of: string;
  windows: readonly Window[];
  onChange: (windows: readonly Window[]) => void;
  /** Positions with a fault. */
  wrong?: ReadonlySet<number>;
  isDisabled?: boolean;
}

export function HoursInput({ of, windows, onChange, wrong = new Set(), isDisabled = false }: HoursInputProps): ReactNode {
  const { t } = useTexts();
  const change = (at: number, part: Partial<Window>): void => onChange(windows.map((window, index) => (index === at ? { ...window, ...part } : window)));
  return (
    <div className={css.hours} dir="ltr">
      {windows.map((window, at) => (
        <span key={at} className={css.range} data-wrong={wrong.has(at) || undefined}>
          <TimeInput label={t('calendar.from', { of })} value={window.from} isDisabled={isDisabled} isWrong={wrong.has(at)} onChange={(from) => change(at, { from })} />
          <span aria-hidden>–</span>
          <TimeInput label={t('calendar.to', { of })} value={window.to} isDisabled={isDisabled} isWrong={wrong.has(at)} onChange={(to) => change(at, { to })} />
          <Button type="text" size="small" disabled={isDisabled} aria-label={t('calendar.removeWindow', { of, from: window.from, to: window.to })} icon={<Icon name="close" size={12} />} onClick={() => onChange(windows.filter((_, index) => index !== at))} />
        </span>
      ))}
      <Button type="text" size="small" disabled={isDisabled} aria-label={t('calendar.addWindow', { of })} title={t('calendar.addWindow', { of })} icon={<Icon name="plus" size={12} />} onClick={() => onChange([...windows, nextWindow(windows)])} />
    </div>
  );
}

function TimeInput({ label, value, onChange, isWrong, isDisabled }: { label: string; value: string; onChange: (time: string) => void; isWrong: boolean; isDisabled: boolean }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = (): void => {
    if (typed !== null) onChange(readTime(typed) ?? typed.trim());
    setTyped(null);
  };
  return <Input className={css.time!} size="small" aria-label={label} aria-invalid={isWrong} status={isWrong ? 'error' : ''} disabled={isDisabled} maxLength={8} value={typed ?? value} onChange={(event) => setTyped(event.target.value)} onBlur={leave} onPressEnter={leave} />;
}
