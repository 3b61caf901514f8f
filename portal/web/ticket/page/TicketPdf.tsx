/** Asks for a ticket as PDF, with or without what colleagues wrote each other. */
import { useState, type ReactNode } from 'react';
import { Checkbox } from 'antd';
import { DocumentDialog } from '../../document/DocumentDialog.tsx';
import { useDocument } from '../../document/useDocument.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './TicketPdf.module.css';

export interface TicketPdfProps { ticketKey: string; mayInternal: boolean; isOpen: boolean; onClose: () => void }

export function TicketPdf({ ticketKey, mayInternal, isOpen, onClose }: TicketPdfProps): ReactNode {
  const { t, locale } = useTexts();
  const [withInternal, setWithInternal] = useState(false);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const state = useDocument('documents.ofTicket', { params: { key: ticketKey }, body: { locale, zone, withInternal: mayInternal && withInternal } }, isOpen);
  return (
    <DocumentDialog title={t('document.pdfOf', { key: ticketKey })} about={t('document.about')} zone={zone} state={state} isOpen={isOpen} onClose={onClose}>
      {mayInternal ? (
        <Checkbox className={css.choice ?? ''} checked={withInternal} disabled={state.isBusy} onChange={(event) => setWithInternal(event.target.checked)}>
          {t('document.withInternal')}<span className="secondary small">{t('document.withInternalHint')}</span>
        </Checkbox>
      ) : null}
    </DocumentDialog>
  );
}
