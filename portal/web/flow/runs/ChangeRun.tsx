/** One run changed for its ticket: what is to be changed is put together, what would come of it is shown, and only that is then done. */
import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Input, Modal } from 'antd';
import type { RunChangeView } from '#api/run-change.api';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { Overlay } from '../overlay/useOverlay.ts';
import { operationOf, standingIn, type ChangeTyped } from './change-run.ts';
import { ChangeFields } from './ChangeFields.tsx';
import { ChangeShown } from './ChangeShown.tsx';
import css from './ChangeRun.module.css';

const isFaulty = ({ findings, refusal }: RunChangeView): boolean => refusal !== null || findings.some(({ severity }) => severity === 'error');

export function ChangeRun({ run, overlay, onClose, onDone }: { run: string; overlay: Overlay; onClose: () => void; onDone: () => void }): ReactNode {
  const { t, locale } = useTexts();
  const standing = standingIn(overlay);
  // A frame only waits for what is inside it: what is meant is the step.
  const [inside, ...others] = standingIn({ ...overlay, tokens: overlay.tokens.filter(({ waitsFor }) => waitsFor !== 'scope') });
  const [typed, setTyped] = useState<ChangeTyped>({ do: 'insert', kind: 'approval', before: null, name: '', assignments: [{ by: 'relation', relation: 'teamManager' }], rejectedTo: null, step: inside !== undefined && others.length === 0 ? inside : null, outcome: null, to: null });
  const [reason, setReason] = useState('');
  const [isSure, setIsSure] = useState(false);
  const [shown, setShown] = useState<{ of: string; view: RunChangeView } | null>(null);
  const look = useWrite('runs.previewChange', {});
  const change = useWrite('runs.change', { invalidates: ['runs.read', 'runs.counts', 'runs.state', 'tickets.read', 'tickets.overlay', 'tickets.timeline', 'tickets.log', 'incidents.list'], onDone });
  const operation = operationOf(typed, overlay.file, locale);
  const of = JSON.stringify(operation);
  /** What was shown of what is typed now. */
  const view = shown?.of === of ? shown.view : null;
  const isOpen = view !== null && view.verdict === 'not-proven';
  const mayChange = view !== null && !isFaulty(view) && reason.trim() !== '' && (!isOpen || isSure);
  const show = (): void => {
    if (operation === null) return;
    change.reset();
    look.mutate({ params: { run }, body: { operations: [operation] } }, { onSuccess: (answer) => setShown({ of, view: answer }) });
  };
  const send = (): void => { if (operation !== null && view !== null && mayChange) change.mutate({ params: { run }, body: { operations: [operation], seq: view.seq, reason: reason.trim(), confirmNotProven: isSure } }); };
  return (
    <Modal
      open width={600} onCancel={onClose} title={t('change.title', { run })}
      footer={[
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        <Button key="look" type={view === null ? 'primary' : 'default'} disabled={operation === null} loading={look.isPending} data-do="look" onClick={show}>{t('change.look')}</Button>,
        <Button key="do" type={view === null ? 'default' : 'primary'} disabled={!mayChange} loading={change.isPending} data-do="change" onClick={send}>{t('change.do')}</Button>,
      ]}
    >
      <p className="secondary">{t('change.about')}</p>
      <div className={css.fields}>
        <ChangeFields typed={typed} file={overlay.file} standing={standing} onType={(next) => setTyped((was) => ({ ...was, ...next }))} />
        <div className={css.field}>
          <label htmlFor="change-reason">{t('runs.reason')}</label>
          <Input.TextArea id="change-reason" value={reason} maxLength={2000} autoSize={{ minRows: 1, maxRows: 4 }} onChange={(event) => setReason(event.target.value)} />
        </div>
      </div>
      {view === null ? null : <ChangeShown view={view} />}
      {isOpen ? <Checkbox checked={isSure} onChange={({ target }) => setIsSure(target.checked)}>{t('change.confirm')}</Checkbox> : null}
      {look.error ? <ErrorNotice fault={look.error} isCompact isKept /> : null}
      {change.error ? <ErrorNotice fault={change.error} isCompact isKept /> : null}
    </Modal>
  );
}
