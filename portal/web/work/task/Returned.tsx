/** That a step is done again, because a later one was returned to it, or a second person sent it back: by whom and why. `name`: its own. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './Questions.module.css';

export function Returned({ returned: { from, by, onBehalfOf, at, comment }, name }: { returned: NonNullable<TaskView['returned']>; name: TaskView['name'] }): ReactNode {
  const { t, say } = useTexts();
  const who = `${by.name ?? by.id}${onBehalfOf ? ` ${t('timeline.onBehalf', { name: onBehalfOf.name ?? onBehalfOf.id })}` : ''}`;
  return (
    <div className={css.suspended} role="status" data-returned>
      <p className={css.who}><Sentence of={from.en === name.en ? 'task.sentBackBy' : 'task.returnedBy'} parts={{ who: <bdi>{who}</bdi>, step: <bdi>{say(from)}</bdi> }} /> · <RelativeTime at={at} /></p>
      <LongText text={comment} />
    </div>
  );
}
