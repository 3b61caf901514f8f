/** Lets the signed-in in: asks who it is, sends strangers to sign in, and keeps the page when a session ends in the middle of work. */
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { laterOpened } from '../../ui/later.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { ApiFault, asFault, createCall, newKey } from '../api/client.ts';
import { CallContext, keyOf } from '../api/read.ts';
import { createKeptStore } from '../kept/kept.ts';
import { KeptContext } from '../kept/useKept.ts';
import { LiveContext } from '../live/useLive.ts';
import { connectLive } from '../live/connect.ts';
import type { Look } from '#domain/identity/identity.schema';
import type { Locale } from '#domain/values';
import { useReader } from '../reader/reader.ts';
import { MeContext, signInAddress, type Me } from './session.ts';
import css from './SessionDoor.module.css';

const loadSignInAgain = () => import('./SignInAgain.tsx').then(({ SignInAgain: part }) => part);
const SignInAgain = laterOpened(loadSignInAgain);
/** Milliseconds after which it is at hand, so that it is there when the portal is not what it was. */
const atHandMs = 5_000;

export function SessionDoor({ children }: { children: ReactNode }): ReactNode {
  const [isSignedOut, setIsSignedOut] = useState(false);
  const [csrf] = useState(() => ({ token: '' }));
  const queries = useQueryClient();
  const call = useMemo(() => createCall({ fetch: (url, init) => fetch(url, init), csrfToken: () => csrf.token, newKey, onSignedOut: () => setIsSignedOut(true) }), [csrf]);
  const who = useQuery<Me, ApiFault>({ queryKey: keyOf('me.read'), queryFn: ({ signal }) => call('me.read', { signal }), staleTime: 60_000, retry: (failures, thrown) => failures < 1 && thrown.status !== 401 });
  useEffect(() => {
    const timer = setTimeout(() => void loadSignInAgain().catch(() => undefined), atHandMs);
    return () => clearTimeout(timer);
  }, []);
  const me = who.data ?? null;
  if (me) csrf.token = me.csrfToken;

  const { choose } = useReader();
  const chosen = me === null ? null : `${me.person.locale} ${me.person.look}`;
  useEffect(() => {
    const [locale, look] = chosen?.split(' ') ?? [];
    if (locale && look) void choose({ locale: locale as Locale, look: look as Look }).catch(() => undefined);
  }, [choose, chosen]);
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
