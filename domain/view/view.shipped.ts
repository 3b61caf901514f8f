/** The views every list comes with. Their ids are words, so that no saved view's can be one. Pure. */
import type { ViewList, ViewSearch } from './view.schema.ts';

export const shippedViewIds = ['all', 'mine', 'team', 'unassigned', 'breaching'] as const;
export type ShippedViewId = (typeof shippedViewIds)[number];
export interface ShippedView { id: ShippedViewId; search: ViewSearch }

const all: ShippedView = { id: 'all', search: {} };
/** What an agent asks first: mine, my team's, nobody's, and what breaks today. */
const ofTickets: readonly ShippedView[] = [
  all, { id: 'mine', search: { mine: 'assigned' } }, { id: 'team', search: { mine: 'team' } }, { id: 'unassigned', search: { assignee: '-' } }, { id: 'breaching', search: { due: 'today', sort: 'due' } },
];
/** `isWide`: for who sees more than their own things; everybody else has nothing to divide. */
export const shippedViews = (list: ViewList, isWide: boolean): readonly ShippedView[] => (list === 'tickets' && isWide ? ofTickets : [all]);
export const isShipped = (id: string): id is ShippedViewId => shippedViewIds.some((known) => known === id);
