/** The one time a secret is shown. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { WebhookView } from '#api/webhook.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import settings from '../SettingsPage.module.css';
import css from './Webhooks.module.css';

export interface MadeSecret { webhook: WebhookView; secret: string }

export function SecretOnce({ made: { webhook, secret }, onClose }: { made: MadeSecret; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const title = t('webhook.secretMade', { name: webhook.name });
  return (
    <section className={settings.card} role="status" aria-label={title}>
      <div className={settings.head}><h2><StateMark state="ok" size={16} isSilent /><bdi>{title}</bdi></h2></div>
      <p>{t('webhook.secretOnce')}</p>
      <div className={css.value}><code data-webhook-secret><bdi>{secret}</bdi></code><CopyButton text={secret} label={t('webhook.secretCopy')} /></div>
      <div><Button size="small" onClick={onClose}>{t('webhook.secretKept')}</Button></div>
    </section>
  );
}
