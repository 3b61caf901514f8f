/** Stands at the end of a list that goes on: how much is shown, a button for more, and why more could not be read. Says nothing when the list is whole. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { ApiFault } from '../shell/api/client.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import css from './MoreRows.module.css';

/** `total` when it is known. */
export function MoreRows({ list, shown, total = null }: { list: { hasMore: boolean; isFetchingMore: boolean; error: ApiFault | null; more: () => void }; shown: number; total?: number | null }): ReactNode {
  const { t } = useTexts();
  if (!list.hasMore) return null;
  return (
    <div className={css.more}>
      {list.error ? <ErrorNotice fault={list.error} isCompact /> : null}
      <span className="secondary small">{total !== null && total > shown ? t('list.shownOf', { shown, total }) : t('list.shown', { shown })}</span>
      <Button size="small" loading={list.isFetchingMore} onClick={list.more}>{t('action.loadMore')}</Button>
    </div>
  );
}
