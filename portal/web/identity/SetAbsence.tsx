/** Says from which day to which somebody is away and who stands in. What is chosen is kept until it was sent. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useWrite } from '../shell/api/read.ts';
import { useKept } from '../shell/kept/useKept.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { DayField } from '../ui/date/DateFields.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useNow } from '../ui/useNow.ts';
import { dayOf, dayStart } from '../ui/date/days.ts';
import { PersonSelect } from './PersonSelect.tsx';
import css from './AbsencesPage.module.css';

interface Draft { person: string | null; from: string; until: string; substitute: string | null }
const empty: Draft = { person: null, from: '', until: '', substitute: null };

export function SetAbsence({ isForOthers }: { isForOthers: boolean }): ReactNode {
  const { t } = useTexts();
  const today = dayOf(useNow());
  const place = isForOthers ? 'absence.other' : 'absence.mine';
  const [draft, setDraft, clear] = useKept<Draft>(place, empty);
  const set = useWrite('absences.set', { keptAs: place, invalidates: ['absences.list', 'tickets.read'], onDone: clear });
  const change = (part: Partial<Draft>): void => { setDraft({ ...draft, ...part }); if (set.error) set.reset(); };
  const [from, until] = [dayStart(draft.from), dayStart(draft.until, 1)];
  const isReady = from !== null && until !== null && (!isForOthers || draft.person !== null);
  const submit = (): void => { if (isReady) set.mutate({ body: { ...(isForOthers ? { person: draft.person! } : {}), substitute: draft.substitute, from, until } }); };
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); submit(); }} aria-label={t('absence.new')}>
      <div className={css.fields}>
        {isForOthers ? <div className={css.field}><label htmlFor="absence-person">{t('absence.person')}</label><PersonSelect id="absence-person" value={draft.person} onChoose={(person) => change({ person })} /></div> : null}
        <div className={css.field}><label htmlFor="absence-from">{t('absence.from')}</label><DayField id="absence-from" min={today} value={draft.from} onChange={(day) => change({ from: day, ...(draft.until === '' || draft.until < day ? { until: day } : {}) })} /></div>
        <div className={css.field}><label htmlFor="absence-until">{t('absence.until')}</label><DayField id="absence-until" min={draft.from === '' ? today : draft.from} value={draft.until} onChange={(day) => change({ until: day })} /></div>
        <div className={css.field}><label htmlFor="absence-substitute">{t('absence.substitute')}</label><PersonSelect id="absence-substitute" allowClear value={draft.substitute} placeholder={t('absence.nobody')} onChoose={(substitute) => change({ substitute })} onClear={() => change({ substitute: null })} /></div>
      </div>
      <p className={css.hint}>{t('absence.hint')}</p>
      {set.error ? <ErrorNotice fault={set.error} isKept isCompact /> : null}
      <div><Button htmlType="submit" type="primary" disabled={!isReady} loading={set.isPending}>{t('absence.save')}</Button></div>
    </form>
  );
}
