/** One item of the catalogue: its texts, where it stands, who sees it, what it opens, and its form beside what people will see. What is typed is kept; publishing needs it whole. */
import { useMemo, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { checkItem } from '#domain/catalog/catalog.check';
import { itemContentSchema, type CatalogCategory, type CatalogItem } from '#domain/catalog/catalog.schema';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { emptyItem, readItem, typedOf, type Typed } from './item-draft.ts';
import { FormPreview } from './FormPreview.tsx';
import { ItemFields } from './ItemFields.tsx';
import css from './CatalogSettings.module.css';

export interface ItemEditorProps { itemKey: string; item: CatalogItem | null; categories: readonly CatalogCategory[]; onReload: () => void }

export function ItemEditor({ itemKey, item, categories, onReload }: ItemEditorProps): ReactNode {
  const { t, say, tell } = useTexts();
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const teams = useRead('teams.list', {}, { staleMs: 300_000 });
  const standing = useMemo(() => typedOf(item?.draft ?? emptyItem(categories[0]?.key ?? '')), [item, categories]);
  const [kept, setKept, clear] = useKept<{ revision: number; typed: Typed } | null>(`catalogItem.${itemKey}`, null);
  const typed = kept?.typed ?? standing;
  const revision = kept?.revision ?? item?.revision ?? 0;
  const change = (part: Partial<Typed>): void => setKept({ revision, typed: { ...typed, ...part } });
  const read = readItem(typed);
  const parsed = read.ok ? itemContentSchema.safeParse(read.content) : null;
  const content = parsed?.success ? parsed.data : null;
  const findings = content && types.data && teams.data ? checkItem(content, { ticketTypes: types.data.items.map(({ key }) => key), categories: categories.map(({ key }) => key), teams: teams.data.items.map(({ id }) => id) }) : [];
  const isChanged = kept !== null && JSON.stringify(kept.typed) !== JSON.stringify(standing);
  const invalidates = ['catalogEditor.list', 'catalogItems.list', 'catalogItems.read'] as const;
  const save = useWrite('catalogEditor.save', { invalidates, onDone: clear });
  const publish = useWrite('catalogEditor.publish', { invalidates });
  const unpublish = useWrite('catalogEditor.unpublish', { invalidates });
  const isBusy = save.isPending || publish.isPending || unpublish.isPending;
  const isAhead = item !== null && JSON.stringify(item.published?.content) !== JSON.stringify(item.draft);
  const fault = save.error ?? publish.error ?? unpublish.error;
  return (
    <>
      <p><Link to="/settings" search={{ section: 'catalog' }} className={css.back}><Icon name="arrowLeft" size={16} />{t('catalogEdit.all')}</Link></p>
      <header className={css.head}>
        <h2><Icon name={typed.icon} size={20} /><bdi>{say(typed.name) || itemKey}</bdi> <code><bdi>{itemKey}</bdi></code></h2>
        <span className={css.state}><StateMark state={item?.published ? 'ok' : 'paused'} size={14} isSilent />{item?.published ? t('catalogEdit.published', { version: item.published.version }) : t('catalogEdit.unpublished')}</span>
      </header>
      <div className={css.editor}>
        <ItemFields typed={typed} onChange={change} categories={categories} types={types.data?.items ?? []} teams={teams.data?.items ?? []} jsonFaults={read.ok ? {} : read.faults} />
        <FormPreview itemKey={itemKey} content={content} />
      </div>
      {read.ok && !content ? <p role="alert" className={css.hint}>{t('catalogEdit.incomplete')}</p> : null}
      {findings.length > 0 ? <ul className={css.findings} aria-label={t('catalogEdit.findings')}>{findings.map((finding, at) => { const { message, fix } = tell(finding); return <li key={at} data-finding={finding.code}><StateMark state="warning" size={14} isSilent /><span><code><bdi>{finding.path}</bdi></code> <bdi>{message}</bdi> <span className="secondary"><bdi>{fix}</bdi></span></span></li>; })}</ul> : null}
      {fault ? <ErrorNotice fault={fault} isKept={isChanged} onRetry={fault.shape.code === 'REVISION_CONFLICT' ? () => { if (item) setKept({ revision: item.revision, typed }); save.reset(); publish.reset(); unpublish.reset(); onReload(); } : undefined as never} /> : null}
      <div className={css.buttons}>
        <Button type={isChanged ? 'primary' : 'default'} disabled={content === null || (!isChanged && item !== null) || isBusy} loading={save.isPending} onClick={() => save.mutate({ params: { key: itemKey }, body: { revision, content: content! } })}>{t('catalogEdit.save')}</Button>
        <Button type={isChanged ? 'default' : 'primary'} disabled={item === null || isChanged || !isAhead || findings.length > 0 || isBusy} loading={publish.isPending} onClick={() => publish.mutate({ params: { key: itemKey }, body: { revision: item!.revision } })}>{t('catalogEdit.publish')}</Button>
        {item?.published ? <Button danger disabled={isBusy} loading={unpublish.isPending} onClick={() => unpublish.mutate({ params: { key: itemKey }, body: { revision: item.revision } })}>{t('catalogEdit.unpublish')}</Button> : null}
        {isChanged ? <Button type="text" disabled={isBusy} onClick={clear}>{t('catalogEdit.discard')}</Button> : null}
        <span className="secondary small" role="status">{isChanged ? t('catalogEdit.kept') : isAhead && item ? t('catalogEdit.toPublish') : ''}</span>
      </div>
    </>
  );
}
