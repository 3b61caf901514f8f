/** The side panel: the selected step's or line's words and settings; with nothing selected, the flow's own. */
import { Button, Checkbox, Input, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import type { ErrorDetail } from '#domain/errors';
import type { FlowFile } from '#domain/flow/flow.schema';
import { changeEdge, changeNode, setScope } from '#domain/flow/edit/edits';
import type { ApiFault } from '../../shell/api/client.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { configOf } from '#domain/flow/drawing/drawing';
import { outcomesOf, readsConditions } from '#domain/flow/nodes/node.kind';
import { mayRepeat } from '#domain/flow/nodes/repeat.form';
import { nodeKinds } from '../kinds.ts';
import { KindForm } from './panel/KindForm.tsx';
import { PanelContextHolder } from './panel/panel-context.ts';
import { LockFields } from './panel/LockFields.tsx';
import { RepeatFields } from './panel/RepeatFields.tsx';
import { TicketStateSelect } from './panel/fields.tsx';
import { WaysOut } from './panel/WaysOut.tsx';
import { shapeOf } from './placing.ts';
import { wrongAt } from './refused.ts';
import type { CheckResult } from './useFlowCheck.ts';
import css from './PropertiesPanel.module.css';

export interface PropertiesPanelProps {
  file: FlowFile; nodes: readonly string[]; edges: readonly string[]; isReadOnly: boolean; findings: CheckResult['findings'];
  /** Why the draft as it stands is not saved; null when nothing is wrong with it. */
  refusal: ApiFault | null;
  edit: (file: FlowFile, gesture?: string | null) => void;
  onDelete: () => void; onDuplicate: () => void;
  /** Asks which step to put onto a line. */
  onInsert: (edge: string) => void;
  onFollow: (trace: string[], message: string) => void;
  /** Lets go of what is selected, or of the flow itself (on phones the panel is a sheet over the drawing). */
  onClose: () => void;
}

function Row({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return <label className={css.row}><span>{label}</span>{children}</label>;
}

/** A name in the reader's language. Without one the draft is kept and not published: it is asked for where it is missing. `wrong`: why the draft was refused. */
function NameRow({ value, wrong, isReadOnly, onChange }: { value: string; wrong: ErrorDetail | null; isReadOnly: boolean; onChange: (text: string) => void }): ReactNode {
  const { t, tell } = useTexts();
  const about = useId();
  const problem = value.trim() === '' ? t('flow.nameNeeded') : wrong === null ? null : tell(wrong).message;
  return (
    <div className={css.field}>
      <Row label={t('flow.name')}><Input size="small" value={value} disabled={isReadOnly} maxLength={500} status={problem === null ? '' : 'error'} aria-invalid={problem !== null} {...(problem === null ? {} : { 'aria-describedby': about })} onChange={(event) => onChange(event.target.value)} /></Row>
      {problem === null ? null : <span id={about} className={css.wrong} role="alert">{problem}</span>}
    </div>
  );
}

const marks = { error: 'critical', warning: 'warning', info: 'info' } as const;

/** One finding on what is selected, with the way there where the check knows one. */
function FindingNote({ finding, onFollow }: { finding: CheckResult['findings'][number]; onFollow: PropertiesPanelProps['onFollow'] }): ReactNode {
  const { t, tell } = useTexts();
  const { message, fix } = tell(finding);
  const trace = finding.trace ?? [];
  return (
    <div className={css.finding} role="note" data-finding={finding.code}>
      <StateMark state={marks[finding.severity]} />
      <span>
        <bdi>{message}</bdi> <span className="secondary"><bdi>{fix}</bdi></span>
        {trace.length > 0 ? <><br /><Button size="small" type="link" className={css.follow ?? ''} onClick={() => onFollow(trace, message)}>{t('flow.playTrace')}</Button></> : null}
      </span>
    </div>
  );
}

function NodePanel({ id, file, isReadOnly, refusal, edit, findings, onDelete, onDuplicate, onFollow, onClose }: PropertiesPanelProps & { id: string }): ReactNode {
  const { t, say, locale } = useTexts();
  const node = file.nodes[id];
  if (!node) return null;
  const kind = Object.hasOwn(nodeKinds, node.kind) ? nodeKinds[node.kind] : undefined;
  const scopes = Object.entries(file.nodes).filter(([other]) => shapeOf(file, other) === 'scope' && other !== id);
  const rename = (text: string) => edit(changeNode(file, id, { name: { ...node.name, [locale]: text, ...(locale === 'en' || node.name.en ? {} : { en: text }) } }), `name:${id}`);
  return (
    <>
      <header className={css.head}><div><h2>{kind ? say(kind.title) : node.kind}</h2>{kind ? <p className="secondary small">{say(kind.about)}</p> : null}</div><CloseSheet onClose={onClose} /></header>
      {findings.filter((finding) => finding.node === id).map((finding, at) => <FindingNote key={at} finding={finding} onFollow={onFollow} />)}
      <NameRow value={node.name[locale] ?? node.name.en} wrong={wrongAt(refusal, `/nodes/${id}/name`)} isReadOnly={isReadOnly} onChange={rename} />
      {kind ? <KindForm id={id} form={kind.form} value={(configOf(kind, node) ?? node.config) as typeof node.config} isDisabled={isReadOnly} onChange={(config) => edit(changeNode(file, id, { config }), `config:${id}`)} /> : null}
      {kind && mayRepeat(kind) ? <RepeatFields id={id} file={file} kind={kind} isReadOnly={isReadOnly} edit={edit} /> : null}
      <WaysOut id={id} file={file} isReadOnly={isReadOnly} edit={edit} />
      <Row label={t('flow.ticketState')}><TicketStateSelect label={t('flow.ticketState')} value={node.ticketState} isDisabled={isReadOnly} onChange={(ticketState) => edit(changeNode(file, id, { ticketState }))} /></Row>
      {kind && mayRepeat(kind) ? <Row label={t('flow.mutex')}><Input size="small" disabled={isReadOnly} maxLength={80} placeholder={t('flow.mutexAbout')} value={node.mutex ?? ''} onChange={(event) => edit(changeNode(file, id, { mutex: event.target.value === '' ? undefined : event.target.value }), `mutex:${id}`)} /></Row> : null}
      {kind && mayRepeat(kind) ? <LockFields id={id} file={file} isReadOnly={isReadOnly} edit={edit} /> : null}
      {scopes.length > 0 && node.attachedTo === undefined ? (
        <Row label={t('flow.moveIn')}><Select size="small" disabled={isReadOnly} value={node.scope ?? ''} options={[{ value: '', label: t('flow.moveInNone') }, ...scopes.map(([other, one]) => ({ value: other, label: say(one.name) }))]} onChange={(scope: string) => edit(setScope(file, id, scope === '' ? null : scope))} /></Row>
      ) : null}
      {node.attachedTo !== undefined ? (
        <Row label={t('flow.attachedTo')}><Select size="small" disabled={isReadOnly} value={node.attachedTo} options={Object.entries(file.nodes).filter(([other, one]) => other !== id && one.attachedTo === undefined && ['card', 'scope'].includes(nodeKinds[one.kind]?.shape ?? '')).map(([other, one]) => ({ value: other, label: say(one.name) }))} onChange={(attachedTo: string) => edit(changeNode(file, id, { attachedTo, scope: file.nodes[attachedTo]?.scope }))} /></Row>
      ) : null}
      <Row label={t('flow.description')}><Input.TextArea size="small" autoSize={{ minRows: 1, maxRows: 6 }} disabled={isReadOnly} value={node.description?.[locale] ?? node.description?.en ?? ''} onChange={(event) => edit(changeNode(file, id, { description: event.target.value === '' ? undefined : { ...(node.description ?? { en: event.target.value }), [locale]: event.target.value } }), `about:${id}`)} /></Row>
      <footer className={css.foot}>
        <code className="secondary">{id}</code>
        {isReadOnly ? null : <span><Button size="small" type="text" icon={<Icon name="plus" size={14} />} onClick={onDuplicate}>{t('flow.duplicate')}</Button><Button size="small" type="text" danger icon={<Icon name="trash" size={14} />} onClick={onDelete}>{t('flow.delete')}</Button></span>}
      </footer>
    </>
  );
}

function EdgePanel({ id, file, isReadOnly, edit, findings, onDelete, onInsert, onFollow, onClose }: PropertiesPanelProps & { id: string }): ReactNode {
  const { t, say, locale } = useTexts();
  const edge = file.edges[id];
  const source = edge ? file.nodes[edge.from] : undefined;
  if (!edge || !source) return null;
  const kind = nodeKinds[source.kind];
  const config = kind ? configOf(kind, source) : null;
  const outcomes = kind && config !== null ? outcomesOf(kind, config, source) : [];
  const isChoice = kind !== undefined && readsConditions(kind);
  return (
    <>
      <header className={css.head}><div><h2>{t('flow.edge')}</h2><p className="secondary small">{t('flow.edgeFromTo', { from: say(source.name), to: say(file.nodes[edge.to]?.name) })}</p></div><CloseSheet onClose={onClose} /></header>
      {findings.filter((finding) => finding.edge === id).map((finding, at) => <FindingNote key={at} finding={finding} onFollow={onFollow} />)}
      <Row label={t('flow.name')}><Input size="small" disabled={isReadOnly} value={edge.name?.[locale] ?? edge.name?.en ?? ''} onChange={(event) => edit(changeEdge(file, id, { name: event.target.value === '' ? undefined : { ...(edge.name ?? { en: event.target.value }), [locale]: event.target.value } }), `edge:${id}`)} /></Row>
      {outcomes.some((outcome) => outcome.key !== null) ? <Row label={t('flow.outcome')}><Select size="small" disabled={isReadOnly} value={edge.outcome ?? ''} options={outcomes.map((outcome) => ({ value: outcome.key ?? '', label: say(outcome.name) }))} onChange={(outcome: string) => edit(changeEdge(file, id, { outcome: outcome === '' ? undefined : outcome }))} /></Row> : null}
      {isChoice ? (
        <>
          <Row label={t('flow.condition')}><Input.TextArea className={css.feel ?? ''} dir={edge.condition ? 'ltr' : 'auto'} size="small" autoSize={{ minRows: 1, maxRows: 6 }} spellCheck={false} disabled={isReadOnly || edge.isDefault === true} placeholder={t('flow.conditionAbout')} maxLength={4_000} value={edge.condition ?? ''} onChange={(event) => edit(changeEdge(file, id, { condition: event.target.value === '' ? undefined : event.target.value }), `condition:${id}`)} /></Row>
          <Checkbox disabled={isReadOnly} checked={edge.isDefault ?? false} onChange={(event) => edit(changeEdge(file, id, event.target.checked ? { isDefault: true, condition: undefined } : { isDefault: undefined }))}>{t('flow.isDefault')}</Checkbox>
        </>
      ) : null}
      {isReadOnly ? null : <Button size="small" icon={<Icon name="plus" size={14} />} onClick={() => onInsert(id)}>{t('flow.insert')}</Button>}
      <footer className={css.foot}><code className="secondary">{id}</code>{isReadOnly ? null : <Button size="small" type="text" danger icon={<Icon name="trash" size={14} />} onClick={onDelete}>{t('flow.delete')}</Button>}</footer>
    </>
  );
}

/** Only where the panel covers the drawing. */
function CloseSheet({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts();
  return <Button className={css.close ?? ''} size="small" type="text" aria-label={t('action.close')} icon={<Icon name="close" size={14} />} onClick={onClose} />;
}

/** What is wrong with the flow as a whole; without a selection this panel is the flow's own. */
function FlowPanel({ file, isReadOnly, refusal, edit, findings, onFollow, onClose }: PropertiesPanelProps): ReactNode {
  const { t, say, locale } = useTexts();
  return (
    <>
      <header className={css.head}><h2>{say(file.name) || file.key}</h2><CloseSheet onClose={onClose} /></header>
      {findings.filter((finding) => finding.node === null && !finding.edge).map((finding, at) => <FindingNote key={at} finding={finding} onFollow={onFollow} />)}
      <NameRow value={file.name[locale] ?? file.name.en} wrong={wrongAt(refusal, '/name')} isReadOnly={isReadOnly} onChange={(text) => edit({ ...file, name: { ...file.name, [locale]: text } }, 'flow:name')} />
      <Row label={t('flow.description')}><Input.TextArea size="small" autoSize={{ minRows: 2, maxRows: 8 }} disabled={isReadOnly} value={file.description?.[locale] ?? file.description?.en ?? ''} onChange={(event) => edit({ ...file, description: event.target.value === '' ? undefined : { ...(file.description ?? { en: event.target.value }), [locale]: event.target.value } }, 'flow:about')} /></Row>
      <EmptyState isCompact icon="flows" title={t('flow.nothing')} text={t('flow.nothingAbout')} />
    </>
  );
}

export function PropertiesPanel(props: PropertiesPanelProps): ReactNode {
  const { t } = useTexts();
  const { nodes, edges } = props;
  const only = nodes.length + edges.length === 1;
  return (
    <PanelContextHolder value={{ file: props.file, findings: props.findings, isReadOnly: props.isReadOnly, edit: props.edit }}>
      <aside className={css.panel} aria-label={t('flow.properties')}>
        {only && nodes[0] !== undefined ? <NodePanel key={nodes[0]} {...props} id={nodes[0]} /> : only && edges[0] !== undefined ? <EdgePanel key={edges[0]} {...props} id={edges[0]} />
          : nodes.length + edges.length > 1 ? <div className={css.many}><p>{t('flow.several', { count: nodes.length + edges.length })}</p>{props.isReadOnly ? null : <><Button size="small" onClick={props.onDuplicate}>{t('flow.duplicate')}</Button> <Button size="small" danger onClick={props.onDelete}>{t('flow.delete')}</Button></>}</div>
          : <FlowPanel {...props} />}
      </aside>
    </PanelContextHolder>
  );
}
