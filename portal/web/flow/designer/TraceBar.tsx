/** Following a trace on the drawing, step by step: where one is, forward, back, and away. */
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Trace } from './useTrace.ts';
import css from './TraceBar.module.css';

export function TraceBar({ trace, nameOf, onGo, onClose }: { trace: Trace; nameOf: (node: string) => string; onGo: (at: number) => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => { next.current?.focus({ preventScroll: true }); }, [trace.steps]);
  const last = trace.steps.length - 1;
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowRight' && trace.at < last) onGo(trace.at + 1);
    if (event.key === 'ArrowLeft' && trace.at > 0) onGo(trace.at - 1);
    if (event.key === 'Escape') onClose();
  };
  return (
    <section className={css.bar} aria-label={t('flow.trace')} data-trace-at={trace.at + 1} data-trace-step={trace.steps[trace.at]} onKeyDown={onKeyDown}>
      <div className={css.words}>
        <strong className={css.message}><bdi>{trace.message}</bdi></strong>
        <span className={css.here} aria-live="polite"><span className="figures">{t('flow.traceAt', { n: trace.at + 1, count: trace.steps.length })}</span> <bdi>{nameOf(trace.steps[trace.at] ?? '')}</bdi></span>
      </div>
      <div className={css.buttons}>
        <Button size="small" aria-label={t('flow.traceBack')} disabled={trace.at === 0} icon={<Icon name="arrowLeft" size={16} />} onClick={() => onGo(trace.at - 1)} />
        <Button ref={next} size="small" aria-label={t('flow.traceOn')} disabled={trace.at === last} icon={<Icon name="arrowRight" size={16} />} onClick={() => onGo(trace.at + 1)} />
        <Button size="small" type="text" aria-label={t('flow.traceEnd')} icon={<Icon name="close" size={14} />} onClick={onClose} />
      </div>
    </section>
  );
}
