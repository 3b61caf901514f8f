/** A task that is put to a second person: what was said and filled in, and, for those who may, confirming it or sending it back. */
import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { Json } from '#domain/values';
import type { TaskView } from '#api/task.api';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useMe } from '../../shell/session/session.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { later } from '../../ui/later.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { TaskAction } from './useTaskAction.ts';
import css from './Questions.module.css';
import panel from './TaskPanel.module.css';

const FormAnswers = later(() => import('../../ticket/page/FormAnswers.tsx').then(({ FormAnswers: part }) => part), <Loading rows={2} />);
/** As the kernel takes it. */
const mostCharacters = 2_000;
const isRecord = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);

interface Countersigned { task: TaskView; act: TaskAction['act']; isBusy: boolean; onDone?: (() => void) | undefined }

export function Countersign({ task, act, isBusy, onDone }: Countersigned): ReactNode {
  const { t, say, list } = useTexts();
  const { names, submitted, may } = task.countersign!;
  if (submitted === null) return task.can.includes('complete') ? <p className="secondary small" data-countersign="later">{t('countersign.later', { who: list(names.map(say)) })}</p> : null;
  return (
    <div className={css.list} data-countersign="now">
      <div className={css.question} data-question="open">
        <p className={css.who}><Sentence of="countersign.submitted" parts={{ who: <bdi>{submitted.by.name ?? submitted.by.id}</bdi>, outcome: <strong><bdi>{say(submitted.outcome)}</bdi></strong> }} /> · <RelativeTime at={submitted.at} /></p>
        {submitted.comment ? <LongText text={submitted.comment} /> : null}
      </div>
      {task.form && isRecord(task.draft) ? <FormAnswers ticket={{ form: { name: task.form.title, schema: task.form.schema }, fields: task.draft }} /> : null}
      {may.length > 0 ? <Answer task={task} act={act} isBusy={isBusy} onDone={onDone} /> : null}
    </div>
  );
}

function Answer({ task, act, isBusy, onDone }: Countersigned): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const [comment, setComment, clear] = useKeptText(`task.${task.id}.countersign`);
  const [isMissing, setIsMissing] = useState(false);
  const { submitted, may } = task.countersign!;
  if (submitted!.by.id === me.person.id) return <div className={panel.buttons}><Button disabled={isBusy} onClick={() => void act('countersign', { outcome: 'sentBack' })}>{t('countersign.takeBack')}</Button></div>;
  const answer = async (outcome: 'confirmed' | 'sentBack'): Promise<void> => {
    if (outcome === 'sentBack' && comment.trim() === '') { setIsMissing(true); return; }
    if (!await act('countersign', { outcome, ...(comment.trim() ? { comment: comment.trim() } : {}) })) return;
    clear();
    onDone?.();
  };
  return (
    <div className={css.write}>
      <label className={panel.label} htmlFor={`countersign-${task.id}`}>{t('countersign.comment')}</label>
      <Input.TextArea id={`countersign-${task.id}`} dir="auto" value={comment} autoSize={{ minRows: 1, maxRows: 8 }} maxLength={mostCharacters} status={isMissing ? 'error' : ''} aria-invalid={isMissing} onChange={(event) => { setComment(event.target.value); setIsMissing(false); }} />
      {isMissing ? <p className={panel.missing} role="alert">{t('task.commentMissing')}</p> : null}
      <div className={panel.buttons}>
        {may.includes('confirmed') ? <Button type="primary" disabled={isBusy} onClick={() => void answer('confirmed')}>{t('countersign.confirm')}</Button> : null}
        <Button danger disabled={isBusy} onClick={() => void answer('sentBack')}>{t('countersign.sendBack')}</Button>
      </div>
    </div>
  );
}
