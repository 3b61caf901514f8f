/** The service levels as PDF: the page as it is filtered, asked for and followed. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { QueryOf } from '#api/routes';
import { DocumentDialog } from '../document/DocumentDialog.tsx';
import { useDocument } from '../document/useDocument.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { Icon } from '../ui/Icon.tsx';

export function LevelsPdf({ query }: { query: QueryOf<'serviceLevels.read'> }): ReactNode {
  const { t, locale } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const state = useDocument('serviceLevels.document', { body: { ...query, locale } }, isOpen);
  return (
    <>
      <Button size="small" icon={<Icon name="letter" size={16} />} onClick={() => setIsOpen(true)} data-pdf>{t('document.pdf')}</Button>
      <DocumentDialog title={t('levels.pdf')} about={t('levels.pdfAbout')} zone={query.zone ?? 'Etc/UTC'} state={state} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  );
}
