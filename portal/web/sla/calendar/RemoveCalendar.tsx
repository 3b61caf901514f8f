/** Removes a calendar nothing counts in; says what still does. */
import type { ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CalendarView } from './draft.ts';

export function RemoveCalendar({ view }: { view: CalendarView }): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const remove = useWrite('calendars.remove', { invalidates: ['calendars.list'], onDone: () => void navigate({ to: '/settings', search: { section: 'calendars' } }) });
  return (
    <div>
      {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
      <Popconfirm title={t('calendar.removeAsk')} okText={t('calendar.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params: { key: view.calendar.key }, query: { revision: view.revision } })}>
        <Button danger size="small" loading={remove.isPending}>{t('calendar.remove')}</Button>
      </Popconfirm>
    </div>
  );
}
