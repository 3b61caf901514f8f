/** Gives a task to a colleague found by name. */
import { useState, type ReactNode } from 'react';
import { Button, Popover } from 'antd';
import type { TaskView } from '#api/task.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import css from './AssignButton.module.css';

export function AssignButton({ task, isBusy, onAssign }: { task: TaskView; isBusy: boolean; onAssign: (person: string) => Promise<unknown> }): ReactNode {
  const { t, say } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const pick = (
    <div className={css.pick}>
      <label htmlFor={`assign-${task.id}`}>{t('task.assignTitle', { task: say(task.name) })}</label>
      <PersonSelect id={`assign-${task.id}`} autoFocus defaultOpen getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body} onChoose={(person) => { setIsOpen(false); void onAssign(person); }} />
    </div>
  );
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomRight" destroyOnHidden content={pick}>
      <Button type="text" size="small" disabled={isBusy}>{t('task.assign')}</Button>
    </Popover>
  );
}
