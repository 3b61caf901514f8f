/** Opens a ticket: kind, what happened, the fields of the kind. What is typed is kept until it was sent. */
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Input, Segmented, Select } from 'antd';
import { priorities, type Priority } from '#domain/ticket/ticket.schema';
import type { Json } from '#domain/values';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { AddFiles, DropCover, FileTray } from '../../file/FileTray.tsx';
import { useFileDrop } from '../../file/useFileDrop.ts';
import { useUploads } from '../../file/useUploads.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { JsonFormHandle } from '../../ui/form/JsonForm.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ObjectSelect } from './ObjectSelect.tsx';
import css from './NewTicketPage.module.css';

const JsonForm = lazy(() => import('../../ui/form/JsonForm.tsx').then((module) => ({ default: module.JsonForm })));
interface Draft { type: string | null; title: string; description: string; priority: Priority | null; object: { id: string; name: string } | null; fields: Json }
const noFiles: readonly string[] = [];
const empty: Draft = { type: null, title: '', description: '', priority: null, object: null, fields: {} };

export function NewTicketPage(): ReactNode {
  const { t, say } = useTexts();
  const navigate = useNavigate();
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const [draft, setDraft, clear] = useKept<Draft>('newTicket', empty);
  // Apart from the text: a file may get through while it is typed on.
  const [fileIds, setFileIds] = useKept<readonly string[]>('newTicket.files', noFiles);
  const uploads = useUploads({ ids: fileIds, onIds: setFileIds });
  const [isTitleMissing, setIsTitleMissing] = useState(false);
  const form = useRef<JsonFormHandle>(null);
  const { notification } = App.useApp();
  const tellLater = (): void => notification.warning({ message: t('task.shownLater'), placement: 'bottomRight' });
  const open = useWrite('tickets.open', { keptAs: 'newTicket', invalidates: ['tickets.list'], onDone: ({ key, shown }) => { clear(); uploads.clear(); if (!shown) tellLater(); void navigate(shown ? { to: '/tickets/$key', params: { key } } : { to: '/tickets' }); } });
  useCrumbs([{ label: t('newTicket.title') }]);
  const drop = useFileDrop(uploads, open.isPending);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const items = types.data?.items.filter((item) => !item.isCatalogOnly) ?? [];
  const type = items.find((item) => item.key === draft.type) ?? items[0] ?? null;
  const hasFields = type !== null && Object.keys((type.form.schema['properties'] ?? {}) as object).length > 0;

  const submit = (): void => {
    const isMissing = draft.title.trim() === '';
    setIsTitleMissing(isMissing);
    if (isMissing) { document.getElementById('ticket-title')?.focus(); return; }
    if (hasFields && form.current && !form.current.validate()) return;
    if (uploads.state !== 'ready') return;
    open.mutate({ body: { files: [...fileIds], type: type!.key, title: draft.title.trim(), description: draft.description.trim(), object: draft.object?.id ?? null, fields: (hasFields ? draft.fields : {}) as Record<string, Json>, ...(draft.priority ? { priority: draft.priority } : {}) } });
  };

  if (types.error) return <div className={css.page}><ErrorNotice fault={types.error} onRetry={() => void types.refetch()} /></div>;
  if (types.isLoading) return <Loading rows={8} />;
  if (!type) return <EmptyState icon="tickets" title={t('newTicket.noTypes')} text={t('newTicket.noTypesText')} />;
  return (
    <>
      <PageHeader title={t('newTicket.title')} />
      <form className={css.page} {...drop.handlers} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {items.length > 1 ? <Field id="ticket-type" label={t('newTicket.type')}><Segmented id="ticket-type" value={type.key} onChange={(key) => change({ type: String(key), fields: {} })} options={items.map((item) => ({ value: item.key, label: say(item.name) }))} /></Field> : null}
        <Field id="ticket-title" label={t('newTicket.what')} fault={isTitleMissing ? t('newTicket.nameMissing') : null}>
          <Input id="ticket-title" size="large" autoFocus maxLength={500} value={draft.title} placeholder={t('newTicket.nameHint')} status={isTitleMissing ? 'error' : ''} aria-invalid={isTitleMissing} onChange={(event) => { change({ title: event.target.value }); setIsTitleMissing(false); }} />
        </Field>
        <Field id="ticket-description" label={t('newTicket.description')}><Input.TextArea id="ticket-description" maxLength={20_000} autoSize={{ minRows: 4, maxRows: 16 }} value={draft.description} placeholder={t('newTicket.descriptionHint')} onChange={(event) => change({ description: event.target.value })} /></Field>
        <Field id="ticket-files" label={t('file.title')}><div className={css.files}><FileTray uploads={uploads} isDisabled={open.isPending} /><AddFiles id="ticket-files" uploads={uploads} isDisabled={open.isPending} /><DropCover isOver={drop.isOver} /></div></Field>
        <div className={css.pair}>
          <Field id="ticket-object" label={t('newTicket.object')} hint={t('newTicket.objectHint')}><ObjectSelect id="ticket-object" value={draft.object} onChange={(object) => change({ object })} /></Field>
          <Field id="ticket-priority" label={t('newTicket.priority')}><Select id="ticket-priority" allowClear style={{ width: '100%' }} placeholder={t('newTicket.priorityAuto')} value={draft.priority} onChange={(priority: Priority | undefined) => change({ priority: priority ?? null })} options={priorities.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))} /></Field>
        </div>
        {hasFields ? <Suspense fallback={<Loading rows={4} height={56} />}><JsonForm key={type.key} ref={form} name={`new-${type.key}`} form={type.form} value={draft.fields} onChange={(fields) => change({ fields })} isDisabled={open.isPending} /></Suspense> : null}
        {open.error ? <ErrorNotice fault={open.error} isKept onRetry={submit} /> : null}
        <div className={css.buttons}>
          <Button htmlType="submit" type="primary" loading={open.isPending} disabled={uploads.state !== 'ready'}>{t('newTicket.open')}</Button>
          {uploads.state === 'ready' ? null : <span className={css.hint} role="status">{t(uploads.state === 'busy' ? 'file.busy' : 'file.faulty')}</span>}
          <Button type="text" disabled={open.isPending} onClick={() => { for (const id of fileIds) uploads.takeOut(id); clear(); void navigate({ to: '/tickets' }); }}>{t('newTicket.discard')}</Button>
          <span className={css.kept}>{t('newTicket.kept')}</span>
        </div>
        <p className={css.after}>{t('newTicket.nextText', { flow: say(type.flowName) || type.flow })}</p>
      </form>
    </>
  );
}

function Field({ id, label, hint, fault, children }: { id: string; label: string; hint?: string; fault?: string | null; children: ReactNode }): ReactNode {
  return <div className={css.field}><label htmlFor={id}>{label}</label>{children}{fault ? <p className={css.fault} role="alert">{fault}</p> : hint ? <p className={css.hint}>{hint}</p> : null}</div>;
}
