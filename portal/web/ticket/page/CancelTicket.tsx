/** Withdraws a ticket. Others are told why, so it asks, and the reason is kept while it is typed; for a short time it can be taken back. */
import type { ReactNode } from 'react';
import { Button, Input, Modal } from 'antd';
import { useWrite } from '../../shell/api/read.ts';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useOfferTakeBack } from '../../work/task/useTakeBack.ts';

export function CancelTicket({ ticketKey, isOpen, onClose }: { ticketKey: string; isOpen: boolean; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [reason, setReason, clear] = useKeptText(`cancel.${ticketKey}`);
  const offerTakeBack = useOfferTakeBack();
  const cancel = useWrite('tickets.cancel', { invalidates: ['tickets.read', 'tickets.timeline', 'inbox.list', 'inbox.counts'], onDone: ({ takeBackUntil }) => { clear(); onClose(); offerTakeBack(ticketKey, 'cancel', takeBackUntil); } });
  return (
    <Modal
      open={isOpen} onCancel={onClose} title={t('ticket.cancelTitle', { key: ticketKey })} destroyOnHidden
      footer={[
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        <Button key="do" danger type="primary" disabled={reason.trim() === ''} loading={cancel.isPending} onClick={() => cancel.mutate({ params: { key: ticketKey }, body: { reason: reason.trim() } })}>{t('ticket.cancelDo', { key: ticketKey })}</Button>,
      ]}
    >
      <p>{t('ticket.cancelWhy')}</p>
      <label htmlFor="cancel-reason" className="secondary small">{t('ticket.cancelReason')}</label>
      <Input.TextArea id="cancel-reason" autoFocus value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
      {cancel.error ? <ErrorNotice fault={cancel.error} isCompact isKept /> : null}
    </Modal>
  );
}
