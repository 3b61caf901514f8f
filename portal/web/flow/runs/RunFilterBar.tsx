/** What both lists of runs are narrowed by: words of the ticket, a flow with its version and step, how long ago. What only one of them knows stands after it. */
import type { ReactNode, RefObject } from 'react';
import { Select, type InputRef } from 'antd';
import { useRead } from '../../shell/api/read.ts';
import { useMay } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ListBar, listBar } from '../../ui/ListBar.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { ages, type SharedFilters } from './filters.ts';
import css from './Runs.module.css';

type Part = { [Name in keyof SharedFilters]: SharedFilters[Name] | undefined };

export function RunFilterBar({ filters, onChange, search, ageLabel, children }: { filters: SharedFilters; onChange: (part: Part, isTyped?: boolean) => void; search: RefObject<InputRef | null>; ageLabel: string; children: ReactNode }): ReactNode {
  const { t, say } = useTexts();
  const may = useMay();
  const flows = useRead('flows.list', {}, { isEnabled: may('flow.read'), staleMs: 60_000 });
  const flow = useRead('flows.read', { params: { key: filters.flow ?? '' } }, { isEnabled: may('flow.read') && filters.flow !== undefined, staleMs: 60_000 });
  const clear = { label: t('action.clear') };
  const latest = flows.data?.items.find(({ key }) => key === filters.flow)?.latestVersion ?? 0;
  const steps = Object.entries(flow.data?.draft.nodes ?? {}).map(([value, node]) => ({ value, label: say(node.name) || value }));
  return (
    <ListBar label={t('list.narrow')}>
      <SearchInput className={listBar.search!} input={search} label={t('runs.search')} value={filters.q ?? ''} onChange={(q, isTypedOn) => onChange({ q: q || undefined }, isTypedOn)} />
      {may('flow.read') ? (
        <>
          <Select size="small" className={css.filter ?? ''} allowClear={clear} showSearch optionFilterProp="label" popupMatchSelectWidth={false} aria-label={t('runs.flow')} placeholder={t('runs.flow')} value={filters.flow ?? null} options={(flows.data?.items ?? []).map(({ key, name }) => ({ value: key, label: say(name) || key }))} onChange={(key) => onChange({ flow: key ?? undefined, version: undefined, step: undefined })} />
          {filters.flow === undefined ? null : <Select size="small" className={css.filter ?? ''} allowClear={clear} popupMatchSelectWidth={false} aria-label={t('runs.version')} placeholder={t('runs.version')} value={filters.version ?? null} options={Array.from({ length: latest }, (_, at) => ({ value: latest - at, label: t('flow.version', { version: latest - at }) }))} onChange={(version) => onChange({ version: version ?? undefined })} />}
          {filters.flow === undefined ? null : <Select size="small" className={css.filter ?? ''} allowClear={clear} showSearch optionFilterProp="label" popupMatchSelectWidth={false} aria-label={t('runs.step')} placeholder={t('runs.step')} value={filters.step ?? null} options={steps} onChange={(step) => onChange({ step: step ?? undefined })} />}
        </>
      ) : null}
      <Select size="small" className={css.filter ?? ''} allowClear={clear} popupMatchSelectWidth={false} aria-label={ageLabel} placeholder={ageLabel} value={filters.age ?? null} options={ages.map((value) => ({ value, label: t(`runs.age.${value}`) }))} onChange={(age) => onChange({ age: age ?? undefined })} />
      {children}
    </ListBar>
  );
}
