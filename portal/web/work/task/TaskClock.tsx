/** What time has done to an approval and will do: how often those asked were reminded, and what becomes of it if nobody answers. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';

export function TaskClock({ task: { reminders, expiry } }: { task: TaskView }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      {reminders?.at ? <p className="secondary small"><Sentence of="task.reminded" parts={{ times: `${reminders.sent}/${reminders.most}`, time: <RelativeTime at={reminders.at} /> }} /></p> : null}
      {expiry && expiry.policy !== 'stay' && expiry.at === null ? <p className="secondary small"><Sentence of={`task.expires.${expiry.policy}`} parts={{ time: expiry.dueAt ? <RelativeTime at={expiry.dueAt} /> : t('task.inTime') }} /></p> : null}
      {expiry?.at ? <p className="secondary small"><Sentence of="task.expired" parts={{ time: <RelativeTime at={expiry.at} /> }} /></p> : null}
    </>
  );
}
