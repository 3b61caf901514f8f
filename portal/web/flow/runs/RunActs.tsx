/** What can be done to one run by those who mend runs: suspend with a reason, resume, cancel with a reason. Each asks once, and says what happened. */
import { useState, type ReactNode } from 'react';
import { Button, Dropdown, Input, Modal } from 'antd';
import type { RunPhase } from '#domain/flow/run.phase';
import { openPhases } from '#domain/flow/run.phase';
import type { RouteName } from '#api/routes';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';

export type RunAct = 'suspend' | 'resume' | 'cancel';
const touched: readonly RouteName[] = ['runs.read', 'runs.counts', 'runs.state', 'tickets.read', 'tickets.overlay', 'tickets.timeline', 'tickets.log', 'incidents.list'];

/** Those that can be done to a run as it stands. A run whose workflow is gone takes none. */
export const actsFor = (phase: RunPhase, isLost: boolean): readonly RunAct[] => (isLost || !openPhases.includes(phase) ? [] : phase === 'suspended' ? ['resume', 'cancel'] : ['suspend', 'cancel']);

export function RunActs({ run, phase, isLost, isBrief = false, onDone }: { run: string; phase: RunPhase; isLost: boolean; /** As a menu behind one small button. */ isBrief?: boolean; onDone?: () => void }): ReactNode {
  const { t } = useTexts();
  const [asked, setAsked] = useState<RunAct | null>(null);
  const acts = actsFor(phase, isLost);
  if (acts.length === 0 && asked === null) return null;
  return (
    <>
      {isBrief
        ? <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: acts.map((act) => ({ key: act, label: t(`runs.${act}`), danger: act === 'cancel', onClick: () => setAsked(act) })) }}><Button size="small" type="text" aria-label={t('runs.acts', { run })} icon={<Icon name="more" size={16} />} /></Dropdown>
        : acts.map((act) => <Button key={act} size="small" danger={act === 'cancel'} data-act={act} onClick={() => setAsked(act)}>{t(`runs.${act}`)}</Button>)}
      {asked === null ? null : <Ask key={asked} run={run} act={asked} onClose={() => setAsked(null)} onDone={() => { setAsked(null); onDone?.(); }} />}
    </>
  );
}

function Ask({ run, act, onClose, onDone }: { run: string; act: RunAct; onClose: () => void; onDone: () => void }): ReactNode {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const given = { invalidates: touched, onDone };
  const suspend = useWrite('runs.suspend', given);
  const resume = useWrite('runs.resume', given);
  const cancel = useWrite('runs.cancel', given);
  const { isPending, error } = { suspend, resume, cancel }[act];
  const isReasonable = act === 'resume' || reason.trim() !== '';
  const send = (): void => {
    if (!isReasonable || isPending) return;
    if (act === 'resume') resume.mutate({ params: { run } });
    else (act === 'cancel' ? cancel : suspend).mutate({ params: { run }, body: { reason: reason.trim() } });
  };
  return (
    <Modal
      open onCancel={onClose} title={t(`runs.${act}Title`, { run })}
      footer={[
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        <Button key="do" type="primary" danger={act === 'cancel'} disabled={!isReasonable} loading={isPending} data-do={act} onClick={send}>{t(`runs.${act}`)}</Button>,
      ]}
    >
      <p>{t(`runs.${act}Why`)}</p>
      {act === 'resume' ? null : (
        <>
          <label htmlFor="run-reason" className="secondary small">{t('runs.reason')}</label>
          <Input.TextArea id="run-reason" autoFocus value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
        </>
      )}
      {error ? <ErrorNotice fault={error} isCompact isKept /> : null}
    </Modal>
  );
}
