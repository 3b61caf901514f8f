/** Which part of a ticket is open, as the address says it; the conversation when it says nothing. */
const tabs = ['conversation', 'timeline', 'tasks', 'details'] as const;
export interface TicketTab { tab?: (typeof tabs)[number] }
export const parseTab = (search: Readonly<Record<string, unknown>>): TicketTab => {
  const tab = tabs.find((known) => known === search['tab']);
  return tab === undefined || tab === 'conversation' ? {} : { tab };
};
