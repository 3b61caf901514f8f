/** The catalogue: what this person may ask for, searched as they type, by category; what they have begun stands first. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { foundBy } from '#domain/catalog/catalog.visible';
import type { ItemCard } from '#api/catalog.api';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useMay } from '../shell/session/session.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { isTypedOn } from '../ui/SearchInput.tsx';
import { RequestTabs } from './RequestTabs.tsx';
import css from './CatalogPage.module.css';

const route = getRouteApi('/requests');

export function CatalogPage(): ReactNode {
  const { t } = useTexts();
  const { q = '', category } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const catalog = useRead('catalogItems.list', {}, { staleMs: 30_000 });
  useCrumbs([{ label: t('menu.requests') }]);
  // At every key: what is found is here already, and a search that came later would overtake a click on what was found.
  const search = (next: string): void => void navigate({ search: (before) => { const { q: _q, ...rest } = before; return next.trim() === '' ? rest : { ...rest, q: next }; }, replace: isTypedOn(q, next) });
  return (
    <>
      <PageHeader title={t('catalog.title')} actions={may('catalog.edit') ? <Link to="/settings" search={{ section: 'catalog' }}><Button icon={<Icon name="settings" size={16} />}>{t('catalog.edit')}</Button></Link> : null}><RequestTabs active="catalog" /></PageHeader>
      <div className={css.page}>
        <CatalogSearchBox q={q} onSearch={search} />
        {catalog.error && !catalog.data ? <ErrorNotice fault={catalog.error} onRetry={() => void catalog.refetch()} /> : null}
        {catalog.isLoading ? <Loading rows={4} height={88} /> : null}
        {catalog.data ? <Found items={catalog.data.items} categories={catalog.data.categories} q={q} category={category ?? null} onAll={() => void navigate({ search: {} })} /> : null}
      </div>
    </>
  );
}

function CatalogSearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }): ReactNode {
  const { t } = useTexts();
  const [typed, setTyped] = useState(q);
  const said = useRef(q);
  // Back and links change the address; what is typed changes it itself.
  useEffect(() => { if (q !== said.current) { said.current = q; setTyped(q); } }, [q]);
  const type = (text: string): void => { said.current = text.trim() === '' ? '' : text; setTyped(text); onSearch(text); };
  return <Input className={css.search!} allowClear autoFocus={matchMedia('(hover: hover)').matches} prefix={<Icon name="search" size={16} />} placeholder={t('catalog.search')} aria-label={t('catalog.search')} value={typed} maxLength={200} onChange={(event) => type(event.target.value)} />;
}

interface FoundProps { items: readonly ItemCard[]; categories: readonly { key: string; name: ItemCard['name'] }[]; q: string; category: string | null; onAll: () => void }

function Found({ items, categories, q, category, onAll }: FoundProps): ReactNode {
  const { t, say } = useTexts();
  const may = useMay();
  const found = foundBy(items, q).filter((item) => category === null || item.category === category);
  const begun = q === '' && category === null ? items.filter((item) => item.beganAt !== null) : [];
  const shown = categories.map(({ key, name }) => ({ key, name, inside: found.filter((item) => item.category === key) })).filter(({ inside }) => inside.length > 0);
  if (items.length === 0) return <EmptyState icon="bag" title={t('catalog.none')} text={t(may('catalog.edit') ? 'catalog.noneEditor' : 'catalog.noneText')} action={may('catalog.edit') ? <Link to="/settings" search={{ section: 'catalog' }}>{t('catalog.edit')}</Link> : <Link to="/tickets/new">{t('top.newLong')}</Link>} />;
  if (found.length === 0) return <EmptyState icon="search" title={t('catalog.notFound')} text={t('catalog.notFoundText')} action={<><Button onClick={onAll}>{t('catalog.showAll')}</Button> <Link to="/tickets/new">{t('top.newLong')}</Link></>} />;
  return (
    <>
      {categories.length > 1 ? (
        <nav className={css.categories} aria-label={t('catalog.categories')}>
          <Link to="/requests" search={({ q: kept }) => (kept ? { q: kept } : {})} data-active={category === null}>{t('catalog.all')}</Link>
          {categories.map(({ key, name }) => <Link key={key} to="/requests" search={({ q: kept }) => ({ ...(kept ? { q: kept } : {}), category: key })} data-active={category === key}><bdi>{say(name)}</bdi></Link>)}
        </nav>
      ) : null}
      {begun.length > 0 ? <section><h2>{t('catalog.begun')}</h2><ul className={css.items}>{begun.map((item) => <Item key={item.key} item={item} />)}</ul></section> : null}
      <div aria-live="polite" className="visually-hidden">{q === '' ? '' : t('catalog.count', { count: found.length })}</div>
      {shown.map(({ key, name, inside }) => <section key={key}><h2><bdi>{say(name)}</bdi></h2><ul className={css.items}>{inside.map((item) => <Item key={item.key} item={item} />)}</ul></section>)}
    </>
  );
}

function Item({ item }: { item: ItemCard }): ReactNode {
  const { say } = useTexts();
  return (
    <li>
      <Link to="/requests/new/$item" params={{ item: item.key }} className={css.item} data-item={item.key}>
        <span className={css.icon}><Icon name={item.icon} size={20} /></span>
        <span className={css.words}>
          <strong><bdi>{say(item.name)}</bdi></strong>
          <span className="secondary small"><bdi>{say(item.about)}</bdi></span>
          {item.beganAt ? <span className={css.draft}><Sentence of="catalog.draft" parts={{ time: <RelativeTime at={item.beganAt} /> }} /></span> : null}
        </span>
      </Link>
    </li>
  );
}
