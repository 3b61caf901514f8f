/** Events by what they are about, for filters: every action belongs to one family. */
import { eventActions, type EventAction } from './event.schema.ts';

export const eventFamilies = ['ticket', 'task', 'run', 'clock', 'alarm', 'flow', 'settings', 'session'] as const;
export type EventFamily = (typeof eventFamilies)[number];

/** By the first word of the action; what is new and stands here not is counted to settings. */
const familyOfWord: Readonly<Record<string, EventFamily>> = {
  ticket: 'ticket', file: 'ticket', mail: 'ticket', message: 'run', task: 'task', approval: 'task', run: 'run', activity: 'run', clock: 'clock', alarm: 'alarm', alarmGroup: 'alarm', deadLetter: 'alarm', flow: 'flow', schedule: 'flow', startLetter: 'flow', source: 'settings', secret: 'settings', demo: 'settings', role: 'settings', installation: 'settings', catalog: 'settings', absence: 'settings', webhook: 'settings', noticeRule: 'settings', report: 'settings', session: 'session',
};
export const familyOf = (action: EventAction): EventFamily => familyOfWord[action.split('.')[0] ?? ''] ?? 'settings';
/** The actions of some families. */
export const actionsOfFamilies = (families: readonly EventFamily[]): EventAction[] => eventActions.filter((action) => families.includes(familyOf(action)));
