/** Days from an iCalendar file, chosen or pasted: read by the server, shown, and taken into the edit. */
import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { Closure } from '#domain/sla/closure';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { dateText } from './weekday-names.ts';
import css from './HolidaySources.module.css';

/** The server takes no more; larger files are not even read. */
const mostBytes = 2 * 1024 * 1024;

export function FileImport({ zone, onTake, onClose }: { zone: string; onTake: (closures: readonly Closure[], source: string) => void; onClose: () => void }): ReactNode {
  const { t, locale } = useTexts();
  const [pasted, setPasted] = useState('');
  const [name, setName] = useState('');
  const [isTooLarge, setIsTooLarge] = useState(false);
  const read = useWrite('holidays.readFile');
  const ask = (text: string): void => read.mutate({ body: { text, zone } });
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setIsTooLarge(file.size > mostBytes);
    setName(file.name);
    if (file.size <= mostBytes) ask(await file.text());
  };
  return (
    <div className={css.picker} role="group" aria-label={t('calendar.addFile')}>
      <label className={css.file}>{t('calendar.file')}<input type="file" accept=".ics,text/calendar" onChange={(event) => void choose(event.target.files?.[0])} /></label>
      <label className={css.file}>{t('calendar.paste')}<Input.TextArea dir="ltr" value={pasted} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => { setPasted(event.target.value); setName(''); }} /></label>
      {isTooLarge ? <p role="alert">{t('fault.ICAL_TOO_LARGE', { limit: '2 MB' })}</p> : null}
      {read.error ? <ErrorNotice fault={read.error} isCompact isKept /> : null}
      {read.data ? (
        <>
          <ul className={css.closures}>{read.data.closures.slice(0, 200).map((day, at) => <li key={at}>{dateText(day.date, locale)} <bdi>{day.name.en}</bdi>{day.hours ? <bdi className="figures" dir="ltr"> {day.hours.from}–{day.hours.to}</bdi> : null}</li>)}</ul>
          {read.data.skipped > 0 ? <p className="secondary small">{t('calendar.feedSkipped', { count: read.data.skipped })}</p> : null}
        </>
      ) : null}
      <div className={css.actions}>
        {read.data ? <Button type="primary" onClick={() => onTake(read.data.closures, `file:${(name || t('calendar.pasted')).slice(0, 80)}`)}>{t('calendar.take', { count: read.data.closures.length })}</Button>
          : <Button type="primary" disabled={pasted.trim() === ''} loading={read.isPending} onClick={() => ask(pasted)}>{t('calendar.readFile')}</Button>}
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </div>
  );
}
