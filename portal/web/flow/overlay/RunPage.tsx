/** The whole drawing of a ticket's run: tokens where they stand, what was visited, incidents; followed live. Looking only. */
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { Icon } from '../../ui/Icon.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { asFault } from '../../shell/api/client.ts';
import { FlowCanvas } from '../drawing/FlowCanvas.tsx';
import type { Dressing } from '../drawing/canvas.ts';
import { TokenLog } from './TokenLog.tsx';
import { useOverlay } from './useOverlay.ts';
import css from './RunPage.module.css';

const none: ReadonlySet<string> = new Set();

export function RunPage(): ReactNode {
  const { key } = useParams({ strict: false }) as { key: string };
  const { t, say } = useTexts();
  const { overlay, drawing, picture, at, error, retry } = useOverlay(key);
  useCrumbs([{ label: t('menu.tickets'), to: '/tickets' }, { label: key, to: `/tickets/${key}` }, { label: overlay ? say(overlay.file.name) : t('run.flow') }]);
  const [focus, setFocus] = useState<{ node: string; asked: number } | null>(null);
  // On a narrow screen the whole would be too small to read: it opens where it stands.
  const isNarrow = useMedia('(max-width: 900px)');
  const first = picture ? [...picture.tokens.keys()][0] ?? null : null;
  useEffect(() => { if (isNarrow && first !== null) setFocus((old) => ({ node: first, asked: (old?.asked ?? 0) + 1 })); }, [isNarrow, first]);
  const dressing = useMemo<Dressing>(() => ({
    findings: new Map(), pulsing: null, isEditable: false, onResize: null, onInsert: null, insertLabel: null,
    run: (id) => (picture ? {
      tokens: picture.tokens.get(id) ?? 0, isVisited: (picture.visitedNodes[id] ?? 0) > 0, isWaiting: (picture.tokens.get(id) ?? 0) > 0, hasIncident: picture.incidents.has(id),
      label: t('run.tokens', { count: picture.tokens.get(id) ?? 0 }),
    } : null),
    visits: (edge) => picture?.visitedEdges[edge] ?? 0,
  }), [picture, t]);
  if (error && !overlay) {
    if (asFault(error).status === 404) return <EmptyState icon="flows" title={t('run.noRun')} text={t('run.noRunAbout')} />;
    return <div className={css.message}><ErrorNotice fault={error} onRetry={retry} /></div>;
  }
  if (!overlay || !drawing) return <Loading />;
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <h1><Link to="/tickets/$key" params={{ key }} className={css.back} aria-label={t('run.back', { key })}><Icon name="arrowLeft" size={18} />{key}</Link></h1>
        <span className={css.state} data-run-status={overlay.status}>{t(`run.status.${overlay.status as 'running'}`)}</span>
        <span className="secondary" data-run-at={[...(picture?.tokens.keys() ?? [])].join(' ')} aria-live="polite">{at.length > 0 ? t('run.at', { names: at.join(', ') }) : t('run.over')}</span>
        <span className={css.version}>{t('run.version', { flow: say(overlay.file.name), version: overlay.version })}{overlay.n > 1 ? ` · ${t('run.n', { n: overlay.n })}` : ''}</span>
      </header>
      {overlay.incidents.map((incident) => <p key={incident.id} className={css.incident} role="alert"><bdi>{t('run.incident', { message: incident.message })}</bdi></p>)}
      <div className={css.work}>
        <FlowCanvas drawing={drawing} dressing={dressing} selectedNodes={none} selectedEdges={none} focus={focus} label={t('run.drawing', { names: at.join(', ') })} />
        <aside className={css.log} aria-label={t('run.log')}><TokenLog ticketKey={key} file={overlay.file} onShow={(node) => setFocus((old) => ({ node, asked: (old?.asked ?? 0) + 1 }))} /></aside>
      </div>
    </div>
  );
}
