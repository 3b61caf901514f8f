/** From the list of runs to what stopped them and back. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './Runs.module.css';

export function RunTabs({ at }: { at: 'runs' | 'incidents' }): ReactNode {
  const { t } = useTexts();
  return (
    <nav className={css.switch} aria-label={t('runs.pages')}>
      <Link to="/runs" search={{}} aria-current={at === 'runs' ? 'page' : undefined}>{t('runs.title')}</Link>
      <Link to="/runs/incidents" search={{}} aria-current={at === 'incidents' ? 'page' : undefined}>{t('incidents.title')}</Link>
    </nav>
  );
}
