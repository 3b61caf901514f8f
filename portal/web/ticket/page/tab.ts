/** Which part of a ticket is open, as the address says it, and whether its document is asked for; the conversation when it says nothing. */
const tabs = ['conversation', 'timeline', 'tasks', 'details'] as const;
export interface TicketTab { tab?: (typeof tabs)[number]; pdf?: true }
export const parseTab = (search: Readonly<Record<string, unknown>>): TicketTab => {
  const tab = tabs.find((known) => known === search['tab']);
  return { ...(tab === undefined || tab === 'conversation' ? {} : { tab }), ...(search['pdf'] === true ? { pdf: true } : {}) };
};
