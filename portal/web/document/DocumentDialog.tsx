/** Asks for a document: what will stand in it, how far it is, and the file. What is asked for is the caller's. */
import type { ReactNode } from 'react';
import { Button, Modal } from 'antd';
import type { DocumentView } from '#api/document.api';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { shortTime } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';
import type { DocumentState } from './useDocument.ts';
import css from './DocumentDialog.module.css';

export interface DocumentDialogProps { title: string; about: string; zone: string; state: DocumentState; isOpen: boolean; onClose: () => void; /** What can be chosen. */ children?: ReactNode }

export function DocumentDialog({ title, about, zone, state, isOpen, onClose, children }: DocumentDialogProps): ReactNode {
  const { t } = useTexts();
  const { document, isBusy, fault, make, save } = state;
  const isReady = document?.status === 'ready';
  return (
    <Modal
      open={isOpen} onCancel={onClose} title={title} destroyOnHidden
      footer={[
        <Button key="back" onClick={onClose}>{t('action.back')}</Button>,
        isReady ? <Button key="again" onClick={make} data-pdf-make>{t('document.again')}</Button> : null,
        isReady ? <Button key="save" type="primary" onClick={save} data-pdf-save>{t('document.download')}</Button> : <Button key="make" type="primary" autoFocus loading={isBusy} onClick={make} data-pdf-make>{t('document.make')}</Button>,
      ]}
    >
      <p>{about}</p>
      <p className="secondary small">{t('document.voice', { zone })}</p>
      {children}
      <div className={css.progress} role="status" data-pdf-status={document?.status ?? (isBusy ? 'waiting' : undefined)}>
        {isBusy ? <Progress document={document} /> : isReady ? <Ready document={document} /> : null}
      </div>
      {fault && !isBusy ? <ErrorNotice fault={fault} isCompact onRetry={isReady ? save : make} /> : null}
    </Modal>
  );
}

function Progress({ document }: { document: DocumentView | null }): ReactNode {
  const { t } = useTexts();
  const attempt = document?.attempt ?? 0;
  return <><span className={css.bar} aria-hidden="true"><span /></span><p>{attempt > 1 ? t('document.retrying', { attempt }) : t(document?.status === 'rendering' ? 'document.rendering' : 'document.waiting')} <span className="secondary small">{t('document.mayLeave')}</span></p></>;
}

function Ready({ document }: { document: DocumentView }): ReactNode {
  const { t, locale } = useTexts();
  const now = useNow();
  return (
    <p className={css.ready}>
      <StateMark state="ok" size={16} isSilent />
      <span><bdi>{t('document.ready', { file: document.fileName })}</bdi><span className="secondary small">{t('document.size', { count: document.pages ?? 0, size: Math.max(1, Math.round((document.bytes ?? 0) / 1000)) })}</span><span className="secondary small">{t('document.kept', { time: shortTime(document.expiresAt, locale, now) })}</span></span>
    </p>
  );
}
