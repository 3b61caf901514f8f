/** Asking for something: the item's form in the reader's language, kept as it is typed, sent once it is whole. */
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { liveForm } from '#domain/flow/form/form.live';
import type { Json } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import { useRead, useWrite } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { JsonFormHandle } from '../ui/form/JsonForm.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useRequestDraft } from './useRequestDraft.ts';
import css from './ItemPage.module.css';

const JsonForm = lazy(() => import('../ui/form/JsonForm.tsx').then((module) => ({ default: module.JsonForm })));
const route = getRouteApi('/requests/new/$item');
type Item = ResponseOf<'catalogItems.read'>;

export function ItemPage(): ReactNode {
  const { item: key } = route.useParams();
  const { t, say } = useTexts();
  const item = useRead('catalogItems.read', { params: { key } });
  useCrumbs([{ label: t('menu.requests'), to: '/requests' }, { label: say(item.data?.name) || key }]);
  if (item.error?.status === 404 && !item.data) return <EmptyState isPage icon="bag" title={t('catalog.notThere')} text={t('catalog.notThereText')} action={<Link to="/requests">{t('catalog.toCatalog')}</Link>} />;
  if (item.error && !item.data) return <div className={css.page}><ErrorNotice fault={item.error} onRetry={() => void item.refetch()} /></div>;
  if (!item.data) return <Loading rows={8} />;
  return <Asking key={key} item={item.data} onReload={() => void item.refetch()} />;
}

function Asking({ item, onReload }: { item: Item; onReload: () => void }): ReactNode {
  const { t, say, tell } = useTexts();
  const navigate = useNavigate();
  const form = useRef<JsonFormHandle>(null);
  const draft = useRequestDraft(item.key, item.draft);
  const [isMissing, setIsMissing] = useState(false);
  const { notification } = App.useApp();
  const tellLater = (): void => notification.warning({ message: t('task.shownLater'), placement: 'bottomRight' });
  const open = useWrite('requests.open', {
    keptAs: `request.${item.key}`, invalidates: ['tickets.list', 'catalogItems.list', 'catalogItems.read', 'inbox.counts'],
    onDone: ({ key, shown }) => { draft.forget('sent'); if (!shown) tellLater(); void navigate(shown ? { to: '/requests/$key', params: { key } } : { to: '/requests/mine' }); },
  });
  const submit = (): void => {
    const isWhole = form.current?.validate() ?? false;
    setIsMissing(!isWhole);
    if (!isWhole) return;
    open.mutate({ body: { item: item.key, version: item.version, answers: liveForm(item.form.schema, draft.answers).data as Record<string, Json> } });
  };
  const discard = (): void => { draft.forget('discarded'); void navigate({ to: '/requests' }); };
  const fault = open.error?.shape;
  const faults = fault?.code === 'CATALOG_ANSWERS_INVALID' ? fault.details?.map((detail) => ({ path: detail.path, message: tell(detail).message })) ?? [] : [];
  return (
    <>
      <PageHeader title={<span className={css.title}><Icon name={item.icon} size={20} /><bdi>{say(item.name)}</bdi></span>} />
      <form className={css.page} onSubmit={(event) => { event.preventDefault(); submit(); }} data-item={item.key}>
        <p className={css.about}><bdi>{say(item.about)}</bdi></p>
        {draft.other ? <p className={css.other} role="status">{t('catalog.otherDraft')} <Button size="small" onClick={draft.takeOther}>{t('catalog.takeOther')}</Button></p> : null}
        <Suspense fallback={<Loading rows={6} height={56} />}>
          <JsonForm ref={form} name={`request-${item.key}`} form={item.form} value={draft.answers} onChange={(answers) => { draft.change(answers); setIsMissing(false); if (open.error) open.reset(); }} faults={faults} isDisabled={open.isPending} />
        </Suspense>
        {item.flowName === null ? <p className={css.other} role="status">{t('catalog.noFlow')}</p> : null}
        {open.error ? <ErrorNotice fault={open.error} isKept onRetry={fault?.code === 'CATALOG_ITEM_CHANGED' ? () => { open.reset(); onReload(); } : submit} /> : null}
        {isMissing ? <p className={css.missing} role="alert">{t('catalog.missing')}</p> : null}
        <div className={css.buttons}>
          <Button htmlType="submit" type="primary" loading={open.isPending} disabled={item.flowName === null}>{t('catalog.send')}</Button>
          <Button type="text" disabled={open.isPending} onClick={discard}>{t('newTicket.discard')}</Button>
          <span className={css.kept} role="status" data-kept={draft.where}>{draft.where === 'none' ? t('catalog.keptLater') : t(draft.where === 'kept' ? 'catalog.kept' : 'catalog.keptHere')}</span>
        </div>
        {item.flowName ? <p className={css.after}>{t('catalog.after', { flow: say(item.flowName) })}</p> : null}
      </form>
    </>
  );
}
