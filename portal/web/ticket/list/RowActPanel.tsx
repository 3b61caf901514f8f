/** What came of acting on rows: progress with a way to stop, then one line a ticket that could not be done, with why. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { RowActs } from './useRowActs.ts';
import css from './BulkBar.module.css';

export function RowActPanel({ acts }: { acts: RowActs }): ReactNode {
  const { t } = useTexts();
  const { work } = acts;
  if (work === null) return null;
  const { results, count, isOver, act } = work;
  const done = results.filter(({ is }) => is === 'done').length;
  if (!isOver && count === 1) return null;
  return (
    <section className={css.panel} aria-label={t('bulk.results')} aria-live="polite" data-results={isOver ? 'over' : 'running'}>
      <div className={css.line}>
        <strong>{isOver ? t('bulk.over', { done, count }) : t('bulk.running', { done: results.length, count })}</strong>
        <span className={css.rest} />
        {isOver ? <Button size="small" type="text" onClick={acts.close}>{t('action.close')}</Button> : <Button size="small" onClick={acts.stop}>{t('bulk.stop')}</Button>}
      </div>
      {isOver ? null : <Progress percent={Math.round((results.length / count) * 100)} showInfo={false} size="small" aria-label={t('bulk.results')} />}
      {isOver ? (
        <ul className={css.results}>
          {results.map((result) => (
            <li key={result.key} data-result={result.is} data-result-key={result.key}>
              <StateMark state={result.is === 'done' ? 'ok' : result.is === 'nothing' ? 'unknown' : 'warning'} size={14} isSilent />
              <Link to="/tickets/$key" params={{ key: result.key }} className="figures">{result.key}</Link>
              {result.is === 'done' ? <span>{t(`bulk.done.${act.action}`)}</span> : result.is === 'nothing' ? <span>{t(`bulk.nothing.${act.action}`)}</span> : <ErrorNotice fault={result.fault} isCompact />}
            </li>
          ))}
          {results.length < count ? <li><StateMark state="paused" size={14} isSilent /><span>{t('bulk.left', { count: count - results.length })}</span></li> : null}
        </ul>
      ) : null}
    </section>
  );
}
