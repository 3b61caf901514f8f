/** The whole drawing of a ticket's run: tokens where they stand, what was visited, incidents; followed live. Looking only. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { shortTime } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import { Icon } from '../../ui/Icon.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { asFault } from '../../shell/api/client.ts';
import { FlowCanvas } from '../drawing/FlowCanvas.tsx';
import type { Dressing } from '../drawing/canvas.ts';
import { incidentTold } from './incident-told.ts';
import { LockWaits } from './LockWaits.tsx';
import { Repeated } from './Repeated.tsx';
import { Incidents } from '../../ticket/page/Incidents.tsx';
import { RunActs } from '../runs/RunActs.tsx';
import { later } from '../../ui/later.tsx';
import { RunTime, StateBackPanel } from './RunTime.tsx';
import { TokenLog } from './TokenLog.tsx';
import { useOverlay, type Overlay } from './useOverlay.ts';
import css from './RunPage.module.css';

const none: ReadonlySet<string> = new Set();
const ChangeRun = later(() => import('../runs/ChangeRun.tsx').then(({ ChangeRun: part }) => part));
const route = getRouteApi('/tickets/$key/flow');

export function RunPage(): ReactNode {
  const { key } = route.useParams();
  const { run: chosen, seq } = route.useSearch();
  const navigate = route.useNavigate();
  const { t, say, tell, list } = useTexts();
  const { overlay, back, drawing, picture, at, error, retry } = useOverlay(key, chosen, seq);
  const look = (line: number | null, isInstead = true): void => void navigate({ search: { ...(chosen === undefined ? {} : { run: chosen }), ...(line === null ? {} : { seq: line }) }, replace: isInstead });
  useCrumbs([{ label: t('menu.tickets'), to: '/tickets' }, { label: key, to: `/tickets/${key}` }, { label: overlay ? say(overlay.file.name) : t('run.flow') }]);
  const [focus, setFocus] = useState<{ node: string; asked: number } | null>(null);
  const [isChanging, setIsChanging] = useState(false);
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
    if (asFault(error).status === 404) return chosen === undefined ? <EmptyState isPage icon="flows" title={t('run.noRun')} text={t('run.noRunAbout')} /> : <EmptyState isPage icon="flows" title={t('run.notThere', { n: chosen })} text={t('run.notThereAbout', { key })} action={<Link to="/tickets/$key/flow" params={{ key }} search={{}}>{t('run.latest')}</Link>} />;
    return <div className={css.message}><ErrorNotice fault={error} onRetry={retry} /></div>;
  }
  if (!overlay || !drawing) return <Loading />;
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <h1><Link to="/tickets/$key" params={{ key }} className={css.back} aria-label={t('run.back', { key })}><Icon name="arrowLeft" size={18} />{key}</Link></h1>
        <span className={css.state} data-run-status={overlay.status}>{overlay.suspended ? t('runs.phase.suspended') : t(`run.status.${overlay.status as 'running'}`)}</span>
        <span className="secondary" data-run-at={[...(picture?.tokens.keys() ?? [])].join(' ')} aria-live="polite">{back !== null ? list(at) : at.length > 0 ? t('run.at', { names: list(at) }) : t('run.over')}</span>
        <span className={css.version}>{t('run.version', { flow: say(overlay.file.name), version: overlay.version })}{overlay.isChanged ? <span className={css.changed} data-changed="">{t('run.changed')}</span> : null}</span>
        <RunSelect runs={overlay.runs} shown={chosen ?? overlay.n} />
        {back === null ? <Button size="small" icon={<Icon name="history" size={14} />} onClick={() => look(overlay.seq, false)}>{t('back.open')}</Button> : null}
        {overlay.mayMend && back === null ? <Button size="small" data-act="change" onClick={() => setIsChanging(true)}>{t('change.open')}</Button> : null}
        {overlay.mayRepair ? <RunActs run={`${key}.${overlay.n}`} phase={overlay.suspended ? 'suspended' : overlay.status === 'running' ? 'running' : 'completed'} isLost={false} onDone={retry} /> : null}
      </header>
      {isChanging ? <ChangeRun run={`${key}.${overlay.n}`} overlay={overlay} onClose={() => setIsChanging(false)} onDone={() => { setIsChanging(false); retry(); }} /> : null}
      {back === null ? null : <RunTime last={overlay.seq} seq={seq ?? overlay.seq} back={back} onLook={look} />}
      {overlay.suspended && back === null ? <p className={css.suspended} role="status" data-suspended=""><bdi>{t('run.suspended', { name: overlay.suspended.by.name ?? overlay.suspended.by.id, reason: overlay.suspended.reason })}</bdi>{overlay.suspended.held > 0 ? <> · {t('run.held', { count: overlay.suspended.held })}</> : null}</p> : null}
      {back === null && overlay.locks.some(({ phase }) => phase === 'asked') ? <p className={css.locks} role="status"><LockWaits locks={overlay.locks} /></p> : null}
      {back !== null || overlay.mayMend ? null : overlay.incidents.map((incident) => <p key={incident.id} className={css.incident} role="alert"><bdi>{t('run.incident', { message: tell(incidentTold(incident)).message })}</bdi></p>)}
      {back === null && overlay.mayMend && overlay.incidents.length > 0 ? <div className={css.mend}><Incidents ticketKey={key} incidents={overlay.incidents} mayMend /></div> : null}
      <div className={css.work}>
        <FlowCanvas drawing={drawing} dressing={dressing} selectedNodes={none} selectedEdges={none} focus={focus} label={t('run.drawing', { names: list(at) })} />
        <aside className={css.log} aria-label={t('run.log')}>{back?.state ? <StateBackPanel state={back.state} file={overlay.file} /> : null}{overlay.repeated.map((step) => <Repeated key={step.token} ticketKey={key} step={step} node={overlay.file.nodes[step.node]} mayChange={overlay.mayRepair && overlay.status === 'running'} />)}<TokenLog key={`${key} ${overlay.n}`} ticketKey={key} run={overlay.n} file={overlay.file} onShow={(node) => setFocus((old) => ({ node, asked: (old?.asked ?? 0) + 1 }))} /></aside>
      </div>
    </div>
  );
}

/** Only where there are several: the runs of a ticket that was reopened, the latest first. */
function RunSelect({ runs, shown }: { runs: Overlay['runs']; shown: number }): ReactNode {
  const { t, locale } = useTexts();
  const navigate = route.useNavigate();
  const now = useNow();
  if (runs.length < 2) return null;
  const latest = runs[0]?.n;
  return (
    <Select
      size="small" className={css.runs ?? ''} popupMatchSelectWidth={false} aria-label={t('run.which')} value={shown} onChange={(n: number) => void navigate({ search: n === latest ? {} : { run: n } })}
      options={runs.map(({ n, status, startedAt }) => ({ value: n, label: t('run.choice', { n, state: t(`run.status.${status as 'running'}`), time: shortTime(startedAt, locale, now) }) }))}
    />
  );
}
