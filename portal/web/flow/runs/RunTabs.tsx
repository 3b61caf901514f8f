/** From the list of runs to what stopped them, to the locks they share, and back. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './Runs.module.css';

/** However they are narrowed. */
const exactly = { exact: true, includeSearch: false } as const;

export function RunTabs(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  return (
    <nav className={css.switch} aria-label={t('runs.pages')}>
      <Link to="/runs" search={{}} activeOptions={exactly}>{t('runs.title')}</Link>
      <Link to="/runs/incidents" search={{}} activeOptions={exactly}>{t('incidents.title')}</Link>
      {may('settings.manage') ? <Link to="/runs/locks" activeOptions={exactly}>{t('locks.title')}</Link> : null}
    </nav>
  );
}
