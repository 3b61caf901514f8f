/** Pages that need nobody signed in: they talk to the API without a session and keep what is typed for nobody. */
import { useMemo, type ReactNode } from 'react';
import { App } from 'antd';
import { createCall, newKey } from '../api/client.ts';
import { CallContext } from '../api/read.ts';
import { createKeptStore } from '../kept/kept.ts';
import { KeptContext } from '../kept/useKept.ts';
import css from './SessionDoor.module.css';

export function OpenDoor({ children }: { children: ReactNode }): ReactNode {
  const call = useMemo(() => createCall({ fetch: (url, init) => fetch(url, init), csrfToken: () => '', newKey, onSignedOut: () => undefined }), []);
  const kept = useMemo(() => createKeptStore(localStorage, 'nobody', () => Date.now()), []);
  return <CallContext value={call}><KeptContext value={kept}><App className={css.app}>{children}</App></KeptContext></CallContext>;
}
