/** The catalogue as administrators edit it: categories, items with what is published of them, and the editor of one. */
import { useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { catalogKeySchema, type CatalogItem } from '#domain/catalog/catalog.schema';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { Categories } from './Categories.tsx';
import { ItemEditor } from './ItemEditor.tsx';
import css from './CatalogSettings.module.css';

const route = getRouteApi('/settings');

export function CatalogSettings(): ReactNode {
  const { t } = useTexts();
  const { item: open } = route.useSearch();
  const list = useRead('catalogEditor.list');
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={5} height={56} />;
  const { items, categories } = list.data;
  if (open !== undefined) return <ItemEditor key={open} itemKey={open} item={items.find((item) => item.key === open) ?? null} categories={categories} onReload={() => void list.refetch()} />;
  return (
    <>
      <p className={css.about}>{t('catalogEdit.about')}</p>
      {items.length === 0 ? <EmptyState icon="bag" title={t('catalog.none')} text={t('catalog.noneEditor')} isCompact /> : <ul className={css.items}>{items.map((item) => <Row key={item.key} item={item} />)}</ul>}
      <NewItem taken={items.map((item) => item.key)} />
      <Categories categories={categories} items={items} />
    </>
  );
}

function Row({ item }: { item: CatalogItem }): ReactNode {
  const { t, say } = useTexts();
  const isAhead = item.published !== null && JSON.stringify(item.published.content) !== JSON.stringify(item.draft);
  return (
    <li>
      <Link to="/settings" search={{ section: 'catalog', item: item.key }} className={css.row} data-item={item.key}>
        <Icon name={item.draft.icon} size={18} />
        <span className={css.words}><strong><bdi>{say(item.draft.name)}</bdi></strong><span className="secondary small"><bdi>{item.key}</bdi></span></span>
        <span className={css.state}><StateMark state={item.published ? 'ok' : 'paused'} size={14} isSilent />{item.published ? t('catalogEdit.published', { version: item.published.version }) : t('catalogEdit.unpublished')}{isAhead ? `, ${t('catalogEdit.ahead')}` : ''}</span>
      </Link>
    </li>
  );
}

function NewItem({ taken }: { taken: readonly string[] }): ReactNode {
  const { t } = useTexts();
  const navigate = route.useNavigate();
  const [key, setKey] = useState('');
  const isGood = catalogKeySchema.safeParse(key).success && !taken.includes(key);
  return (
    <form className={css.add} onSubmit={(event) => { event.preventDefault(); if (isGood) void navigate({ search: { section: 'catalog', item: key } }); }}>
      <label htmlFor="catalog-new">{t('catalogEdit.newKey')}</label>
      <Input id="catalog-new" value={key} maxLength={50} status={key !== '' && !isGood ? 'error' : ''} onChange={(event) => setKey(event.target.value.trim().toLowerCase())} />
      <Button htmlType="submit" disabled={!isGood} icon={<Icon name="plus" size={16} />}>{t('catalogEdit.new')}</Button>
      {key !== '' && !isGood ? <p className={css.hint} role="alert">{t(taken.includes(key) ? 'catalogEdit.keyTaken' : 'catalogEdit.keyForm')}</p> : null}
    </form>
  );
}
