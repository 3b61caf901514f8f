/** A drawing for who sees; what it says is its label, and every figure stands in the table beside it. A mark that is clicked is told by its series and place. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { EChartsType } from 'echarts/core';
import { useTexts } from '../shell/texts/useTexts.tsx';
import type { ChartOption } from './chart.ts';
import css from './Chart.module.css';

export function Chart({ option, label, height, onPick }: { option: ChartOption; label: string; height: number; onPick: (series: number, at: number) => void }): ReactNode {
  const { t } = useTexts();
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const latest = useRef(onPick);
  useEffect(() => { latest.current = onPick; });
  useEffect(() => {
    let made: EChartsType | null = null;
    let isGone = false;
    const sized = new ResizeObserver(() => made?.resize());
    import('./chart.ts').then(({ drawOn }) => {
      if (isGone || !host.current) return;
      made = drawOn(host.current);
      made.on('click', ({ seriesIndex, dataIndex }) => latest.current(seriesIndex ?? 0, dataIndex));
      sized.observe(host.current);
      setChart(made);
    }, () => setIsBroken(true));
    return () => { isGone = true; sized.disconnect(); made?.dispose(); };
  }, []);
  useEffect(() => { chart?.setOption(option, { notMerge: true }); }, [chart, option]);
  if (isBroken) return <p className="secondary small">{t('levels.chartBroke')}</p>;
  return <div ref={host} role="img" aria-label={label} className={css.chart} style={{ height }} data-drawn={chart !== null} />;
}
