/** Variables as a stopped step sees them, edited as JSON: only what was changed is set, then the step is tried again. What cannot be read as JSON is told where it stands, and nothing is sent. */
import { useMemo, useState, type ReactNode } from 'react';
import { Button, Input, Modal } from 'antd';
import type { VariableView } from '#api/run.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { editsOf, jsonOf, textOfValue } from './edits.ts';
import css from './EditVariables.module.css';

export function EditVariables({ ticketKey, incident, step, onClose }: { ticketKey: string; incident: string; step: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const read = useRead('runs.variables', { params: { run: ticketKey, incident } });
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const mend = useWrite('incidents.mend', { invalidates: ['tickets.read', 'tickets.timeline', 'tickets.overlay', 'tickets.log'], onDone: onClose });
  // What can be edited first; the others are there to be read.
  const items = useMemo(() => (read.data?.items ?? []).toSorted((a, b) => Number(b.isEditable) - Number(a.isEditable)), [read.data]);
  const { edits, isGood } = useMemo(() => editsOf(items, typed), [items, typed]);
  const count = Object.keys(edits).length;
  return (
    <Modal
      open width={640} onCancel={onClose} title={t('edit.title', { step })}
      footer={[
        <span key="count" className="secondary small" aria-live="polite">{count > 0 ? t('edit.changed', { count }) : null} </span>,
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        <Button key="do" type="primary" data-do="edit" disabled={!isGood || count === 0} loading={mend.isPending} onClick={() => mend.mutate({ params: { key: ticketKey, incident }, body: { action: 'retry', edits } })}>{t('edit.do')}</Button>,
      ]}
    >
      <p>{t('edit.about')}</p>
      {read.error ? <ErrorNotice fault={read.error} isCompact /> : read.data === undefined ? <Loading rows={4} /> : items.length === 0 ? <p className="secondary">{t('edit.none')}</p> : (
        <ul className={css.list}>{items.map((item) => <li key={item.name}><Variable item={item} typed={typed[item.name]} onType={(text) => setTyped((was) => ({ ...was, [item.name]: text }))} /></li>)}</ul>
      )}
      {mend.error ? <ErrorNotice fault={mend.error} isCompact isKept /> : null}
    </Modal>
  );
}

function Variable({ item, typed, onType }: { item: VariableView; typed: string | undefined; onType: (text: string) => void }): ReactNode {
  const { t, say } = useTexts();
  const id = `variable-${item.name}`;
  const shown = typed ?? textOfValue(item.value);
  const parsed = jsonOf(shown);
  const head = <><code>{item.name}</code>{item.title ? <span className="secondary small">{say(item.title)}</span> : null}</>;
  if (!item.isEditable) return <><p>{head}</p><pre className={css.fixed} title={t('edit.fixed')}><bdi>{shown}</bdi></pre></>;
  return (
    <>
      <label htmlFor={id}>{head}</label>
      <Input.TextArea id={id} className={css.value ?? ''} dir="ltr" aria-label={t('edit.value', { name: item.name })} aria-invalid={!parsed.ok} aria-describedby={parsed.ok ? undefined : `${id}-bad`} spellCheck={false} value={shown} maxLength={60_000} autoSize={{ minRows: 1, maxRows: 10 }} onChange={(event) => onType(event.target.value)} />
      {parsed.ok ? null : <p id={`${id}-bad`} className={css.bad} role="alert">{t('edit.bad', { fault: parsed.fault })}</p>}
    </>
  );
}
