/** What the figures are about: days, team, type, priorities. */
import type { ReactNode } from 'react';
import type { LevelsFilter } from '#domain/report/subscription.schema';
import { Button, Select } from 'antd';
import { priorities } from '#domain/ticket/ticket.schema';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { LabelledDay } from '../ui/date/DateFields.tsx';
import { isNarrowed, parseLevelFilters, type LevelFilters } from './filters.ts';
import css from './LevelFilterBar.module.css';

/** `shown`: the days of the figures, where the address names none. */
export function LevelFilterBar({ filters, shown, onChange }: { filters: LevelFilters; shown: { from: string; to: string } | null; onChange: (next: LevelFilters) => void }): ReactNode {
  const { t } = useTexts();
  const change = (part: { [Name in keyof LevelFilters]: string | undefined }): void => onChange(parseLevelFilters({ ...filters, ...part }));
  return (
    <div className={css.bar} role="search" aria-label={t('levels.filter.label')}>
      <LabelledDay size="small" label={t('levels.filter.from')} value={filters.from ?? shown?.from} onChange={(from) => change({ from })} />
      <LabelledDay size="small" label={t('levels.filter.to')} value={filters.to ?? shown?.to} onChange={(to) => change({ to })} />
      <LevelChoices filters={filters} size="small" onChange={change} />
      {isNarrowed(filters) ? <Button size="small" type="text" onClick={() => onChange(parseLevelFilters({ promise: filters.promise }))}>{t('levels.clear')}</Button> : null}
    </div>
  );
}

type Choice = { [Name in 'team' | 'type' | 'priority']: string | undefined };
/** Team, type, priorities: of the page, and of what is sent of it. */
export function LevelChoices({ filters, size = 'middle', onChange }: { filters: LevelsFilter; size?: 'small' | 'middle'; onChange: (next: Choice) => void }): ReactNode {
  const { t, say } = useTexts();
  const teams = useRead('teams.list', {}, { staleMs: 300_000 });
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const change = (part: Partial<Choice>): void => onChange({ team: filters.team, type: filters.type, priority: filters.priority, ...part });
  const pick = { size, allowClear: { label: t('action.clear') }, className: css.choice, popupMatchSelectWidth: false } as const;
  return (
    <>
      <Select {...pick} placeholder={t('levels.filter.team')} aria-label={t('levels.filter.teamLabel')} value={filters.team ?? null} onChange={(team) => change({ team: team ?? undefined })} options={[...(teams.data?.items ?? []).map((team) => ({ value: team.id, label: say(team.name) })), { value: '-', label: t('filter.noTeam') }]} />
      <Select {...pick} placeholder={t('levels.filter.type')} aria-label={t('levels.filter.typeLabel')} value={filters.type ?? null} onChange={(type) => change({ type: type ?? undefined })} options={(types.data?.items ?? []).map((type) => ({ value: type.key, label: say(type.name) }))} />
      <Select {...pick} mode="multiple" maxTagCount="responsive" placeholder={t('levels.filter.priority')} aria-label={t('levels.filter.priorityLabel')} value={filters.priority?.split(',') ?? []} onChange={(values: string[]) => change({ priority: values.length === 0 ? undefined : values.join(',') })} options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))} />
    </>
  );
}
