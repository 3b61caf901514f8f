/** An error where it happened: what happened, what was kept, what to do. Texts of known codes are keyed; the server's own stand in for the rest. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ErrorDetail } from '#domain/errors';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ApiFault, asFault } from '../shell/api/client.ts';
import { placeOf } from './fault-place.ts';
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
  const { tell } = useTexts();
  return (thrown) => {
    const fault = asFault(thrown);
    const { message, fix } = tell(fault.shape);
    return { fault, message, hint: fix };
  };
}

/** One fault of several: where (step and field, where it is in a flow), what is wrong and what to do. */
function Detail({ detail }: { detail: ErrorDetail }): ReactNode {
  const { tell } = useTexts();
  const { message, fix } = tell(detail);
  const where = placeOf(detail);
  return <li>{where ? <code>{where}</code> : null} <bdi>{message}</bdi>{fix ? <> <span className="secondary"><bdi>{fix}</bdi></span></> : null}</li>;
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
            {details.slice(0, 8).map((detail, at) => <Detail key={at} detail={detail} />)}
          </ul>
        ) : null}
        {requestId && family === 'broken' ? <p className={css.request}>{t('fault.requestId', { id: requestId })}</p> : null}
      </div>
      {onRetry ? <Button size="small" onClick={onRetry}>{t('fault.again')}</Button> : null}
    </div>
  );
}
