/** What the list shows, as a sentence of chips: each chip opens its choices, each can be taken out. */
import { useState, type ReactNode, type RefObject } from 'react';
import { Button, Dropdown, type InputRef, type MenuProps } from 'antd';
import { priorities } from '#domain/ticket/ticket.schema';
import { useRead } from '../../shell/api/read.ts';
import type { Texts } from '../../shell/texts/texts.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useMay } from '../../shell/session/session.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { categories, categoriesOf, type FilterChange, isNarrowed, mines, parseFilters, sorts, toggled, unfinished, type TicketFilters } from './filters.ts';
import { later } from '../../ui/later.tsx';
import css from './FilterBar.module.css';

const ReportChips = later(() => import('./ReportChips.tsx').then(({ ReportChips: part }) => part));
/** What only reports ask for. */
const fromReports = ['openedFrom', 'openedTo', 'level', 'tookFrom', 'tookTo', 'step', 'reported'] as const;
interface Choice { value: string; label: string }
const chosen = ['mine', 'team', 'assignee', 'priority', 'type', 'due'] as const;
type FilterName = 'state' | (typeof chosen)[number];
/** Only for who sees more than their own. */
const isForWide: readonly FilterName[] = ['team', 'assignee', 'due'];

export function FilterBar({ filters, onChange, search, menu }: { filters: TicketFilters; onChange: (next: TicketFilters, isTyped?: boolean) => void; search: RefObject<InputRef | null>; /** What is done with the whole list, at the end of the bar. */ menu?: ReactNode }): ReactNode {
  const texts = useTexts();
  const { t, say } = texts;
  const may = useMay();
  const isWide = may('event.read');
  const teams = useRead('teams.list', {}, { staleMs: 300_000, isEnabled: isWide });
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const person = filters.assignee === undefined || filters.assignee === '-' ? null : filters.assignee;
  const people = useRead('people.list', { query: { ids: person ?? '' } }, { staleMs: 300_000, isEnabled: person !== null });
  const choices: Record<FilterName, Choice[]> = {
    state: categories.map((value) => ({ value, label: t(`category.${value}`) })),
    mine: mines.map((value) => ({ value, label: t(`filter.mine.${value}`) })),
    team: [...(teams.data?.items ?? []).map((team) => ({ value: team.id, label: say(team.name) })), { value: '-', label: t('filter.noTeam') }],
    assignee: [{ value: '-', label: t('nobody') }, ...(person === null ? [] : [{ value: person, label: people.data?.items[0]?.name ?? person }])],
    due: [{ value: 'today', label: t('filter.due.today') }],
    priority: priorities.map((value) => ({ value, label: t(`priority.${value}`) })),
    type: (types.data?.items ?? []).map((type) => ({ value: type.key, label: say(type.name) })),
  };
  const change = (part: FilterChange): void => onChange(parseFilters({ ...filters, ...part }));
  const offered = chosen.filter((name) => filters[name] === undefined && (isForWide.includes(name) ? isWide : choices[name].length > 1));
  return (
    <div className={css.bar} role="search" aria-label={t('filter.label')}>
      <SearchInput className={css.search} label={t('filter.search')} value={filters.q ?? ''} onChange={(q, isTypedOn) => onChange(parseFilters({ ...filters, q }), isTypedOn)} input={search} />
      <span className={css.word}>{t('filter.show')}</span>
      <StateChip filters={filters} texts={texts} onChange={(category) => change({ category })} />
      {chosen.map((name) => filters[name] === undefined ? null : (
        <Chip key={name} name={name} value={filters[name]!} choices={choices[name]} isMany={name === 'priority'} texts={texts} onChange={(value) => change({ [name]: value })} />
      ))}
      {fromReports.some((name) => filters[name] !== undefined) ? <ReportChips filters={filters} onChange={change} /> : null}
      {offered.length > 0 ? (
        <Dropdown trigger={['click']} menu={{ items: offered.map((name) => ({ key: name, label: t(`filter.name.${name}`), children: choices[name].map((choice) => ({ key: `${name}:${choice.value}`, label: <bdi>{choice.label}</bdi>, onClick: () => change({ [name]: choice.value }) })) })) }}>
          <Button size="small" type="text" icon={<Icon name="plus" size={14} />} className={css.add}>{t('filter.add')}</Button>
        </Dropdown>
      ) : null}
      {isNarrowed(filters) ? <Button size="small" type="text" onClick={() => onChange(parseFilters({ sort: filters.sort }))}>{t('filter.clear')}</Button> : null}
      <span className={css.rest} />
      <Dropdown trigger={['click']} menu={{ selectable: true, selectedKeys: [filters.sort ?? 'updated'], items: sorts.map((sort) => ({ key: sort, label: t(`sort.${sort}`) })), onClick: ({ key }) => change({ sort: key as TicketFilters['sort'] }) }}>
        <Button size="small" type="text" className={css.sort}>{t('filter.sort', { value: t(`sort.${filters.sort ?? 'updated'}`) })}<Icon name="chevronDown" size={14} /></Button>
      </Dropdown>
      {menu}
    </div>
  );
}

