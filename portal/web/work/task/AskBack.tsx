/** Puts a question to whoever asked for an approval, to the requester, or to somebody who has decided in it. */
import { useState, type ReactNode } from 'react';
import { Button, Input, Popover, Select } from 'antd';
import type { TaskView } from '#api/task.api';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import type { TaskAction } from './useTaskAction.ts';
import css from './Questions.module.css';

/** As the kernel takes it. */
const mostCharacters = 2_000;

export function AskBack({ task, act, isBusy }: { task: TaskView; act: TaskAction['act']; isBusy: boolean }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText, clear] = useKeptText(`task.${task.id}.askBack`);
  const to = task.askable.find(({ id }) => id === chosen) ?? task.askable[0];
  if (to === undefined) return null;
  const ask = async (): Promise<void> => {
    if (!await act('askBack', { to: to.id, comment: text.trim() })) return;
    clear();
    setIsOpen(false);
  };
  const form = (
    <div className={css.ask}>
      <label htmlFor={`ask-to-${task.id}`}>{t('question.to')}</label>
      <Select id={`ask-to-${task.id}`} value={to.id} options={task.askable.map(({ id, name }) => ({ value: id, label: name }))} onChange={setChosen} getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body} />
      <label htmlFor={`ask-${task.id}`}>{t('question.yours')}</label>
      <Input.TextArea id={`ask-${task.id}`} dir="auto" autoFocus value={text} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={mostCharacters} onChange={(event) => setText(event.target.value)} />
      <p className="secondary small">{t('question.meanwhile')}</p>
      <Button type="primary" loading={isBusy} disabled={text.trim() === ''} onClick={() => void ask()}>{t('question.send')}</Button>
    </div>
  );
  return <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomLeft" destroyOnHidden content={form}><Button type="text" size="small" disabled={isBusy}>{t('question.ask')}</Button></Popover>;
}
