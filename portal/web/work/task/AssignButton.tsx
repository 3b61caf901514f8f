/** Gives a task to a colleague found by name. */
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Popover } from 'antd';
import type { TaskView } from '#api/task.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { later } from '../../ui/later.tsx';
import css from './AssignButton.module.css';

const PersonSelect = later(() => import('../../identity/PersonSelect.tsx').then(({ PersonSelect: part }) => part));

export function AssignButton({ task, isBusy, onAssign }: { task: TaskView; isBusy: boolean; onAssign: (person: string) => Promise<unknown> }): ReactNode {
  const { t, say } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The list would choose by Tab as by Enter, and nobody means to assign by leaving: Tab leaves without one.
  const leaveByTab = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    setIsOpen(false);
    button.current?.focus();
  };
  const pick = (
    <div className={css.pick}>
      <label htmlFor={`assign-${task.id}`}>{t('task.assignTitle', { task: say(task.name) })}</label>
      <PersonSelect id={`assign-${task.id}`} autoFocus defaultOpen onInputKeyDown={leaveByTab} getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body} onChoose={(person) => { setIsOpen(false); void onAssign(person); }} />
    </div>
  );
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomRight" destroyOnHidden content={pick}>
      <Button ref={button} type="text" size="small" disabled={isBusy}>{t('task.assign')}</Button>
    </Popover>
  );
}
