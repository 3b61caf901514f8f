/** Where a sign-in in a second tab ends: tells the waiting tab and closes itself where the browser allows. */
import { useEffect, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useTexts } from '../texts/useTexts.tsx';
import { sessionChannel } from './session.ts';

export function SignedInPage(): ReactNode {
  const { t } = useTexts();
  useEffect(() => {
    const channel = new BroadcastChannel(sessionChannel);
    channel.postMessage('in');
    const timer = setTimeout(() => window.close(), 400);
    return () => { clearTimeout(timer); channel.close(); };
  }, []);
  return <EmptyState icon="check" title={t('session.backTitle')} text={t('session.back')} action={<Link to="/">{t('session.toHome')}</Link>} />;
}
