/** The studio: palette, canvas, side panel, problems and versions of one flow. Composes; drafts are useDesign's, drawing is drawing/'s. */
import { Button, Tooltip } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import { addNode, changeNode, connect, duplicate, insertOnEdge, moveNodes, remove, resizeNode } from '#domain/flow/edit/edits';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useMe } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { FlowCanvas, type CanvasGestures } from '../drawing/FlowCanvas.tsx';
import type { Dressing } from '../drawing/canvas.ts';
import { drawingOf } from '../drawing/drawing.ts';
import { sizeOf, snap, type Point } from '../drawing/geometry.ts';
import { nodeKinds } from '../kinds.ts';
import { findingsByNode } from './findings.ts';
import { newNode, placeAfter, scopeAt } from './placing.ts';
import { Palette } from './Palette.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { PropertiesPanel } from './PropertiesPanel.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { useDesign, type Design } from './useDesign.ts';
import { VersionsPanel } from './VersionsPanel.tsx';
import { WhatNext } from './WhatNext.tsx';
import css from './DesignerPage.module.css';

type Selection = { nodes: ReadonlySet<string>; edges: ReadonlySet<string> };
const nothing: Selection = { nodes: new Set(), edges: new Set() };
type Asking = { screen: Point; at: Point; from: { node: string; outcome: string | null } | null; edge: string | null };
const same = (a: ReadonlySet<string>, b: readonly string[]): boolean => a.size === b.length && b.every((one) => a.has(one));

function SaveNote({ design }: { design: Design }): ReactNode {
  const { t } = useTexts();
  if (design.saveState === 'saved') return <span className="secondary small" data-save="saved">{design.savedAt ? <RelativeTime at={design.savedAt} /> : null}</span>;
  return <span className="secondary small" data-save={design.saveState} role="status">{t(design.saveState === 'offline' ? 'flow.offline' : design.saveState === 'saving' ? 'flow.saving' : 'flow.unsaved')}</span>;
}

