/** The portal's state marks as path data on a square of 16 units: colour and shape, as on screen (ui/StateMark.tsx). */

/** `isFilled`: else it is drawn as a line. */
export interface MarkPath { d: string; isFilled: boolean }
export const marks = {
  critical: { d: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z', isFilled: true },
  warning: { d: 'M8 4.2 13 13H3Z', isFilled: false },
  info: { d: 'M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4Z', isFilled: true },
  ok: { d: 'm2.8 8.5 3.5 3.5 7-8', isFilled: false },
  unknown: { d: 'M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4Z', isFilled: false },
  paused: { d: 'M5.3 3v10M10.7 3v10', isFilled: false },
} as const satisfies Record<string, MarkPath>;
export type MarkName = keyof typeof marks;

/** As markup asks for it: `name` is the class its colour stands under. */
export const markView = (name: MarkName): { name: string; d: string; isFilled: boolean } => ({ name, ...marks[name] });
