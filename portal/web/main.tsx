/** Composition root of the browser half: theme, texts, session, router. */
import './shell/zod-jitless.ts';
import './shell/theme/base.css';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createQueryClient } from './shell/api/read.ts';
import { createPortalRouter } from './shell/router.ts';
import { rememberedReader } from './shell/reader/reader.ts';
import { ReaderDoor } from './shell/reader/ReaderDoor.tsx';
import { OpenDoor } from './shell/session/OpenDoor.tsx';
import { SessionDoor } from './shell/session/SessionDoor.tsx';
import { fitStylesToPolicy, readNonce } from './shell/theme/style-policy.ts';
import { fontFamily, monoFamily } from './shell/theme/theme.ts';
import { loadTexts } from './shell/texts/texts.ts';

const nonce = readNonce(document);
fitStylesToPolicy(document, nonce);
document.documentElement.style.setProperty('--sb-font', fontFamily);
document.documentElement.style.setProperty('--sb-mono', monoFamily);

const queries = createQueryClient();
const router = createPortalRouter();
/** The one page that needs nobody signed in: behind the link of a mail. */
const approval = /^\/approve\/([\w-]{1,200})\/?$/.exec(location.pathname)?.[1] ?? null;
const ApprovalLinkPage = lazy(() => import('./notify/ApprovalLinkPage.tsx').then((module) => ({ default: module.ApprovalLinkPage })));
const remembered = rememberedReader(localStorage, navigator.languages);
// A language that cannot be fetched now is English until it can.
const texts = await loadTexts[remembered.locale]().catch(() => loadTexts.en());

createRoot(document.getElementById('root')!).render(
  <ReaderDoor nonce={nonce} first={{ ...remembered, texts }}>
    <QueryClientProvider client={queries}>
      {approval === null ? <SessionDoor><RouterProvider router={router} /></SessionDoor> : <OpenDoor><Suspense fallback={null}><ApprovalLinkPage token={approval} /></Suspense></OpenDoor>}
    </QueryClientProvider>
  </ReaderDoor>,
);
