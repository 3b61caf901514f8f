/** Who was asked, who has answered and whose turn it is, for approvals of several: stage by stage where there are more than one. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './SlotList.module.css';

export function SlotList({ task }: { task: TaskView }): ReactNode {
  const { t, say } = useTexts();
  const isOne = task.stages.length === 1;
  return (
    <ol className={css.stages}>
      {task.stages.map((stage, at) => {
        const slots = task.slots.filter((slot) => slot.stage === at);
        // Who was added must approve beside the rule.
        const ruled = slots.filter(({ addedBy }) => addedBy === null).length;
        const rule = ruled > 1 ? t(`task.${stage.rule}`, { needed: stage.needed, asked: ruled }) : '';
        return (
          <li key={at} className={css.stage} data-stage={stage.is} aria-current={!isOne && stage.is === 'now' ? 'step' : undefined}>
            {isOne ? rule ? <p className="secondary small">{rule}</p> : null : (
              <p className={css.head}><strong><bdi>{stage.name ? say(stage.name) : t('task.stage', { number: at + 1 })}</bdi></strong>{rule ? <span className="secondary small">{rule}</span> : null}<span className={css.answer}>{t(`task.stage.${stage.is}`)}</span></p>
            )}
            <ul>{slots.map((slot) => <SlotRow key={slot.id} slot={slot} task={task} />)}</ul>
          </li>
        );
      })}
    </ol>
  );
}

function SlotRow({ slot, task }: { slot: TaskView['slots'][number]; task: TaskView }): ReactNode {
  const { t, say, list } = useTexts();
  const { decision } = slot;
  const outcome = decision ? task.outcomes.find((item) => item.key === decision.outcome) : null;
  return (
    <li className={css.slot} data-asked={slot.isAsked}>
      <PersonAvatar id={decision?.by.id ?? slot.people[0] ?? slot.teams[0] ?? null} name={decision?.by.name ?? (say(slot.names[0]) || null)} size={20} />
      <bdi className="ellipsis">{decision?.by.name ?? (list(slot.names.map(say)) || list(slot.teams))}{decision?.onBehalfOf ? ` ${t('timeline.onBehalf', { name: decision.onBehalfOf.name ?? decision.onBehalfOf.id })}` : ''}</bdi>
      {slot.addedBy ? <span className={css.veto}>{t('task.addedBy', { name: slot.addedBy.name ?? slot.addedBy.id })}</span> : null}
      {slot.hasVeto ? <span className={css.veto}>{t('task.veto')}</span> : null}
      <span className={css.answer}>{decision ? <>{decision.to ? t('task.returnedTo', { step: say(decision.to) }) : outcome ? say(outcome.name) : decision.outcome} <RelativeTime at={decision.at} /></> : t(slot.isAsked ? 'task.pending' : slot.isAhead ? 'task.later' : 'task.notNeeded')}</span>
    </li>
  );
}
