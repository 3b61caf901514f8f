/** Puts a text on the clipboard and says so for a moment. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTexts } from '../shell/texts/useTexts.tsx';

export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
  const { t } = useTexts();
  const [isCopied, setIsCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(text).then(() => { setIsCopied(true); setTimeout(() => setIsCopied(false), 2_000); });
  return <Button size="small" aria-label={label} onClick={copy}>{isCopied ? t('action.copied') : t('action.copy')}</Button>;
}
