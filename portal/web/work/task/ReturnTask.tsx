/** Returns a task to an earlier step, with a reason. Where that cannot be now, it says why. */
import { useState, type ReactNode } from 'react';
import { Button, Input, Popover, Select } from 'antd';
import type { TaskView } from '#api/task.api';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import type { TaskAction } from './useTaskAction.ts';
import css from './Questions.module.css';

/** As the kernel takes it. */
const mostCharacters = 2_000;

export function ReturnTask({ task, act, isBusy, onDone }: { task: TaskView; act: TaskAction['act']; isBusy: boolean; onDone?: (() => void) | undefined }): ReactNode {
  const { t, say, list } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason, clear] = useKeptText(`task.${task.id}.return`);
  const { to: steps = [], others = [] } = task.returns ?? {};
  const to = steps.find(({ node }) => node === chosen) ?? steps[0];
  const giveBack = async (): Promise<void> => {
    if (to === undefined || !await act('return', { to: to.node, comment: reason.trim() })) return;
    clear();
    setIsOpen(false);
    onDone?.();
  };
  const form = to === undefined ? <p className={css.ask} data-no-return>{others.length > 0 ? t('task.returnBeside', { steps: list(others.map(say)) }) : t('task.returnNowhere')}</p> : (
    <div className={css.ask}>
      <label htmlFor={`return-to-${task.id}`}>{t('task.returnTo')}</label>
      <Select id={`return-to-${task.id}`} value={to.node} options={steps.map(({ node, name }) => ({ value: node, label: say(name) }))} onChange={setChosen} getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body} />
      <label htmlFor={`return-${task.id}`}>{t('task.returnWhy')}</label>
      <Input.TextArea id={`return-${task.id}`} dir="auto" autoFocus value={reason} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={mostCharacters} onChange={(event) => setReason(event.target.value)} />
      <p className="secondary small">{t(task.kind === 'approval' && task.slots.length > 1 ? 'task.returnRule' : 'task.returnText')}</p>
      <Button danger loading={isBusy} disabled={reason.trim() === ''} onClick={() => void giveBack()}>{t('task.returnNow')}</Button>
    </div>
  );
  return <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomLeft" destroyOnHidden content={form}><Button type="text" size="small" disabled={isBusy}>{t('task.return')}</Button></Popover>;
}
