/** "12 m ago", with the whole instant in the reader's zone on hover. */
import type { ReactNode } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { agoText, fullTime } from './time.ts';
import { useNow } from './useNow.ts';

export function RelativeTime({ at, className }: { at: string; className?: string }): ReactNode {
  const texts = useTexts();
  const now = useNow();
  return <time dateTime={at} title={fullTime(at, texts.locale)} className={className}>{agoText(Date.parse(at), now, texts)}</time>;
}
