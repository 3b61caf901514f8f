/** From the list of runs to what stopped them and back. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './Runs.module.css';

/** However they are narrowed. */
const exactly = { exact: true, includeSearch: false } as const;

export function RunTabs(): ReactNode {
  const { t } = useTexts();
  return (
    <nav className={css.switch} aria-label={t('runs.pages')}>
      <Link to="/runs" search={{}} activeOptions={exactly}>{t('runs.title')}</Link>
      <Link to="/runs/incidents" search={{}} activeOptions={exactly}>{t('incidents.title')}</Link>
    </nav>
  );
}
