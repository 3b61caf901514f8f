/** The drawings of the service levels as options of the chart library. Pure: figures and colours in, options out. Numbers stand on the marks; a mark too small for its number has none. */
import { contrast, type Palette } from '../shell/theme/palette.ts';
import type { ChartOption } from './chart.ts';

export interface Look { palette: Palette; isRtl: boolean; font: string; hasMotion: boolean }
/** A kind of mark: its name, its colour, and its values in the order of the categories. `labels` stand in place of the values. */
export interface Series { name: string; colour: string; values: readonly number[]; labels?: readonly string[] }
export interface Bars { categories: readonly string[]; series: readonly Series[]; /** Default: lying, the first on top. */ isUpright?: boolean; /** One bar of parts that fill it. */ isWhole?: boolean; number: (value: number) => string }

const room = 6;

/** Stacked bars. */
export function barsOption({ categories, series, isUpright = false, isWhole = false, number }: Bars, { palette, isRtl, font, hasMotion }: Look): ChartOption {
  const text = { color: palette['ink-2'], fontFamily: font, fontSize: 12 };
  const names = {
    type: 'category' as const, data: [...categories], inverse: isUpright ? isRtl : true, axisTick: { show: false }, axisLine: { show: isUpright, lineStyle: { color: palette['line-strong'] } },
    axisLabel: { ...text, show: !isWhole, hideOverlap: true, overflow: 'truncate' as const, width: isUpright ? 56 : 92 }, ...(isUpright ? {} : { position: isRtl ? 'right' as const : 'left' as const }),
  };
  const values = { type: 'value' as const, inverse: isUpright ? false : isRtl, minInterval: 1, ...(isWhole ? { max: 'dataMax' as const } : {}), axisLabel: { ...text, show: isUpright, formatter: (value: number) => number(value) }, splitLine: { show: isUpright, lineStyle: { color: palette.line } }, ...(isUpright ? { position: isRtl ? 'right' as const : 'left' as const } : {}) };
  return {
    animation: hasMotion, animationDuration: 160, animationDurationUpdate: 160,
    grid: { top: isUpright ? 12 : 4, bottom: isUpright ? 24 : 4, left: isWhole ? 0 : isUpright && isRtl ? 8 : isUpright ? 36 : isRtl ? 8 : 104, right: isWhole ? 0 : isUpright && isRtl ? 36 : isUpright ? 8 : isRtl ? 104 : 8 },
    tooltip: { trigger: 'item', renderMode: 'richText', backgroundColor: palette.surface, borderColor: palette.line, textStyle: { ...text, color: palette.ink }, formatter: (at: unknown) => tip(at, series, number) },
    xAxis: isUpright ? names : values, yAxis: isUpright ? values : names,
    series: series.map(({ name, colour, values: all, labels }) => ({
      type: 'bar' as const, name, stack: 'all', barMaxWidth: isUpright ? 36 : 22, barWidth: isWhole ? 34 : '72%', cursor: 'pointer', itemStyle: { color: colour, borderColor: palette.surface, borderWidth: 1 }, emphasis: { itemStyle: { opacity: 0.86 } },
      // A mark of nothing would still draw its edge over the axis.
      data: all.map((value) => (value === 0 ? '-' : value)), label: { show: true, color: inkOn(colour, palette), fontFamily: font, fontSize: 12, fontWeight: 600 as const, formatter: ({ dataIndex }: { dataIndex: number }) => (all[dataIndex] ? labels?.[dataIndex] ?? number(all[dataIndex]) : '') },
      labelLayout: ({ rect, labelRect }: { rect: { width: number; height: number }; labelRect: { width: number; height: number } }) => (rect.width < labelRect.width + room || rect.height < labelRect.height + 2 ? { x: -1_000 } : {}),
    })),
  };
}

/** What is read best on a fill. */
export const inkOn = (fill: string, { surface, ink }: Pick<Palette, 'surface' | 'ink'>): string => (contrast(fill, surface) >= contrast(fill, ink) ? surface : ink);

function tip(at: unknown, series: readonly Series[], number: (value: number) => string): string {
  const { seriesIndex = 0, dataIndex = 0, name = '' } = at as { seriesIndex?: number; dataIndex?: number; name?: string };
  const of = series[seriesIndex];
  return [name, `${of?.name ?? ''} ${of?.labels?.[dataIndex] ?? number(of?.values[dataIndex] ?? 0)}`].filter((part) => part !== '').join('\n');
}
