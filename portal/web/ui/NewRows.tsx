/** "3 new": what would stand in a list waits here to be pressed, so that no row moves under the pointer. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTexts } from '../shell/texts/useTexts.tsx';
import css from './NewRows.module.css';

export function NewRows({ waiting, show }: { waiting: number; show: () => void }): ReactNode {
  const { t } = useTexts();
  return <div aria-live="polite" className={css.news}>{waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={show}>{t('list.new', { count: waiting })}</Button> : null}</div>;
}
