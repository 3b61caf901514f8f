/** Everybody in the directory: searched, narrowed, and a door to each; also who is switched off. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import type { ResponseOf } from '#api/routes';
import { usePages } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { ViewTabs } from '../../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../../view/useViews.ts';
import { parsePeopleSearch, personStates, type PeopleSearch } from './search.ts';
import { useDirectoryNames, type DirectoryNames } from './useDirectoryNames.ts';
import css from './Directory.module.css';

const route = getRouteApi('/settings');
const section = { section: 'people' } as const;

export function PeopleList(): ReactNode {
  const { t } = useTexts();
  const search = route.useSearch();
  const { q = '', state = 'active', role, team } = search;
  const navigate = route.useNavigate();
  const names = useDirectoryNames();
  const list = usePages('directory.people', { query: { q, state, limit: 50, ...(role ? { role } : {}), ...(team ? { team } : {}) } }, { keepsOld: true });
  useLive('directory', ['directory.people']);
  const filters = useMemo(() => parsePeopleSearch(search as Readonly<Record<string, unknown>>), [search]);
  const open = useCallback((next: PeopleSearch, isInstead = false) => void navigate({ search: { section: 'people', ...next }, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'people', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parsePeopleSearch, onOpen: open as ViewsOf['onOpen'] });
  const ids = useMemo(() => list.items?.map(({ id }) => id) ?? [], [list.items]);
  const keys = useListKeys<HTMLUListElement>(ids);
  const narrow = (part: { [K in keyof PeopleSearch]: PeopleSearch[K] | undefined }): void => void navigate({ search: (before) => ({ ...views.blank, ...before, section: 'people', ...part }), replace: true });
  const add = <Link to="/settings/people/$id" params={{ id: 'new' }}><Button type="primary" icon={<Icon name="plus" size={16} />}>{t('people.add')}</Button></Link>;
  const isNarrowed = q !== '' || state !== 'active' || role !== undefined || team !== undefined;
  return (
    <>
      <div className={css.top}><p className={css.about}>{t('people.about')}</p>{add}</div>
      <ViewTabs views={views} at="/settings" aside={section} isBare />
      <div className={css.filters} role="search" aria-label={t('people.search')}>
        <SearchInput className={css.search ?? ''} input={keys.search} value={q} label={t('people.search')} onChange={(text) => narrow({ q: text.trim() || undefined })} />
        <Select size="small" aria-label={t('people.state')} value={state} options={personStates.map((value) => ({ value, label: t(`people.state.${value}`) }))} onChange={(value) => narrow({ state: value === 'active' ? undefined : value })} />
        <Select size="small" aria-label={t('people.role')} allowClear={{ label: t('action.clear') }} placeholder={t('people.anyRole')} value={role ?? null} options={names.roles} onChange={(value) => narrow({ role: value ?? undefined })} />
        <Select size="small" aria-label={t('people.team')} allowClear={{ label: t('action.clear') }} placeholder={t('people.anyTeam')} value={team ?? null} options={names.teams} showSearch={{ optionFilterProp: 'label' }} onChange={(value) => narrow({ team: value ?? undefined })} />
        {list.first?.total ? <span className="secondary small">{t('people.count', { count: list.first.total })}</span> : null}
      </div>
      {list.error && !list.items ? <ErrorNotice fault={list.error} onRetry={list.retry} /> : null}
      {list.isLoading ? <Loading rows={6} height={44} /> : null}
      {list.items?.length === 0 ? <EmptyState icon="people" title={t(isNarrowed ? 'people.noneFound' : 'people.none')} text={t(isNarrowed ? 'people.noneFoundText' : 'people.noneText')} action={isNarrowed ? <Button onClick={() => narrow({ q: undefined, state: undefined, role: undefined, team: undefined })}>{t('people.clear')}</Button> : add} /> : null}
      {list.items && list.items.length > 0 ? <ul ref={keys.list} className={css.list} aria-label={t('settings.people')}>{list.items.map((person) => <Row key={person.id} person={person} row={keys.rowProps(person.id)} names={names} />)}</ul> : null}
      <MoreRows list={list} shown={list.items?.length ?? 0} total={list.first?.total ?? null} />
    </>
  );
}

function Row({ person, row, names }: { person: ResponseOf<'directory.people'>['items'][number]; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; names: DirectoryNames }): ReactNode {
  const { t, list } = useTexts();
  return (
    <li data-person={person.id} {...row}>
      <Link className={css.row} to="/settings/people/$id" params={{ id: person.id }}>
        <PersonAvatar id={person.id} name={person.name} size={24} />
        <span className={css.who}><bdi className="ellipsis"><strong>{person.name}</strong></bdi><bdi className="secondary small ellipsis">{person.email || person.username}</bdi></span>
        <span className={`${css.second} ellipsis`}>{list(person.roles.map(names.role))}</span>
        <span className={`${css.second} secondary ellipsis`}><bdi>{list(person.teams.map(names.team))}</bdi></span>
        <span className={css.marks}>
          {person.isFromProvider ? <span className={css.mark}>{t('people.fromProvider')}</span> : null}
          {person.isActive ? null : <span className={css.mark}>{t('people.off')}</span>}
        </span>
      </Link>
    </li>
  );
}
