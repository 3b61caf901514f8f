/** Links a ticket with another one: which, by its key or words of its title, and what it is to this one. */
import { useState, type ReactNode } from 'react';
import { Button, Modal, Select } from 'antd';
import { linkRelations, type LinkRelation } from '#domain/ticket/link';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import css from './LinkTicket.module.css';

export interface LinkTicketProps { ticketKey: string; isOpen: boolean; onClose: () => void }

export function LinkTicket({ ticketKey, isOpen, onClose }: LinkTicketProps): ReactNode {
  const { t } = useTexts();
  const [other, setOther] = useState<string | null>(null);
  const [relation, setRelation] = useState<LinkRelation>('related');
  const link = useWrite('ticketLinks.add', { invalidates: ['ticketLinks.list', 'tickets.timeline'], onDone: () => close() });
  function close(): void {
    setOther(null);
    setRelation('related');
    link.reset();
    onClose();
  }
  return (
    <Modal
      open={isOpen} onCancel={close} title={t('link.addTo', { key: ticketKey })} destroyOnHidden width={460}
      footer={[
        <Button key="back" onClick={close}>{t('action.back')}</Button>,
        <Button key="do" type="primary" disabled={other === null} loading={link.isPending} onClick={() => { if (other !== null) link.mutate({ params: { key: ticketKey }, body: { ticket: other, relation } }); }}>{t('link.do')}</Button>,
      ]}
    >
      <div className={css.fields}>
        <label htmlFor="link-ticket" className="secondary small">{t('link.other')}</label>
        <TicketSelect id="link-ticket" except={ticketKey} value={other} onChoose={(key) => { setOther(key); link.reset(); }} />
        <label htmlFor="link-relation" className="secondary small">{t('link.otherIs')}</label>
        <Select id="link-relation" value={relation} options={linkRelations.map((value) => ({ value, label: t(`link.is.${value}`) }))} onChange={(value: LinkRelation) => { setRelation(value); link.reset(); }} />
      </div>
      {link.error ? <ErrorNotice fault={link.error} isCompact isKept /> : null}
    </Modal>
  );
}

/** Searched on the server: of all tickets the reader may read. */
function TicketSelect({ id, except, value, onChoose }: { id: string; except: string; value: string | null; onChoose: (key: string) => void }): ReactNode {
  const { t, say } = useTexts();
  const [text, setText] = useState('');
  const found = useRead('tickets.list', { query: { q: text.trim(), limit: 20 } }, { staleMs: 10_000, keepsOld: true });
  const isFound = !found.isLoading && !found.isPlaceholderData;
  const rows = isFound ? (found.data?.items ?? []).filter(({ key }) => key !== except) : [];
  return (
    <Select<string | null>
      id={id} autoFocus placeholder={t('link.search')} loading={found.isFetching} notFoundContent={found.error ? <ErrorNotice fault={found.error} isCompact /> : isFound ? t('link.noneFound') : t('loading')} defaultActiveFirstOption={isFound && text !== ''}
      showSearch={{ filterOption: false, onSearch: setText }} value={value} optionLabelProp="title"
      options={rows.map(({ key, title, stateName }) => ({ value: key, title: `${key} ${title}`, label: <span className={css.option}><span className={css.line}><bdi className={css.key}>{key}</bdi><bdi className="ellipsis">{title}</bdi></span><span className="secondary small">{say(stateName)}</span></span> }))}
      onSelect={(key) => { setText(''); if (key !== null) onChoose(key); }}
    />
  );
}
