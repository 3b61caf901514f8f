import { describe, expect, it } from 'vitest';
import { contrast, dark, light } from './palette.ts';

const textPairs = [
  ['ink', 'surface'], ['ink', 'page'], ['ink-2', 'surface'], ['ink-2', 'page'], ['ink-2', 'surface-2'], ['ink-3', 'surface'], ['ink-3', 'page'], ['ink-3', 'surface-2'], ['ink-3', 'surface-hover'], ['ink-3', 'brand-tint'], ['ink-3', 'internal'],
  ['ink-on-brand', 'brand'], ['brand', 'surface'], ['brand', 'page'], ['brand-strong', 'brand-tint'], ['rail-ink', 'rail'], ['rail-ink-on', 'rail-on'],
  ['critical-ink', 'surface'], ['critical-ink', 'critical-tint'], ['warning-ink', 'surface'], ['warning-ink', 'warning-tint'], ['ok-ink', 'ok-tint'], ['internal-ink', 'internal'],
  ['people', 'people-tint'], ['machine', 'machine-tint'], ['decision', 'decision-tint'], ['time', 'time-tint'], ['message', 'message-tint'],
] as const;
const marks = ['critical', 'major', 'minor', 'warning', 'info', 'ok', 'unknown', 'maintenance', 'paused'] as const;

describe.each([['light', light], ['dark', dark]] as const)('the %s palette', (_, palette) => {
  it.each(textPairs)('keeps %s readable on %s (AA, 4.5:1)', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(marks)('keeps the mark %s visible on its surface (3:1)', (mark) => {
    expect(contrast(palette[mark], palette.surface)).toBeGreaterThanOrEqual(3);
  });
});
describe('contrast', () => {
  it('knows black on white is 21 to 1', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  });
});
