/** The drawn flow of a ticket in one strip, its tokens live; pressing it opens the whole drawing. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FlowPicture } from '../drawing/FlowPicture.tsx';
import { LockWaits } from './LockWaits.tsx';
import { useOverlay } from './useOverlay.ts';
import css from './FlowStrip.module.css';

export function FlowStrip({ ticketKey }: { ticketKey: string }): ReactNode {
  const { t, say, list } = useTexts();
  const { overlay, drawing, picture, at, error, retry } = useOverlay(ticketKey);
  if (error && !overlay) return <ErrorNotice fault={error} isCompact onRetry={retry} />;
  if (!overlay || !drawing || !picture) return <div className={css.strip} aria-hidden="true" />;
  const names = at.length > 0 ? list(at) : t('run.over');
  return (
    <Link to="/tickets/$key/flow" params={{ key: ticketKey }} className={css.strip} aria-label={t('run.open')}>
      <div className={css.words}>
        <span className={css.where} data-run-at={[...picture.tokens.keys()].join(' ')}>{overlay.status === 'running' ? t('run.at', { names }) : t(`run.status.${overlay.status as 'completed'}`)}</span>
        <LockWaits locks={overlay.locks} className="secondary small" />
        <span className="secondary small">{t('run.version', { flow: say(overlay.file.name), version: overlay.version })}</span>
      </div>
      <div className={css.picture}><FlowPicture isFocused drawing={drawing} run={picture} label={t('run.drawing', { names })} /></div>
    </Link>
  );
}
