/** One task or approval with everything needed to deal with it here: what is asked, form, comment, answers. Used by ticket page, inbox and approvals. */
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { App, Button, Input, type InputRef } from 'antd';
import type { Json } from '#domain/values';
import type { TaskView } from '#api/task.api';
import { useKept, useKeptText } from '../../shell/kept/useKept.ts';
import { useMe } from '../../shell/session/session.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import type { ApiFault } from '../../shell/api/client.ts';
import { missingFields } from '../../ui/form/missing.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { later } from '../../ui/later.tsx';
import { Loading } from '../../ui/Loading.tsx';
import type { JsonFormHandle } from '../../ui/form/JsonForm.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { isOvertaken, useTaskAction } from './useTaskAction.ts';
import css from './TaskPanel.module.css';

const ApprovalState = later(() => import('./ApprovalState.tsx').then(({ ApprovalState: part }) => part));
const ApprovalVerbs = later(() => import('./ApprovalVerbs.tsx').then(({ ApprovalVerbs: part }) => part));
const AssignButton = later(() => import('./AssignButton.tsx').then(({ AssignButton: part }) => part));
const Countersign = later(() => import('./Countersign.tsx').then(({ Countersign: part }) => part));
const JsonForm = lazy(() => import('../../ui/form/JsonForm.tsx').then((module) => ({ default: module.JsonForm })));

export interface TaskPanelProps {
  task: TaskView;
  /** Big buttons, for approvals on any device. */
  isLarge?: boolean;
  /** Whether the panel says itself what is asked; a page that says it in its own head leaves it out. */
  hasQuestion?: boolean;
  /** Hears of refusals; one because somebody was faster is then shown by whoever asked, since the panel may be gone or another one by then. */
  onFault?: (fault: ApiFault) => void;
  onDone?: () => void;
}

