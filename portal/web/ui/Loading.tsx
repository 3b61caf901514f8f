/** What stands where something is being fetched: nothing for 200 ms, then grey lines of about the right size. */
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';
import css from './Loading.module.css';

export function Loading({ rows = 6, height = 36 }: { rows?: number; height?: number }): ReactNode {
  const { t } = useTexts();
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={css.loading}>
      <span className="visually-hidden">{t('loading')}</span>
      {isDue ? Array.from({ length: rows }, (_, at) => <div key={at} className={css.row} style={{ height }}><span className={css.bar} style={{ width: `${62 - ((at * 17) % 38)}%` }} /></div>) : <div style={{ height: rows * height }} />}
    </div>
  );
}
