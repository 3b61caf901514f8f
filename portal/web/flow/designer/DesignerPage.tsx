/** The studio: palette, canvas, side panel, problems and versions of one flow. Composes; drafts are useDesign's, edits useDrawingEdits', drawing is drawing/'s. */
import { Button } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import { useRead } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { ReadFault } from '../../shell/PageFault.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FlowCanvas, type CanvasView } from '../drawing/FlowCanvas.tsx';
import type { Dressing } from '../drawing/canvas.ts';
import { drawingOf } from '#domain/flow/drawing/drawing';
import { labelPoint, type Point } from '#domain/flow/drawing/geometry';
import { nodeKinds } from '../kinds.ts';
import { DesignerBar } from './DesignerBar.tsx';
import { findingsByNode } from './findings.ts';
import { Palette } from './Palette.tsx';
import { RefusedNote } from './RefusedNote.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { PropertiesPanel } from './PropertiesPanel.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { StartsPanel } from './StartsPanel.tsx';
import { TraceBar } from './TraceBar.tsx';
import { useClipboard } from './useClipboard.ts';
import { useDesign } from './useDesign.ts';
import { useDrawingEdits } from './useDrawingEdits.ts';
import { useTrace } from './useTrace.ts';
import { VersionsPanel } from './VersionsPanel.tsx';
import { WhatNext } from './WhatNext.tsx';
import css from './DesignerPage.module.css';

const pulseMs = 2_700;
const drawerTitles = { problems: 'flow.problems', versions: 'flow.versions', starts: 'starts.title' } as const;

const beginsByItself = ({ nodes }: FlowFile): boolean => Object.values(nodes).some(({ kind, scope, config }) => kind === 'start' && scope === undefined && (config['trigger'] === 'message' || config['trigger'] === 'schedule'));

