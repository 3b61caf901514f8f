/** The demonstration data: one press clears it. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useRead, useWrite } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import css from './SettingsPage.module.css';

export function DemoData(): ReactNode {
  const { t } = useTexts();
  const queries = useQueryClient();
  const demo = useRead('demo.read');
  const clear = useWrite('demo.clear', { onDone: () => void queries.invalidateQueries() });
  if (demo.error && !demo.data) return <ErrorNotice fault={demo.error} onRetry={() => void demo.refetch()} />;
  if (!demo.data) return <Loading rows={3} />;
  if (!demo.data.isThere) return <EmptyState icon="check" title={t('demo.gone')} text={clear.data ? t('demo.cleared', { count: clear.data.removed }) : t('demo.goneText')} />;
  return (
    <section className={css.demo}>
      <p><strong>{t('demo.there', { count: demo.data.tickets })}</strong></p>
      <p>{t('demo.what')}</p>
      <p className="secondary">{t('demo.clearWhat')}</p>
      {clear.error ? <ErrorNotice fault={clear.error} isCompact /> : null}
      <Button danger loading={clear.isPending} onClick={() => clear.mutate({ body: { confirm: 'clear' } })}>{clear.isPending ? t('demo.clearing') : t('demo.clear')}</Button>
    </section>
  );
}
