/** An error where it happened: what happened, what was kept, what to do. Texts of known codes are keyed; the server's own stand in for the rest. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ApiFault, asFault } from '../shell/api/client.ts';
import { StateMark } from './StateMark.tsx';
import css from './ErrorNotice.module.css';

export interface ErrorNoticeProps {
  fault: unknown;
  /** Offers to try again. */
  onRetry?: () => void;
  /** Something typed stands beside it and is kept. */
  isKept?: boolean;
  isCompact?: boolean;
}
/** What happened and what to do, in the reader's language. */
export function useFaultTexts(): (thrown: unknown) => { message: string; hint: string; fault: ApiFault } {
  const { t, knows } = useTexts();
  return (thrown) => {
    const fault = asFault(thrown);
    const { code, message, hint, params } = fault.shape;
    const filled = Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value ?? '')]));
    const key = `fault.${code}`;
    const hintKey = `fault.${code}.hint`;
    return { fault, message: knows(key) ? t(key, filled) : message, hint: knows(hintKey) ? t(hintKey, filled) : hint };
  };
}

export function ErrorNotice({ fault: thrown, onRetry, isKept = false, isCompact = false }: ErrorNoticeProps): ReactNode {
  const { t } = useTexts();
  const { fault, message, hint } = useFaultTexts()(thrown);
  const { details, requestId, family } = fault.shape;
  return (
    <div role="alert" className={`${css.notice} ${isCompact ? css.compact : ''}`} data-family={family} data-code={fault.shape.code}>
      <StateMark state={family === 'conflict' ? 'warning' : 'critical'} isSilent />
      <div className={css.words}>
        <p className={css.message}><bdi>{message}</bdi></p>
        <p className={css.hint}>{isKept ? `${t('fault.kept')} ` : ''}<bdi>{hint}</bdi></p>
        {details && details.length > 0 ? (
          <ul className={css.details} aria-label={t('fault.details')}>
            {details.slice(0, 8).map((detail, at) => <li key={at}>{detail.path ? <code>{detail.path}</code> : null} <bdi>{detail.message}</bdi></li>)}
          </ul>
        ) : null}
        {requestId && family === 'broken' ? <p className={css.request}>{t('fault.requestId', { id: requestId })}</p> : null}
      </div>
      {onRetry ? <Button size="small" onClick={onRetry}>{t('fault.again')}</Button> : null}
    </div>
  );
}
