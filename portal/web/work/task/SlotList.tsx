/** Who was asked and who has answered, for approvals of several. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './SlotList.module.css';

export function SlotList({ task }: { task: TaskView }): ReactNode {
  const { t, say, list } = useTexts();
  return (
    <div className={css.slots}>
      <p className="secondary small">{t(task.rule === 'all' ? 'task.all' : 'task.any')}</p>
      <ul>
        {task.slots.map((slot) => {
          const outcome = slot.decision ? task.outcomes.find((item) => item.key === slot.decision!.outcome) : null;
          return (
            <li key={slot.id}>
              <PersonAvatar id={slot.decision?.by.id ?? slot.people[0] ?? slot.teams[0] ?? null} name={slot.decision?.by.name ?? (say(slot.names[0]) || null)} size={20} />
              <bdi className="ellipsis">{slot.decision?.by.name ?? (list(slot.names.map(say)) || list(slot.teams))}{slot.decision?.onBehalfOf ? ` ${t('timeline.onBehalf', { name: slot.decision.onBehalfOf.name ?? slot.decision.onBehalfOf.id })}` : ''}</bdi>
              <span className={css.answer}>{slot.decision ? <>{outcome ? say(outcome.name) : slot.decision.outcome} <RelativeTime at={slot.decision.at} /></> : t('task.pending')}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
