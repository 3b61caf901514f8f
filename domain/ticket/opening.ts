/** How a ticket begins where nobody says otherwise. */
import type { FlowFile } from '../flow/flow.schema.ts';
import type { ManagedObject } from '../object/object.schema.ts';
import type { Priority, TicketType } from './ticket.schema.ts';

/** The start node people come in by; null leaves it to the kernel (a flow with one start). */
export const formStartOf = (file: FlowFile): string | null =>
  Object.entries(file.nodes).find(([, node]) => node.kind === 'start' && node.scope === undefined && (node.config['trigger'] ?? 'form') === 'form')?.[0] ?? null;

const byImpact: Readonly<Record<number, Priority>> = { 1: 'P1', 2: 'P2', 3: 'P3', 4: 'P4' };
/** By the impact of what it is about. */
export const usualPriority = (object: Pick<ManagedObject, 'impact'> | null): Priority => byImpact[object?.impact ?? 3] ?? 'P3';
/** The team that handles it first. */
export const firstTeam = ({ firstHandler }: Pick<TicketType, 'firstHandler'>, object: Pick<ManagedObject, 'team'> | null): string => (firstHandler.by === 'objectTeam' ? object?.team ?? firstHandler.team : firstHandler.team);

/** Tickets that open one another in a row, and tickets that descend from one. */
export const openingLimits = { depth: 8, descendants: 200 } as const;
