/** Ticket states are set where a token passes; a flow that sets some must say how the ticket ends. */
import { atFlow, type FlowRule } from '../flow.view.ts';

export const ticketStatesRule: FlowRule = {
  rule: 'ticket-states',
  about: "A flow that moves the ticket through states but never resolves it leaves the ticket's clocks running after its end.",
  check(flow) {
    const states = new Set([...flow.nodes.values()].flatMap((node) => (node.ticketState === undefined ? [] : [node.ticketState])));
    if (states.size === 0 || ['resolved', 'closed', 'cancelled'].some((state) => states.has(state))) return [];
    return [atFlow('ticket-never-resolved', '/nodes', {}, { severity: 'warning' })];
  },
};
