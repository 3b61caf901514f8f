/** Locks that runs share: who holds which, since when, who waits; and taking one by force, with a reason. */
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import type { LockView } from '#api/lock.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { RunTabs } from './RunTabs.tsx';
import css from './Runs.module.css';

/** Those named in the queue of one lock; the others are counted. */
const named = 5;

export function LockListPage(): ReactNode {
  const { t } = useTexts();
  const read = useRead('locks.list', {}, { keepsOld: true, refetchMs: 5_000 });
  const [asked, setAsked] = useState<string | null>(null);
  useCrumbs([{ label: t('runs.title'), to: '/runs' }, { label: t('locks.title') }]);
  const rows = read.data?.items ?? [];
  return (
    <>
      <PageHeader title={t('locks.title')} note={<span className={css.about}>{t('locks.about')}</span>} actions={<RunTabs />} />
      {read.error && !read.data ? <div className={css.notice}><ErrorNotice fault={read.error} onRetry={() => void read.refetch()} /></div>
        : !read.data ? <Loading rows={6} />
          : rows.length === 0 ? <EmptyState icon="lock" title={t('locks.none')} text={t('locks.noneText')} />
            : (
              <table className={css.table} aria-label={t('locks.list')}>
                <thead><tr><th scope="col">{t('locks.column.lock')}</th><th scope="col">{t('locks.column.holder')}</th><th scope="col">{t('locks.column.since')}</th><th scope="col">{t('locks.column.waiting')}</th><th scope="col" aria-label={t('locks.free')} /></tr></thead>
                <tbody>{rows.map((row) => <Row key={row.lock} row={row} onFree={() => setAsked(row.lock)} />)}</tbody>
              </table>
            )}
      {read.data && read.data.total > rows.length ? <p className={css.notice}>{t('locks.more', { count: read.data.total - rows.length })}</p> : null}
      {asked === null ? null : <Ask key={asked} lock={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

const RunLink = ({ ticketKey }: { ticketKey: string }): ReactNode => <Link to="/tickets/$key/flow" params={{ key: ticketKey }} search={{}} className="figures">{ticketKey}</Link>;

function Row({ row: { lock, holder, waiting, waitingCount }, onFree }: { row: LockView; onFree: () => void }): ReactNode {
  const { t } = useTexts();
  const others = waitingCount - Math.min(named, waiting.length);
  return (
    <tr data-lock={lock}>
      <td className={css.main}><b><bdi>{lock}</bdi></b></td>
      <td data-label={t('locks.column.holder')}>{holder === null ? <span className="secondary">{t('locks.passing')}</span> : <RunLink ticketKey={holder.key} />}</td>
      <td className={`${css.when} secondary`} data-label={t('locks.column.since')}>{holder === null ? null : <RelativeTime at={holder.since} />}</td>
      <td className={css.why} data-label={t('locks.column.waiting')}>
        {waitingCount === 0 ? <span className="secondary">{t('locks.nobody')}</span> : waiting.slice(0, named).map(({ run, key, node, since }) => <span key={`${run} ${node}`} className={css.queued}><RunLink ticketKey={key} /> <span className="secondary small"><RelativeTime at={since} /></span></span>)}
        {others > 0 ? <span className="secondary small">{t('locks.others', { count: others })}</span> : null}
      </td>
      <td className={css.acts}>{holder === null ? null : <Button size="small" danger data-act="free" aria-label={t('locks.freeTitle', { lock })} onClick={onFree}>{t('locks.free')}</Button>}</td>
    </tr>
  );
}

function Ask({ lock, onClose }: { lock: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useWrite('locks.free', { invalidates: ['locks.list', 'tickets.overlay', 'tickets.timeline'], onDone: onClose });
  const isReasonable = reason.trim() !== '';
  return (
    <Modal
      open onCancel={onClose} title={t('locks.freeTitle', { lock })}
      footer={[
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        <Button key="do" type="primary" danger disabled={!isReasonable} loading={isPending} data-do="free" onClick={() => { if (isReasonable && !isPending) mutate({ body: { lock, reason: reason.trim() } }); }}>{t('locks.free')}</Button>,
      ]}
    >
      <p>{t('locks.freeWhy')}</p>
      <label htmlFor="lock-reason" className="secondary small">{t('runs.reason')}</label>
      <Input.TextArea id="lock-reason" autoFocus value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
      {error ? <ErrorNotice fault={error} isCompact isKept /> : null}
    </Modal>
  );
}
