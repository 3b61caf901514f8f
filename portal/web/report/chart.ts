/** The chart library, only what is used of it, in a part of its own that is fetched when a drawing is shown. It draws on a canvas: the page's policy lets nobody write style into markup. */
import { init, use as draws, type ComposeOption, type EChartsType } from 'echarts/core';
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

draws([BarChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

export const drawOn = (element: HTMLElement): EChartsType => init(element, null, { renderer: 'canvas' });
