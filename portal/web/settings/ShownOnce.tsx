/** A secret that was just made: shown this once, until it was taken down. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import css from './SettingsPage.module.css';

export function ShownOnce({ title, text, secret, onClose }: { title: string; text: string; secret: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.card} role="status" aria-label={title}>
      <div className={css.head}><h2><StateMark state="ok" size={16} isSilent /><bdi>{title}</bdi></h2></div>
      <p>{text}</p>
      <div className={css.address}><code data-made-secret dir="ltr"><bdi>{secret}</bdi></code><CopyButton text={secret} label={t('webhook.secretCopy')} /></div>
      <div><Button size="small" onClick={onClose}>{t('webhook.secretKept')}</Button></div>
    </section>
  );
}
