/** What stands in place of a page that broke, is not there, or is not for the reader. A page part that is gone after an update asks for a reload. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ApiFault } from './api/client.ts';
import { useCrumbs } from './frame/crumbs.ts';
import { useMe } from './session/session.ts';
import { useTexts } from './texts/useTexts.tsx';

const isOldPage = (error: unknown): boolean => error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);

export function PageFault({ error }: { error: unknown }): ReactNode {
  const { t } = useTexts();
  const fault = error instanceof ApiFault ? error : new ApiFault({ code: isOldPage(error) ? 'PAGE_OLD' : 'PAGE_BROKE', family: 'broken', message: '', hint: '' }, 0);
  return <div style={{ padding: 24, maxWidth: 640, display: 'grid', gap: 16, justifyItems: 'start' }}><ErrorNotice fault={fault} /><Button onClick={() => location.reload()}>{t('fault.reload')}</Button></div>;
}

/** What a page is about could not be read: it is not there, or the fault with another try in the page's own place. */
export function ReadFault({ fault, onRetry, className }: { fault: ApiFault; onRetry: () => void; className: string | undefined }): ReactNode {
  return fault.status === 404 ? <NotFoundPage /> : <div className={className}><ErrorNotice fault={fault} onRetry={onRetry} /></div>;
}

export function NotFoundPage(): ReactNode {
  const { t } = useTexts();
  return <EmptyState isPage icon="search" title={t('notFound.title')} text={t('notFound.text')} action={<Link to="/">{t('notFound.home')}</Link>} />;
}

/** The address is known, but none of the reader's roles opens it: says so, and which roles they have. */
export function ForbiddenPage(): ReactNode {
  const { t, say, list } = useTexts();
  const me = useMe();
  useCrumbs([{ label: t('forbidden.title') }]);
  const roles = list([...new Set(me.roles.map((role) => say(role.name)))]);
  return <EmptyState isPage icon="lock" title={t('forbidden.title')} text={t('forbidden.text', { roles })} action={<Link to="/">{t('notFound.home')}</Link>} />;
}
