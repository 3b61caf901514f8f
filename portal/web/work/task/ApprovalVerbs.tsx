/** What one may do with an approval besides deciding it: return it to an earlier step, hand one's place over, have somebody else approve as well, have those asked told again, ask back; and that a supervisor suspends and resumes it. */
import { useState, type ReactNode } from 'react';
import { App, Button, Popover, Segmented } from 'antd';
import type { TaskView } from '#api/task.api';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { AskBack } from './AskBack.tsx';
import { ReturnTask } from './ReturnTask.tsx';
import { SuspendTask } from './SuspendTask.tsx';
import type { TaskAction } from './useTaskAction.ts';
import css from './AssignButton.module.css';

interface Verbs { task: TaskView; act: TaskAction['act']; isBusy: boolean }

export function ApprovalVerbs({ task, act, isBusy, onDone }: Verbs & { onDone?: (() => void) | undefined }): ReactNode {
  const { t } = useTexts();
  const { message } = App.useApp();
  const remind = async (): Promise<void> => { if (await act('remind')) void message.success(t('approval.reminded')); };
  return (
    <>
      {task.can.includes('return') ? <ReturnTask task={task} act={act} isBusy={isBusy} onDone={onDone} /> : null}
      {task.can.includes('askBack') ? <AskBack task={task} act={act} isBusy={isBusy} /> : null}
      {task.can.includes('handOver') ? <HandOver task={task} act={act} isBusy={isBusy} /> : null}
      {task.can.includes('addSigner') ? <AddSigner task={task} act={act} isBusy={isBusy} /> : null}
      {task.can.includes('suspend') ? <SuspendTask task={task} act={act} isBusy={isBusy} /> : null}
      {task.can.includes('resume') ? <Button size="small" disabled={isBusy} onClick={() => void act('resume')}>{t('task.resume')}</Button> : null}
      {task.can.includes('remind') ? <Button type="text" size="small" disabled={isBusy} onClick={() => void remind()}>{t('approval.remind')}</Button> : null}
    </>
  );
}

/** Opens a choice of a person under a button; `above` stands over it. */
function Asking({ id, button, label, above, isBusy, onChoose }: { id: string; button: string; label: string; above?: ReactNode; isBusy: boolean; onChoose: (person: string) => void }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const pick = (
    <div className={css.pick}>
      {above}
      <label htmlFor={id}>{label}</label>
      <PersonSelect id={id} getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body} onChoose={(person) => { setIsOpen(false); onChoose(person); }} />
    </div>
  );
  return <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomLeft" destroyOnHidden content={pick}><Button type="text" size="small" disabled={isBusy}>{button}</Button></Popover>;
}

function HandOver({ task, act, isBusy }: Verbs): ReactNode {
  const { t } = useTexts();
  return <Asking id={`hand-${task.id}`} button={t('approval.handOver')} label={t('approval.handOverTo')} isBusy={isBusy} onChoose={(to) => void act('handOver', { to })} />;
}

function AddSigner({ task, act, isBusy }: Verbs): ReactNode {
  const { t } = useTexts();
  const [place, setPlace] = useState<'before' | 'after'>('after');
  const above = task.isMine ? <Segmented size="small" value={place} options={(['before', 'after'] as const).map((value) => ({ value, label: t(`approval.${value}`) }))} onChange={setPlace} /> : null;
  return <Asking id={`signer-${task.id}`} button={t('approval.addSigner')} label={t('approval.addSignerWho')} above={above} isBusy={isBusy} onChoose={(to) => void act('addSigner', { to, ...(task.isMine ? { place } : {}) })} />;
}
