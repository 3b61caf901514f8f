/** Gives a task to a colleague found by name. */
import { useState, type ReactNode } from 'react';
import { Button, Popover, Select } from 'antd';
import type { TaskView } from '#api/task.api';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import css from './AssignButton.module.css';

export function AssignButton({ task, isBusy, onAssign }: { task: TaskView; isBusy: boolean; onAssign: (person: string) => Promise<unknown> }): ReactNode {
  const { t, say } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const people = useRead('people.list', { query: { q: text } }, { isEnabled: isOpen, staleMs: 30_000, keepsOld: true });
  const pick = (
    <div className={css.pick}>
      <label htmlFor={`assign-${task.id}`}>{t('task.assignTitle', { task: say(task.name) })}</label>
      <Select
        id={`assign-${task.id}`} showSearch={{ filterOption: false, onSearch: setText }} autoFocus defaultOpen style={{ width: '100%' }} placeholder={t('task.personSearch')} notFoundContent={people.isLoading ? t('loading') : t('task.nobodyFound')} loading={people.isFetching}
        getPopupContainer={(trigger) => trigger.parentElement ?? document.body}
        options={(people.data?.items ?? []).map((person) => ({ value: person.id, label: <span className={css.person}><PersonAvatar id={person.id} name={person.name} size={20} /><bdi className="ellipsis">{person.name}</bdi></span> }))}
        onSelect={(person: string) => { setIsOpen(false); void onAssign(person); }}
      />
    </div>
  );
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen} trigger="click" placement="bottomRight" destroyOnHidden content={pick}>
      <Button type="text" size="small" disabled={isBusy}>{t('task.assign')}</Button>
    </Popover>
  );
}
