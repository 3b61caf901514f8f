/** Messages nobody has waited for yet, the oldest first: what they are called, from where, until when they are kept. One that nobody will wait for is removed, with a reason. */
import { useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { sizeText } from '#domain/file/file.size';
import type { KeptMessageView } from '#api/message.api';
import { usePages, useWrite } from '../shell/api/read.ts';
import { useKeptText } from '../shell/kept/useKept.ts';
import { tagOf } from '../shell/reader/reader.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ListBar } from '../ui/ListBar.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import css from './KeptMessages.module.css';

const route = getRouteApi('/settings');
/** They come and go by themselves. */
const refetchMs = 15_000;

export function KeptMessages(): ReactNode {
  const { t } = useTexts();
  const { message: q } = route.useSearch();
  const navigate = route.useNavigate();
  const [removing, setRemoving] = useState<KeptMessageView | null>(null);
  const list = usePages('messages.kept', { query: { limit: 50, ...(q ? { q } : {}) } }, { keepsOld: true, refetchMs });
  const search = (next: string, isTypedOn: boolean): void => void navigate({ search: { section: 'messages', ...(next === '' ? {} : { message: next }) }, replace: isTypedOn });
  if (list.error && !list.items) return <ErrorNotice fault={list.error} onRetry={list.retry} />;
  if (!list.items) return <Loading rows={4} height={48} />;
  const total = list.first?.total ?? null;
  return (
    <div className={css.page}>
      <p className={css.about}>{t('kept.about')}</p>
      <ListBar label={t('list.narrow')}>
        <SearchInput className={css.search ?? ''} label={t('kept.search')} value={q ?? ''} onChange={search} />
        {total !== null && total > 0 ? <span className="secondary small">{t('kept.total', { count: total })}</span> : null}
      </ListBar>
      {list.items.length === 0 ? <EmptyState icon="message" title={t(q ? 'kept.noneFound' : 'kept.none')} text={t('kept.noneText')} action={q ? <Button onClick={() => search('', false)}>{t('filter.clear')}</Button> : undefined} /> : (
        <table className={css.table} aria-label={t('settings.messages')}>
          <thead><tr><th scope="col">{t('kept.message')}</th><th scope="col">{t('kept.from')}</th><th scope="col">{t('kept.since')}</th><th scope="col">{t('kept.until')}</th><th scope="col" className={css.number}>{t('kept.size')}</th><th scope="col" className={css.acts} aria-label={t('kept.remove')} /></tr></thead>
          <tbody>{list.items.map((item) => <Row key={item.id} item={item} onRemove={() => setRemoving(item)} />)}</tbody>
        </table>
      )}
      <MoreRows list={list} shown={list.items.length} total={total} />
      {removing ? <RemoveMessage key={removing.id} item={removing} onClose={() => setRemoving(null)} /> : null}
    </div>
  );
}

function Row({ item, onRemove }: { item: KeptMessageView; onRemove: () => void }): ReactNode {
  const { t, locale } = useTexts();
  const { name, key, ticket, by, at, expiresAt, bytes } = item;
  return (
    <tr data-message={item.id}>
      <td className={css.main}><span className={css.name}><bdi>{name}</bdi></span>{key === null ? <span className="secondary small">{t('kept.noKey')}</span> : <span className="secondary small">{t('kept.key')} <bdi className={css.key}>{key}</bdi></span>}</td>
      <td data-label={t('kept.from')}>{ticket ? <Link to="/tickets/$key" params={{ key: ticket.key }} title={ticket.title}><bdi>{ticket.key}</bdi></Link> : <bdi>{by.kind === 'person' ? by.name ?? by.id : t('actor.flow')}</bdi>}</td>
      <td className={css.when} data-label={t('kept.since')}><RelativeTime at={at} /></td>
      <td className={css.when} data-label={t('kept.until')}><RelativeTime at={expiresAt} /></td>
      <td className={css.number} data-label={t('kept.size')}><bdi>{sizeText(bytes, tagOf(locale))}</bdi></td>
      <td className={css.acts}><Button type="text" size="small" aria-label={t('kept.removeOf', { name })} icon={<Icon name="trash" size={15} />} onClick={onRemove} /></td>
    </tr>
  );
}

function RemoveMessage({ item, onClose }: { item: KeptMessageView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [reason, setReason, clear] = useKeptText(`message.${item.id}`);
  const remove = useWrite('messages.remove', { invalidates: ['messages.kept'], onDone: () => { clear(); onClose(); } });
  return (
    <Modal
      open onCancel={onClose} title={t('kept.removeTitle', { name: item.name })}
      footer={[
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        <Button key="do" danger type="primary" disabled={reason.trim() === ''} loading={remove.isPending} onClick={() => remove.mutate({ body: { id: item.id, reason: reason.trim() } })}>{t('kept.remove')}</Button>,
      ]}
    >
      <p>{t('kept.removeText')}</p>
      <label htmlFor="kept-reason" className="secondary small">{t('kept.reason')}</label>
      <Input.TextArea id="kept-reason" autoFocus value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
      {remove.error ? <ErrorNotice fault={remove.error} isCompact isKept /> : null}
    </Modal>
  );
}
