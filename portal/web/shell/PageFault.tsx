/** What stands in place of a page that broke or is not there. A page part that is gone after an update asks for a reload. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ApiFault } from './api/client.ts';
import { useTexts } from './texts/useTexts.tsx';

const isOldPage = (error: unknown): boolean => error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);

export function PageFault({ error }: { error: unknown }): ReactNode {
  const { t } = useTexts();
  const fault = error instanceof ApiFault ? error : new ApiFault({ code: isOldPage(error) ? 'PAGE_OLD' : 'PAGE_BROKE', family: 'broken', message: '', hint: '' }, 0);
  return <div style={{ padding: 24, maxWidth: 640, display: 'grid', gap: 16, justifyItems: 'start' }}><ErrorNotice fault={fault} /><Button onClick={() => location.reload()}>{t('fault.reload')}</Button></div>;
}

export function NotFoundPage(): ReactNode {
  const { t } = useTexts();
  return <EmptyState icon="search" title={t('notFound.title')} text={t('notFound.text')} action={<Link to="/">{t('notFound.home')}</Link>} />;
}
