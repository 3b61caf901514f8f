/** The colours of the marks of reports, by meaning. */
import type { LevelState } from '#domain/report/levels.schema';
import type { ColourName } from '../shell/theme/palette.ts';

/** States of promises: red, amber and green are theirs alone. */
export const levelFills: Record<LevelState, ColourName> = { met: 'ok-ink', open: 'paused', atRisk: 'warning', breached: 'critical-ink' };
/** Steps have no state: the colours of the kinds of steps, far from red, amber and green. */
export const stepFills: readonly ColourName[] = ['brand', 'machine', 'decision', 'time', 'people', 'maintenance', 'message', 'paused'];
