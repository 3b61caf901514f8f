/** Every flow: what is published, what is being changed, how many runs follow which version. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './FlowListPage.module.css';

export function FlowListPage(): ReactNode {
  const { t, say } = useTexts();
  const flows = useRead('flows.list');
  useLive('flows', ['flows.list']);
  if (flows.error) return <div className={css.message}><ErrorNotice fault={flows.error} onRetry={() => void flows.refetch()} /></div>;
  if (!flows.data) return <Loading />;
  const { items } = flows.data;
  return (
    <div className={css.page}>
      <PageHeader title={t('flow.list')} note={t('flow.listAbout')} />
      {items.length === 0 ? <EmptyState icon="flows" title={t('flow.none')} text={t('flow.noneAbout')} /> : (
        <table className={css.table}>
          <thead><tr><th scope="col">{t('flow.column.name')}</th><th scope="col">{t('flow.column.version')}</th><th scope="col">{t('flow.column.runs')}</th><th scope="col">{t('flow.column.changed')}</th></tr></thead>
          <tbody>
            {items.map((flow) => {
              const running = Object.entries(flow.runningByVersion).sort(([a], [b]) => Number(b) - Number(a));
              return (
                <tr key={flow.key}>
                  <td><Link to="/flows/$key" params={{ key: flow.key }} className={css.name}>{say(flow.name)}</Link>{flow.description ? <span className="secondary small">{say(flow.description)}</span> : null}</td>
                  <td>{flow.latestVersion === null ? t('flow.unpublished') : t('flow.version', { version: flow.latestVersion })}{flow.hasDraftChanges && flow.latestVersion !== null ? <span className={css.ahead}>{t('flow.draftAhead')}</span> : null}</td>
                  <td className="figures">{running.length === 0 ? t('flow.runningNone') : running.map(([version, count]) => <span key={version} className={css.runs}>{t('flow.version', { version: Number(version) })}: {t('flow.running', { count })}</span>)}</td>
                  <td className="secondary"><RelativeTime at={flow.updatedAt} />{flow.updatedBy?.name ? <> · <bdi>{flow.updatedBy.name}</bdi></> : null}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
