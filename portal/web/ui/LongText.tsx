/** What somebody wrote, as it was written; a very long one is folded so that what stands around it stays in reach. */
import { useState, type ReactNode } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';
import css from './LongText.module.css';

/** Longer than this many characters or lines is folded. */
const mostCharacters = 1_500;
const mostLines = 24;

export function LongText({ text }: { text: string }): ReactNode {
  const { t } = useTexts();
  const [isWhole, setIsWhole] = useState(false);
  const isLong = text.length > mostCharacters || text.split('\n').length > mostLines;
  return (
    <>
      <p className={`plain-text ${isLong && !isWhole ? css.folded : ''}`}><bdi>{text}</bdi></p>
      {isLong ? <button type="button" className={css.more} aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>{t(isWhole ? 'text.less' : 'text.all')}</button> : null}
    </>
  );
}