export function DesignerPage(): ReactNode {
  const { key } = useParams({ strict: false }) as { key: string };
  const { t, say, tell, locale } = useTexts();
  const design = useDesign(key);
  const { mayEdit } = design;
  const [focus, setFocus] = useState<{ node: string; asked: number } | null>(null);
  const [pulsing, setPulsing] = useState<string | null>(null);
  const [drawer, setDrawer] = useState<'problems' | 'versions' | 'starts' | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  /** The panel of the flow itself was asked for; where there is room it stands there anyway. */
  const [isFlowAsked, setFlowAsked] = useState(false);
  const [version, setVersion] = useState<number | null>(null);
  const looked = useRead('flows.version', { params: { key, version: version ?? 0 } }, { isEnabled: version !== null, staleMs: 3_600_000 });
  const starts = useRead('flows.starts', { params: { key } }, { isEnabled: (design.read.data?.flow.latestVersion ?? null) !== null, staleMs: 60_000 });
  useLive('flows', ['flows.list']);
  const shown: FlowFile | null = version !== null ? looked.data?.file ?? null : design.file;
  const isReadOnly = !mayEdit || version !== null;
  const findings = useMemo(() => (version === null ? design.check?.findings ?? [] : []), [version, design.check]);
  const drawing = useMemo(() => (shown ? drawingOf(shown, nodeKinds, locale) : null), [shown, locale]);
  const { edit } = design;
  const edits = useDrawingEdits(shown, drawing, isReadOnly, edit);
  const { selection, select, askOnLine, resize } = edits;
  useCrumbs([{ label: t('menu.flows'), to: '/flows' }, { label: shown ? say(shown.name) : key }]);

  const bring = useCallback((node: string) => setFocus((old) => ({ node, asked: (old?.asked ?? 0) + 1 })), []);
  const show = useCallback((node: string | null, edge: string | null = null) => {
    select(node === null ? [] : [node], edge === null ? [] : [edge]);
    setFlowAsked(node === null && edge === null);
    if (node === null) return;
    bring(node);
    setPulsing(node);
  }, [bring, select]);
  // On a narrow screen the panel takes half of the room: the step it is about stays in sight.
  const isNarrow = useMedia('(max-width: 900px)');
  const chosen = selection.nodes.size === 1 && selection.edges.size === 0 ? [...selection.nodes][0] ?? null : null;
  useEffect(() => { if (isNarrow && chosen !== null) bring(chosen); }, [isNarrow, chosen, bring]);
  useEffect(() => { if (pulsing === null) return undefined; const timer = setTimeout(() => setPulsing(null), pulseMs); return () => clearTimeout(timer); }, [pulsing]);
  const { trace, follow, go, end } = useTrace(shown, bring);
  const followTrace = useCallback((steps: string[], message: string) => { select([]); setDrawer(null); follow(steps, message); }, [follow, select]);

  const dressing = useMemo<Dressing>(() => ({
    findings: findingsByNode(findings, (count, first) => t('flow.findings', { count, first: tell(first).message })), pulsing, run: null, visits: null, isEditable: !isReadOnly, trace,
    onResize: isReadOnly ? null : resize, onInsert: isReadOnly ? null : askOnLine, insertLabel: t('flow.insert'),
  }), [findings, pulsing, isReadOnly, trace, resize, askOnLine, t, tell]);

  const view = useRef<CanvasView | null>(null);
  const pointer = useRef<Point | null>(null);
  const onReady = useCallback((canvas: CanvasView) => { view.current = canvas; }, []);
  const middle = (): Point => view.current?.middle() ?? { x: 0, y: 0 };
  useClipboard({
    copy: edits.copied, cut: () => { if (!isReadOnly) edits.deleteSelected(); },
    paste: (fragment) => edits.pasteAt(fragment, pointer.current && view.current ? view.current.placeAt(pointer.current) : middle()),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], .ant-modal') !== null) return;
      const pressed = event.key.toLowerCase();
      if (pressed === 'escape') { if (trace) end(); else if (drawer) setDrawer(null); else select([]); }
      if (isReadOnly) return;
      if (pressed === 'delete' || pressed === 'backspace') { event.preventDefault(); edits.deleteSelected(); }
      if (!(event.ctrlKey || event.metaKey)) return;
      const act = { z: event.shiftKey ? design.redo : design.undo, y: design.redo, d: edits.copySelected, a: edits.selectAll }[pressed];
      if (act) { event.preventDefault(); act(); }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  if (design.read.error && !design.read.data) return <ReadFault className={css.message} fault={design.read.error} onRetry={() => void design.read.refetch()} />;
  if (version !== null && looked.error) return <div className={css.message}><ErrorNotice fault={looked.error} onRetry={() => void looked.refetch()} /></div>;
  if (!shown || !drawing || !design.read.data) return <Loading />;
  const { flow, versions } = design.read.data;
  const insertOn = (edge: string) => {
    const line = drawing.edges.find((one) => one.id === edge);
    if (line) askOnLine(edge, labelPoint(line.points), { x: window.innerWidth / 2 - 124, y: window.innerHeight / 3 });
  };
  const append = (kind: string) => { const added = edits.append(kind, middle()); if (added !== null) bring(added); };
  const hasPanel = isFlowAsked || selection.nodes.size + selection.edges.size > 0;
  return (
    <div className={css.page}>
      <DesignerBar
        name={say(shown.name)} design={design} isReadOnly={isReadOnly} mayPublish={design.mayPublish} latestVersion={flow.latestVersion} version={version}
        findings={{ count: findings.length, errors: findings.filter((finding) => finding.severity === 'error').length }}
        onStarts={flow.latestVersion === null || !(beginsByItself(shown) || (starts.data?.items.length ?? 0) > 0) ? null : () => setDrawer(drawer === 'starts' ? null : 'starts')}
        onDraft={() => setVersion(null)} onVersions={() => setDrawer(drawer === 'versions' ? null : 'versions')} onProblems={() => setDrawer(drawer === 'problems' ? null : 'problems')} onPublish={() => setPublishing(true)}
      />
      {!mayEdit ? <p className={css.note}>{t('flow.readOnly')}</p> : null}
      {design.saveState === 'stale' ? (
        <div className={css.note} role="alert"><strong>{t('flow.stale', { name: design.fault?.shape.params?.['by'] ?? flow.updatedBy?.name ?? flow.updatedBy?.id ?? '' })}</strong> {t('flow.staleAbout')} <Button size="small" onClick={() => void design.takeTheirs()}>{t('flow.takeTheirs')}</Button> <Button size="small" onClick={() => void design.takeMine()}>{t('flow.takeMine')}</Button></div>
      ) : design.fault && design.saveState === 'refused' ? <RefusedNote fault={design.fault} file={shown} onShow={show} /> : null}
      <div className={`${css.work} ${isReadOnly ? css.reading : ''}`}>
        {isReadOnly ? null : <Palette onAdd={append} />}
        <div className={css.canvas} onPointerMove={(event) => { pointer.current = { x: event.clientX, y: event.clientY }; }} onPointerLeave={() => { pointer.current = null; }}>
          <FlowCanvas drawing={drawing} dressing={dressing} gestures={edits.gestures} selectedNodes={selection.nodes} selectedEdges={selection.edges} focus={focus} onReady={onReady} label={t('flow.canvas', { name: say(shown.name) })} />
          {trace ? <TraceBar trace={trace} nameOf={(node) => say(shown.nodes[node]?.name) || node} onGo={go} onClose={end} /> : null}
          {drawer !== null ? (
            <section className={css.drawer} aria-label={t(drawerTitles[drawer])}>
              <header className={css.drawerHead}><h2>{t(drawerTitles[drawer])}</h2><Button type="text" size="small" aria-label={t('action.close')} icon={<Icon name="close" size={14} />} onClick={() => setDrawer(null)} /></header>
              {drawer === 'problems' ? <ProblemsPanel check={design.check} fault={design.checkFault} file={shown} onShow={(finding) => show(finding.node, finding.edge ?? null)} onFollow={followTrace} /> : drawer === 'starts' ? <StartsPanel flow={key} file={shown} mayPause={design.mayPublish} /> : <VersionsPanel versions={versions} running={flow.runningByVersion} shown={version} onShow={setVersion} />}
            </section>
          ) : null}
        </div>
        <div className={`${css.side} ${hasPanel ? css.hasPanel : ''}`}>
          <PropertiesPanel file={shown} refusal={version === null && design.saveState === 'refused' ? design.fault : null} nodes={[...selection.nodes]} edges={[...selection.edges]} isReadOnly={isReadOnly} findings={findings} edit={(file, gesture) => edit(file, gesture ?? null)} onDelete={edits.deleteSelected} onDuplicate={edits.copySelected} onInsert={insertOn} onFollow={followTrace} onClose={() => { select([]); setFlowAsked(false); }} />
        </div>
      </div>
      {edits.asking ? <WhatNext at={edits.asking.screen} title={t(edits.asking.edge === null ? 'flow.whatNext' : 'flow.insert')} isOnLine={edits.asking.edge !== null} onChoose={(kind) => { edits.put(kind, edits.asking!); edits.askNext(null); }} onClose={() => edits.askNext(null)} /> : null}
      {isPublishing ? <PublishDialog flow={flow} file={shown} check={design.check} onPublish={design.publish} onClose={() => setPublishing(false)} onOpenProblems={() => { setPublishing(false); setDrawer('problems'); }} /> : null}
    </div>
  );
}