export function DesignerPage(): ReactNode {
  const { key } = useParams({ strict: false }) as { key: string };
  const { t, say, locale } = useTexts();
  const me = useMe();
  const mayEdit = me.actions.includes('flow.edit');
  const design = useDesign(key, mayEdit);
  const [selection, setSelection] = useState<Selection>(nothing);
  const [focus, setFocus] = useState<{ node: string; asked: number } | null>(null);
  const [pulsing, setPulsing] = useState<string | null>(null);
  const [drawer, setDrawer] = useState<'problems' | 'versions' | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [version, setVersion] = useState<number | null>(null);
  const looked = useRead('flows.version', { params: { key, version: version ?? 0 } }, { isEnabled: version !== null, staleMs: 3_600_000 });
  useLive('flows', ['flows.list']);
  const shown: FlowFile | null = version !== null ? looked.data?.file ?? null : design.file;
  const isReadOnly = !mayEdit || version !== null;
  const findings = useMemo(() => (version === null ? design.check?.findings ?? [] : []), [version, design.check]);
  const drawing = useMemo(() => (shown ? drawingOf(shown, nodeKinds, locale) : null), [shown, locale]);
  const latest = useRef(shown);
  useEffect(() => { latest.current = shown; });
  const { edit } = design;
  const change = useCallback((work: (file: FlowFile) => FlowFile, gesture: string | null = null) => { if (latest.current && !isReadOnly) edit(work(latest.current), gesture); }, [edit, isReadOnly]);

  const put = useCallback((kind: string, at: Point, from: Asking['from'], edge: string | null) => {
    const file = latest.current;
    const known = nodeKinds[kind];
    if (!file || !known || isReadOnly) return;
    const node = newNode(known, file, at);
    const first = known.outcomes(known.config.safeParse(node.config).data)[0]?.key ?? null;
    if (edge !== null) { const done = insertOnEdge(file, edge, node, at, first); edit(done.file); setSelection({ nodes: new Set([done.id]), edges: new Set() }); return; }
    const added = addNode(file, node, at);
    const linked = from && known.takesInput ? connect(added.file, { from: from.node, to: added.id, ...(from.outcome === null ? {} : { outcome: from.outcome }) }).file : added.file;
    edit(linked);
    setSelection({ nodes: new Set([added.id]), edges: new Set() });
  }, [edit, isReadOnly]);

  const gestures = useMemo<CanvasGestures>(() => ({
    onSelect: (nodes, edges) => setSelection((old) => (same(old.nodes, nodes) && same(old.edges, edges) ? old : { nodes: new Set(nodes), edges: new Set(edges) })),
    onMove: (places) => change((file) => {
      const moved = moveNodes(file, Object.fromEntries(Object.entries(places).map(([id, at]) => [id, { x: snap(at.x), y: snap(at.y) }])));
      return Object.keys(places).reduce((next, id) => (next.nodes[id]?.attachedTo === undefined ? changeNode(next, id, { scope: scopeAt(next, id) }) : next), moved);
    }),
    onConnect: (edge) => change((file) => connect(file, { from: edge.from, to: edge.to, ...(edge.outcome === null ? {} : { outcome: edge.outcome }) }).file),
    onOpenEnd: (from, outcome, at, screen) => setAsking({ screen, at: { x: snap(at.x), y: snap(at.y - 30) }, from: { node: from, outcome }, edge: null }),
    onDelete: (nodes, edges) => { change((file) => remove(file, nodes, edges)); setSelection(nothing); },
    onDropKind: (kind, at) => { const size = sizeOf(nodeKinds[kind]?.shape ?? 'card'); put(kind, { x: snap(at.x - size.width / 2), y: snap(at.y - size.height / 2) }, null, null); },
    onOpenNode: (id) => setSelection({ nodes: new Set([id]), edges: new Set() }),
  }), [change, put]);

  const onInsert = useCallback((edge: string, at: Point) => {
    const chip = document.querySelector(`[data-edge="${CSS.escape(edge)}"]`)?.getBoundingClientRect();
    setAsking({ screen: { x: chip?.x ?? 0, y: (chip?.y ?? 0) + 24 }, at: { x: snap(at.x - 104), y: snap(at.y - 30) }, from: null, edge });
  }, []);
  const onResize = useCallback((id: string, rect: { x: number; y: number; width: number; height: number }) => change((file) => resizeNode(file, id, { width: snap(rect.width), height: snap(rect.height) })), [change]);
  const dressing = useMemo<Dressing>(() => ({
    findings: findingsByNode(findings, (count, first) => t('flow.findings', { count, first })), pulsing, run: null, visits: null, isEditable: !isReadOnly,
    onResize: isReadOnly ? null : onResize, onInsert: isReadOnly ? null : onInsert, insertLabel: t('flow.insert'),
  }), [findings, pulsing, isReadOnly, onResize, onInsert, t]);

  const show = useCallback((node: string | null, edge: string | null = null) => {
    setSelection({ nodes: new Set(node === null ? [] : [node]), edges: new Set(edge === null ? [] : [edge]) });
    if (node === null) return;
    setFocus((old) => ({ node, asked: (old?.asked ?? 0) + 1 }));
    setPulsing(node);
  }, []);
  useEffect(() => { if (pulsing === null) return undefined; const timer = setTimeout(() => setPulsing(null), 2_700); return () => clearTimeout(timer); }, [pulsing]);
  const play = useCallback((trace: string[]) => { trace.forEach((node, at) => setTimeout(() => { setFocus((old) => ({ node, asked: (old?.asked ?? 0) + 1 })); setPulsing(node); }, at * 700)); }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]') !== null;
      if (isTyping || !(event.ctrlKey || event.metaKey)) return;
      const pressed = event.key.toLowerCase();
      if (pressed === 'z') { event.preventDefault(); if (event.shiftKey) design.redo(); else design.undo(); }
      if (pressed === 'y') { event.preventDefault(); design.redo(); }
      if (pressed === 'd' && selection.nodes.size > 0) { event.preventDefault(); copySelected(); }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const copySelected = () => { if (!shown || isReadOnly) return; const copy = duplicate(shown, [...selection.nodes], { x: 32, y: 32 }); edit(copy.file); setSelection({ nodes: new Set(copy.ids), edges: new Set() }); };
  const deleteSelected = () => gestures.onDelete([...selection.nodes], [...selection.edges]);

  if (design.read.error) return <div className={css.message}><ErrorNotice fault={design.read.error} onRetry={() => void design.read.refetch()} /></div>;
  if (!shown || !drawing || !design.read.data) return <Loading />;
  const { flow, versions } = design.read.data;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <div className={css.words}>
          <h1 className="one-line">{say(shown.name)}</h1>
          <span className={css.state}>{version !== null ? t('flow.lookingAt', { version }) : flow.latestVersion === null ? t('flow.firstDraft') : t('flow.draftOf', { version: flow.latestVersion })}</span>
          {version === null ? <SaveNote design={design} /> : <Button size="small" onClick={() => setVersion(null)}>{t('flow.backToDraft')}</Button>}
        </div>
        <div className={css.actions}>
          {isReadOnly ? null : (
            <>
              <Tooltip title={`${t('flow.undo')} (Ctrl Z)`}><Button type="text" aria-label={t('flow.undo')} disabled={!design.canUndo} icon={<Icon name="undo" />} onClick={design.undo} /></Tooltip>
              <Tooltip title={`${t('flow.redo')} (Ctrl Y)`}><Button type="text" aria-label={t('flow.redo')} disabled={!design.canRedo} icon={<Icon name="redo" />} onClick={design.redo} /></Tooltip>
            </>
          )}
          <Button onClick={() => setDrawer(drawer === 'versions' ? null : 'versions')}>{t('flow.versions')}</Button>
          {version === null ? <Button data-action="check" danger={errors > 0} onClick={() => setDrawer(drawer === 'problems' ? null : 'problems')}>{findings.length > 0 ? t('flow.checkCount', { count: findings.length }) : t('flow.check')}</Button> : null}
          {isReadOnly || !me.actions.includes('flow.publish') ? null : <Button type="primary" data-action="publish" disabled={design.saveState !== 'saved' || !design.isCheckCurrent || !flow.hasDraftChanges && flow.latestVersion !== null && !design.canUndo} onClick={() => setPublishing(true)}>{t('flow.publish')}</Button>}
        </div>
      </header>
      {!mayEdit ? <p className={css.note}>{t('flow.readOnly')}</p> : null}
      {design.saveState === 'stale' ? (
        <div className={css.note} role="alert"><strong>{t('flow.stale', { name: String(design.fault?.shape.params?.['by'] ?? '') })}</strong> {t('flow.staleAbout')} <Button size="small" onClick={() => void design.takeTheirs()}>{t('flow.takeTheirs')}</Button> <Button size="small" onClick={() => void design.takeMine()}>{t('flow.takeMine')}</Button></div>
      ) : design.fault && design.saveState === 'dirty' ? <ErrorNotice fault={design.fault} isKept isCompact /> : null}
      <div className={`${css.work} ${isReadOnly ? css.reading : ''}`}>
        {isReadOnly ? null : <Palette onAdd={(kind) => put(kind, placeAfter(shown, [...selection.nodes][0] ?? null), null, null)} />}
        <div className={css.canvas}>
          <FlowCanvas drawing={drawing} dressing={dressing} gestures={gestures} selectedNodes={selection.nodes} selectedEdges={selection.edges} focus={focus} label={t('flow.canvas', { name: say(shown.name) })} />
          {drawer !== null ? (
            <section className={css.drawer} aria-label={t(drawer === 'problems' ? 'flow.problems' : 'flow.versions')}>
              <header className={css.drawerHead}><h2>{drawer === 'problems' ? t('flow.problems') : t('flow.versions')}</h2><Button type="text" size="small" aria-label={t('action.close')} icon={<Icon name="close" size={14} />} onClick={() => setDrawer(null)} /></header>
              {drawer === 'problems' ? <ProblemsPanel check={design.check} file={shown} onShow={(finding) => show(finding.node, finding.edge ?? null)} onPlay={play} /> : <VersionsPanel versions={versions} running={flow.runningByVersion} shown={version} onShow={setVersion} />}
            </section>
          ) : null}
        </div>
        <PropertiesPanel file={shown} nodes={[...selection.nodes]} edges={[...selection.edges]} isReadOnly={isReadOnly} findings={findings} edit={(file, gesture) => edit(file, gesture ?? null)} onDelete={deleteSelected} onDuplicate={copySelected} />
      </div>
      {asking ? <WhatNext at={asking.screen} title={t(asking.edge === null ? 'flow.whatNext' : 'flow.insert')} onChoose={(kind) => { put(kind, asking.at, asking.from, asking.edge); setAsking(null); }} onClose={() => setAsking(null)} /> : null}
      {isPublishing ? <PublishDialog flow={flow} file={shown} check={design.check} onPublish={design.publish} onClose={() => setPublishing(false)} onOpenProblems={() => { setPublishing(false); setDrawer('problems'); }} /> : null}
    </div>
  );
}
