import { describe, expect, it } from 'vitest';
import { contrast, dark, light } from '../shell/theme/palette.ts';
import { levelFills, stepFills } from './fills.ts';
import { barsOption, inkOn, type Bars } from './bars.ts';

const look = { palette: light, isRtl: false, font: 'sans-serif', hasMotion: false };
const bars: Bars = { categories: ['Network', 'Service desk'], series: [{ name: 'Met', colour: light['ok-ink'], values: [12, 0] }], number: String };
interface Drawn { xAxis: { inverse: boolean }; yAxis: { position: string; data?: string[] }; series: { data: number[]; label: { formatter(at: { dataIndex: number }): string }; labelLayout(box: object): object }[] }
const drawn = (given: Partial<Bars> = {}, isRtl = false) => barsOption({ ...bars, ...given }, { ...look, isRtl }) as unknown as Drawn;

describe('bars', () => {
  it('carry their numbers, and none where there is nothing', () => {
    const [series] = drawn().series;
    expect([series!.label.formatter({ dataIndex: 0 }), series!.label.formatter({ dataIndex: 1 })]).toEqual(['12', '']);
  });
  it.each([['light', light], ['dark', dark]] as const)('keep their numbers readable on every fill in %s (AA, 4.5:1)', (_, palette) => {
    for (const name of [...Object.values(levelFills), ...stepFills]) expect([name, contrast(inkOn(palette[name], palette), palette[name]) >= 4.5]).toEqual([name, true]);
  });
  it('leave a number out that does not fit its mark', () => {
    const [series] = drawn().series;
    expect(series!.labelLayout({ rect: { width: 10, height: 20 }, labelRect: { width: 14, height: 12 } })).toEqual({ x: -1_000 });
    expect(series!.labelLayout({ rect: { width: 40, height: 20 }, labelRect: { width: 14, height: 12 } })).toEqual({});
  });
  it('run from right to left where reading does', () => {
    expect([drawn().xAxis.inverse, drawn().yAxis.position]).toEqual([false, 'left']);
    expect([drawn({}, true).xAxis.inverse, drawn({}, true).yAxis.position]).toEqual([true, 'right']);
    expect(drawn({ isUpright: true }, true).xAxis.inverse).toBe(true);
  });
});
