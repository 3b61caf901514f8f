/** The body of a dead letter as plain text: its beginning at once, the rest on request, for it may be five megabytes. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { DeadLetter } from '#domain/alarm/alarm.schema';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import css from './SettingsPage.module.css';

export function LetterBody({ letter }: { letter: DeadLetter }): ReactNode {
  const { t } = useTexts();
  const [isWhole, setIsWhole] = useState(false);
  const whole = useRead('deadLetters.read', { params: { id: letter.id } }, { isEnabled: isWhole && letter.isCut });
  const isCut = letter.isCut && !whole.data;
  return (
    <>
      <pre className={css.body}><bdi>{whole.data?.body ?? letter.body}</bdi></pre>
      {whole.error ? <ErrorNotice fault={whole.error} onRetry={() => void whole.refetch()} /> : null}
      {isCut ? <p className="secondary small">{t('dead.cut', { shown: letter.body.length, size: letter.size })} <Button size="small" loading={isWhole && whole.isFetching} onClick={() => setIsWhole(true)}>{t('dead.whole')}</Button></p> : null}
    </>
  );
}
