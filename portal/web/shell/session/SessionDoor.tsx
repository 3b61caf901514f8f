/** Lets the signed-in in: asks who it is, sends strangers to sign in, and keeps the page when a session ends in the middle of work. */
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { ApiFault, asFault, createCall, newKey } from '../api/client.ts';
import { CallContext, keyOf } from '../api/read.ts';
import { createKeptStore } from '../kept/kept.ts';
import { KeptContext } from '../kept/useKept.ts';
import { LiveContext } from '../live/useLive.ts';
import { connectLive } from '../live/connect.ts';
import { useTexts } from '../texts/useTexts.tsx';
import { MeContext, sessionChannel, signInAddress, type Me } from './session.ts';
import css from './SessionDoor.module.css';

export function SessionDoor({ children }: { children: ReactNode }): ReactNode {
  const [isSignedOut, setIsSignedOut] = useState(false);
  const [csrf] = useState(() => ({ token: '' }));
  const queries = useQueryClient();
  const call = useMemo(() => createCall({ fetch: (url, init) => fetch(url, init), csrfToken: () => csrf.token, newKey, onSignedOut: () => setIsSignedOut(true) }), [csrf]);
  const who = useQuery<Me, ApiFault>({ queryKey: keyOf('me.read'), queryFn: ({ signal }) => call('me.read', { signal }), staleTime: 60_000, retry: (failures, thrown) => failures < 1 && thrown.status !== 401 });
  const me = who.data ?? null;
  if (me) csrf.token = me.csrfToken;

  useEffect(() => {
    if (me === null && who.error?.status === 401) location.replace(signInAddress(location.pathname + location.search));
  }, [me, who.error]);
  const personId = me?.person.id ?? null;
  const kept = useMemo(() => createKeptStore(localStorage, personId ?? 'nobody', () => Date.now()), [personId]);
  const [live, setLive] = useState<ReturnType<typeof connectLive> | null>(null);
  useEffect(() => {
    if (personId === null) return undefined;
    const connected = connectLive(() => setIsSignedOut(true));
    setLive(connected);
    const stop = connected.onCatchUp(() => void queries.invalidateQueries());
    return () => { stop(); connected.close(); };
  }, [personId, queries]);

  if (me === null) {
    const isLost = who.error !== null && asFault(who.error).status !== 401;
    return <div className={css.door}><Mark size={44} />{isLost ? <div className={css.fault}><ErrorNotice fault={who.error} onRetry={() => void who.refetch()} /></div> : null}</div>;
  }
  if (live === null) return <div className={css.door}><Mark size={44} /></div>;
  return (
    <MeContext value={me}>
      <CallContext value={call}>
        <KeptContext value={kept}>
          <LiveContext value={live}>
            <App className={css.app}>
              {children}
              <SignInAgain isOpen={isSignedOut} person={me.person.id} read={() => call('me.read')} onBack={(back) => { csrf.token = back.csrfToken; queries.setQueryData(keyOf('me.read'), back); setIsSignedOut(false); live.retry(); void queries.invalidateQueries(); }} />
            </App>
          </LiveContext>
        </KeptContext>
      </CallContext>
    </MeContext>
  );
}

/** Waits behind a dialog until the person has signed in in another tab. Somebody else signing in gets a fresh page. */
function SignInAgain({ isOpen, person, read, onBack }: { isOpen: boolean; person: string; read: () => Promise<Me>; onBack: (me: Me) => void }): ReactNode {
  const { t } = useTexts();
  const [isWaiting, setIsWaiting] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    const look = (): void => void read().then((me) => (me.person.id === person ? onBack(me) : location.reload()), () => undefined);
    const channel = new BroadcastChannel(sessionChannel);
    channel.addEventListener('message', look);
    addEventListener('focus', look);
    return () => { channel.close(); removeEventListener('focus', look); setIsWaiting(false); };
  }, [isOpen, onBack, person, read]);
  return (
    <Modal
      open={isOpen} title={t('session.ended')} closable={false} mask={{ closable: false }} keyboard={false}
      footer={[
        <Button key="reload" onClick={() => location.assign(signInAddress(location.pathname + location.search))}>{t('session.reload')}</Button>,
        <Button key="in" type="primary" autoFocus href={signInAddress('/signed-in')} target="_blank" rel="opener" onClick={() => setIsWaiting(true)}>{t('session.signIn')}</Button>,
      ]}
    >
      <p>{t('session.endedWhy')}</p>
      {isWaiting ? <p className="secondary">{t('session.waiting')}</p> : null}
    </Modal>
  );
}