export function TaskPanel({ task, isLarge = false, hasQuestion = true, onFault, onDone }: TaskPanelProps): ReactNode {
  const { t, say, tell, list } = useTexts();
  const me = useMe();
  const { modal, notification } = App.useApp();
  const { act, pending, fault } = useTaskAction(task, onFault);
  const [comment, setComment, clearComment] = useKeptText(`task.${task.id}.comment`);
  const [data, setData, clearData] = useKept<Json>(`task.${task.id}.form`, task.draft ?? {});
  const [isCommentMissing, setIsCommentMissing] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const form = useRef<JsonFormHandle>(null);
  const commentBox = useRef<InputRef>(null);
  const mayComplete = task.can.includes('complete');
  const mayClaim = task.can.includes('claim') && task.assignee !== me.person.id;
  const isDrafted = task.can.includes('saveDraft') && JSON.stringify(data) !== JSON.stringify(task.draft ?? {});
  const mayWithdraw = task.can.includes('withdraw') && !isLarge;
  const hasVerbs = (['handOver', 'addSigner', 'remind', 'askBack', 'suspend', 'resume', 'return'] as const).some((verb) => task.can.includes(verb));
  const hasAside = isDrafted || hasVerbs || mayWithdraw || task.can.includes('release') || task.can.includes('assign');
  const hasPrimary = task.outcomes.some((outcome) => outcome.tone === 'primary');
  const needsComment = task.outcomes.some((outcome) => outcome.needsComment);
  const answerText = (outcome: TaskView['outcomes'][number]): string => (task.kind === 'approval' && outcome.key === 'approved' ? t('approval.approve') : task.kind === 'approval' && outcome.key === 'rejected' ? t('approval.reject') : say(outcome.name));
  const size = isLarge ? 'large' : 'middle';

  const complete = async (outcome: TaskView['outcomes'][number]): Promise<void> => {
    if (outcome.needsComment && comment.trim() === '') { setIsCommentMissing(true); commentBox.current?.focus(); return; }
    const lacking = task.form ? missingFields(outcome.requires ?? [], data) : [];
    setMissing(lacking);
    if (task.form && form.current && !form.current.validate()) return;
    if (lacking.length > 0) return;
    if (outcome.resolves && task.ticket.isFiring) {
      const isSure = await modal.confirm({ title: t('task.resolveFiring'), content: t('task.resolveFiringText'), okText: t('task.resolveAnyway'), cancelText: t('task.keepOpen'), autoFocusButton: 'cancel' });
      if (!isSure) return;
    }
    // Nothing is waited for before it is sent: whoever presses may close the page in the same moment.
    const answer = await act('complete', { outcome: outcome.key, ...(task.form ? { form: form.current?.answer() ?? data } : {}), ...(comment.trim() ? { comment: comment.trim() } : {}) });
    if (!answer) return;
    clearComment();
    clearData();
    const warned = answer.warning ? tell(answer.warning) : null;
    if (warned || !answer.shown) notification.warning({ message: warned ? `${warned.message} ${warned.fix}`.trim() : t('task.shownLater'), placement: 'bottomRight' });
    onDone?.();
  };

  return (
    <div className={css.panel} data-task={task.id} data-large={isLarge}>
      {hasQuestion && task.prompt ? <p className={`${css.prompt} plain-text`}><bdi>{say(task.prompt)}</bdi></p> : null}
      {task.suspended || task.returned || task.questions.length > 0 || (task.kind === 'approval' && (task.slots.length > 1 || task.reminders || task.expiry)) ? <ApprovalState task={task} act={act} isBusy={pending !== null} /> : null}
      {mayClaim && !mayComplete ? <p className="secondary small">{t('next.claimFirst')}</p> : null}
      {mayComplete && task.form ? (
        <Suspense fallback={<Loading rows={3} height={56} />}><JsonForm ref={form} name={task.id} form={task.form} value={data} onChange={(next) => { setData(next); setMissing((was) => missingFields(was, next)); }} missing={missing} isDisabled={pending !== null} /></Suspense>
      ) : null}
      {mayComplete && (task.kind === 'approval' || needsComment || task.form === null) ? (
        <div>
          <label className={css.label} htmlFor={`comment-${task.id}`}>{needsComment ? t('task.commentFor', { answers: list(task.outcomes.filter((outcome) => outcome.needsComment).map(answerText)) }) : t('task.commentOptional')}</label>
          <Input.TextArea ref={commentBox as never} id={`comment-${task.id}`} value={comment} autoSize={{ minRows: isLarge ? 2 : 1, maxRows: 8 }} maxLength={20_000} status={isCommentMissing ? 'error' : ''} aria-invalid={isCommentMissing} onChange={(event) => { setComment(event.target.value); setIsCommentMissing(false); }} />
          {isCommentMissing ? <p className={css.missing} role="alert">{t('task.commentMissing')}</p> : null}
        </div>
      ) : null}
      {task.countersign ? <Countersign task={task} act={act} isBusy={pending !== null} onDone={onDone} /> : null}
      {fault && !(onFault && isOvertaken(fault)) ? <ErrorNotice fault={fault} isCompact isKept={comment !== '' || JSON.stringify(data) !== JSON.stringify(task.draft ?? {})} /> : null}
      <div className={css.buttons}>
        {mayClaim ? <Button type={mayComplete ? 'default' : 'primary'} size={size} loading={pending?.action === 'claim'} disabled={pending !== null} onClick={() => void act('claim')}>{t('task.claim')}</Button> : null}
        {mayComplete ? task.outcomes.map((outcome, at) => (
          <Button key={outcome.key} size={size} className={css.outcome} type={outcome.tone === 'primary' || (!hasPrimary && at === 0) ? 'primary' : 'default'} danger={outcome.tone === 'danger'} loading={pending?.action === 'complete' && pending.outcome === outcome.key} disabled={pending !== null} onClick={() => void complete(outcome)}>{answerText(outcome)}</Button>
        )) : null}
      </div>
      {hasAside ? (
        <div className={css.aside}>
          {isDrafted ? <Button type="text" size="small" loading={pending?.action === 'saveDraft'} disabled={pending !== null} onClick={() => void act('saveDraft', { form: data })}>{t('task.saveDraft')}</Button> : null}
          {task.can.includes('release') ? <Button type="text" size="small" disabled={pending !== null} onClick={() => void act('release')}>{t('task.release')}</Button> : null}
          {task.can.includes('assign') ? <AssignButton task={task} isBusy={pending !== null} onAssign={(to) => act('assign', { to })} /> : null}
          {hasVerbs ? <ApprovalVerbs task={task} act={act} isBusy={pending !== null} onDone={onDone} /> : null}
          {mayWithdraw ? <Button type="text" size="small" disabled={pending !== null} onClick={() => void act('withdraw')}>{t('task.withdraw')}</Button> : null}
        </div>
      ) : null}
      {task.dueAt ? <p className="secondary small"><Sentence of="task.due" parts={{ time: <RelativeTime at={task.dueAt} /> }} /></p> : null}
    </div>
  );
}
