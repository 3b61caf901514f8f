/** Publishing: what changed, what stands against it, and a note. "Not proven" may be published by confirming in one's own name; faults may not. */
import { Button, Checkbox, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import { useRead } from '../../shell/api/read.ts';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useMe } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { changesBetween } from './changes.ts';
import type { CheckResult } from './useFlowCheck.ts';
import css from './PublishDialog.module.css';

export interface PublishDialogProps {
  flow: { key: string; latestVersion: number | null }; file: FlowFile; check: CheckResult | null;
  onPublish: (note: string, confirmNotProven: boolean) => Promise<unknown>;
  onClose: () => void; onOpenProblems: () => void;
}

export function PublishDialog({ flow, file, check, onPublish, onClose, onOpenProblems }: PublishDialogProps): ReactNode {
  const { t, say } = useTexts();
  const me = useMe();
  const [note, setNote, clearNote] = useKeptText(`publish.${flow.key}`);
  const [isConfirmed, setConfirmed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const before = useRead('flows.version', { params: { key: flow.key, version: flow.latestVersion ?? 0 } }, { isEnabled: flow.latestVersion !== null });
  const errors = check?.findings.filter((finding) => finding.severity === 'error').length ?? 0;
  const isUnproven = check?.soundness.verdict === 'not-proven';
  const next = (flow.latestVersion ?? 0) + 1;
  const changes = before.data ? changesBetween(before.data.file, file, say) : [];
  const publish = () => {
    setBusy(true);
    onPublish(note.trim(), isConfirmed).then(() => { clearNote(); onClose(); }, setFault).finally(() => setBusy(false));
  };
  return (
    <Modal
      open title={t('flow.publishTitle', { version: next })} onCancel={onClose} width={520}
      footer={[
        <Button key="cancel" onClick={onClose}>{t('action.cancel')}</Button>,
        errors > 0
          ? <Button key="problems" type="primary" onClick={onOpenProblems}>{t('flow.openProblems')}</Button>
          : <Button key="publish" type="primary" loading={isBusy} disabled={!check || (isUnproven && !isConfirmed)} onClick={publish}>{t('flow.publish')}</Button>,
      ]}
    >
      <div className={css.body}>
        <p>{t('flow.publishAbout', { version: next })}</p>
        {errors > 0 ? <p className={css.blocked} role="alert">{t('flow.publishBlocked', { count: errors })}</p> : null}
        {flow.latestVersion !== null && before.data ? (
          <section>
            <h3>{t('flow.changes', { version: flow.latestVersion })}</h3>
            {changes.length === 0 ? <p className="secondary">{t('flow.changesNone', { version: flow.latestVersion })}</p> : <ul className={css.changes}>{changes.map((one, at) => <li key={at}>{t(`flow.${one.how}`, { name: one.name })}</li>)}</ul>}
          </section>
        ) : null}
        <label className={css.note}>{t('flow.publishNote')}<Input.TextArea value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} /></label>
        {isUnproven && errors === 0 ? <Checkbox checked={isConfirmed} onChange={(event) => setConfirmed(event.target.checked)}>{t('flow.publishAnyway', { states: check?.soundness.statesSeen ?? 0, name: me.person.name })}</Checkbox> : null}
        {fault ? <ErrorNotice fault={fault} isKept isCompact /> : null}
      </div>
    </Modal>
  );
}
