/** Suspends a task with a reason: for supervisors. */
import { useState, type ReactNode } from 'react';
import { Button, Input, Popover } from 'antd';
import type { TaskView } from '#api/task.api';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import type { TaskAction } from './useTaskAction.ts';
import css from './Questions.module.css';

/** As the kernel takes it. */
const mostCharacters = 2_000;

export function SuspendTask({ task, act, isBusy }: { task: TaskView; act: TaskAction['act']; isBusy: boolean }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason, clear] = useKeptText(`task.${task.id}.suspend`);
  const suspend = async (): Promise<void> => {
    if (!await act('suspend', { comment: reason.trim() })) return;
    clear();
    setIsOpen(false);
  };
  const form = (
    <div className={css.ask}>
      <label htmlFor={`suspend-${task.id}`}>{t('task.suspendWhy')}</label>
      <Input.TextArea id={`suspend-${task.id}`} dir="auto" autoFocus value={reason} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={mostCharacters} onChange={(event) => setReason(event.target.value)} />
      <p className="secondary small">{t('task.suspendText')}</p>
      <Button type="primary" loading={isBusy} disabled={reason.trim() === ''} onClick={() => void suspend()}>{t('task.suspendNow')}</Button>
    </div>
  );
  return <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomLeft" destroyOnHidden content={form}><Button type="text" size="small" disabled={isBusy}>{t('task.suspend')}</Button></Popover>;
}