const joined = (labels: readonly string[], { t }: Texts): string => labels.join(t('filter.or'));

function StateChip({ filters, texts, onChange }: { filters: TicketFilters; texts: Texts; onChange: (category: string | undefined) => void }): ReactNode {
  const { t } = texts;
  const chosen = categoriesOf(filters);
  const word = filters.category === undefined ? t('category.unfinished') : filters.category === 'all' ? t('filter.any') : joined(chosen.map((category) => t(`category.${category}`)), texts);
  const items: MenuProps['items'] = [
    { key: 'unfinished', label: t('category.unfinished') }, { key: 'all', label: t('filter.any') }, { type: 'divider' },
    ...categories.map((category) => ({ key: category, label: <span className={css.choice}><span className={css.tick}>{filters.category !== 'all' && chosen.includes(category) ? <Icon name="check" size={14} /> : null}</span>{t(`category.${category}`)}</span> })),
  ];
  const pick = (key: string): void => onChange(key === 'unfinished' ? undefined : key === 'all' ? 'all' : toggled(filters.category === 'all' ? undefined : (filters.category ?? unfinished.join(',')), key));
  return <ChipButton text={t('filter.state', { value: word })} items={items} onPick={pick} staysOpen />;
}

function Chip({ name, value, choices, isMany, texts, onChange }: { name: Exclude<FilterName, 'state'>; value: string; choices: readonly Choice[]; isMany: boolean; texts: Texts; onChange: (value: string | undefined) => void }): ReactNode {
  const { t } = texts;
  const values = isMany ? value.split(',') : [value];
  const word = joined(values.map((item) => choices.find((choice) => choice.value === item)?.label ?? item), texts);
  const items: MenuProps['items'] = choices.map((choice) => ({ key: choice.value, label: <span className={css.choice}><span className={css.tick}>{values.includes(choice.value) ? <Icon name="check" size={14} /> : null}</span><bdi>{choice.label}</bdi></span> }));
  return <ChipButton text={name === 'mine' || name === 'due' ? word : t(`filter.${name}`, { value: word })} items={items} staysOpen={isMany} onPick={(key) => onChange(isMany ? toggled(value, key) : key)} remove={{ label: t('filter.remove', { name: t(`filter.name.${name}`) }), run: () => onChange(undefined) }} />;
}

function ChipButton({ text, items, onPick, remove, staysOpen = false }: { text: string; items: MenuProps['items']; onPick: (key: string) => void; remove?: { label: string; run: () => void }; staysOpen?: boolean }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span className={css.chip}>
      <Dropdown trigger={['click']} open={isOpen} onOpenChange={(open, { source }) => { if (open || source === 'trigger' || !staysOpen) setIsOpen(open); }} menu={{ items, onClick: ({ key }) => onPick(key) }}>
        <button type="button" className={css.open}><bdi>{text}</bdi><Icon name="chevronDown" size={13} /></button>
      </Dropdown>
      {remove ? <button type="button" className={css.remove} aria-label={remove.label} onClick={remove.run}><Icon name="close" size={13} /></button> : null}
    </span>
  );
}
