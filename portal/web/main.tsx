/** Composition root of the browser half: theme, texts, session, router. */
import './shell/zod-jitless.ts';
import './shell/theme/base.css';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { createQueryClient } from './shell/api/read.ts';
import { createPortalRouter } from './shell/router.ts';
import { SessionDoor } from './shell/session/SessionDoor.tsx';
import { light, paint } from './shell/theme/palette.ts';
import { fitStylesToPolicy, readNonce } from './shell/theme/style-policy.ts';
import { fontFamily, monoFamily, themeOf } from './shell/theme/theme.ts';
import { textsOf } from './shell/texts/texts.ts';
import { TextsContext } from './shell/texts/useTexts.tsx';

const nonce = readNonce(document);
fitStylesToPolicy(document, nonce);
paint(document.documentElement, light);
document.documentElement.style.setProperty('--sb-font', fontFamily);
document.documentElement.style.setProperty('--sb-mono', monoFamily);

const texts = textsOf('en');
const theme = themeOf(light);
const queries = createQueryClient();
const router = createPortalRouter();

createRoot(document.getElementById('root')!).render(
  <ConfigProvider csp={{ nonce }} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
    <TextsContext value={texts}>
      <QueryClientProvider client={queries}>
        <SessionDoor><RouterProvider router={router} /></SessionDoor>
      </QueryClientProvider>
    </TextsContext>
  </ConfigProvider>,
);
