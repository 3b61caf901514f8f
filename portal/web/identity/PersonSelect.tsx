/** Chooses a person of the directory by name, searched on the server: however many people there are, each can be found. */
import { useState, type ReactNode } from 'react';
import { Select, type SelectProps } from 'antd';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import css from './PersonSelect.module.css';

type Person = { id: string; name: string };
const option = ({ id, name }: Person): { value: string; label: ReactNode } => ({ value: id, label: <span className={css.person}><PersonAvatar id={id} name={name} size={20} /><bdi className="ellipsis">{name}</bdi></span> });

export interface PersonSelectProps extends Omit<SelectProps<string | null>, 'value' | 'onChange' | 'onSelect' | 'options' | 'showSearch' | 'loading' | 'notFoundContent'> {
  /** Id of the person chosen before; their name is asked for when the search does not list them. */
  value?: string | null;
  onChoose: (person: string) => void;
}

export function PersonSelect({ value = null, onChoose, placeholder, onInputKeyDown, allowClear = false, ...rest }: PersonSelectProps): ReactNode {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const found = useRead('people.list', { query: { q: text } }, { staleMs: 30_000, keepsOld: true });
  const people: readonly Person[] = found.data?.items ?? [];
  const isListed = value === null || people.some((person) => person.id === value);
  const chosen = useRead('people.list', { query: { ids: value ?? '' } }, { isEnabled: !isListed, staleMs: 300_000 });
  const missing = isListed ? [] : [chosen.data?.items[0] ?? { id: value, name: value }];
  // Whoever is chosen keeps their name while another is searched for, without standing in what was found. What an earlier text found is never offered under this one.
  const isFound = !found.isLoading && !found.isPlaceholderData;
  const shown = !isFound ? [] : text === '' ? [...missing, ...people] : people;
  // Enter before the answer chooses nobody and does not close the list.
  const onKeyDown: typeof onInputKeyDown = (event) => {
    onInputKeyDown?.(event);
    if (event.key !== 'Enter' || isFound) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Select<string | null>
      {...rest} style={{ width: '100%' }} allowClear={allowClear === true ? { label: t('action.clear') } : allowClear} placeholder={placeholder ?? t('task.personSearch')} loading={found.isFetching} notFoundContent={isFound ? t('task.nobodyFound') : t('loading')}
      // Nobody is chosen by Enter or Tab who was neither searched for nor pointed at.
      defaultActiveFirstOption={isFound && text !== ''} onInputKeyDown={onKeyDown}
      showSearch={{ filterOption: false, onSearch: setText }} value={value} options={shown.map(option)} onSelect={(person) => { setText(''); if (person !== null) onChoose(person); }}
      {...(value !== null && text !== '' ? { labelRender: () => option(people.find((person) => person.id === value) ?? missing[0] ?? { id: value, name: value }).label } : {})}
    />
  );
}
