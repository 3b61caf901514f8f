/** Says that the connection is lost, and for a moment that it is back. Short gaps are not worth a word. */
import { use, useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { StateMark } from '../../ui/StateMark.tsx';
import { LiveContext, useLiveState } from '../live/useLive.ts';
import { useTexts } from '../texts/useTexts.tsx';
import css from './LiveBanner.module.css';

export function LiveBanner(): ReactNode {
  const { t, tell } = useTexts();
  const live = use(LiveContext);
  const state = useLiveState();
  const [shown, setShown] = useState<'no' | 'lost' | 'back'>('no');
  useEffect(() => {
    if (state === 'live') {
      setShown((was) => (was === 'lost' ? 'back' : 'no'));
      const timer = setTimeout(() => setShown('no'), 4_000);
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(() => setShown('lost'), 2_500);
    return () => clearTimeout(timer);
  }, [state]);
  const ended = live.ended();
  const lost = ended === null ? t('live.off') : `${tell(ended).message} ${tell(ended).fix}`;
  return (
    <div aria-live="polite" className={css.place} data-live={state}>
      {shown === 'no' ? null : (
        <p className={css.banner} data-kind={shown}>
          <StateMark state={shown === 'lost' ? 'warning' : 'ok'} isSilent />
          <span>{shown === 'lost' ? lost : t('live.back')}</span>
          {shown === 'lost' ? <Button size="small" onClick={() => live.retry()}>{t('live.retry')}</Button> : null}
        </p>
      )}
    </div>
  );
}
