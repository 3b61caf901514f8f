/** How an inbox may be put in order. */
/** Since when it is asked, the longest or the newest first; or the most urgent ticket first. */
export const inboxSorts = ['oldest', 'newest', 'priority'] as const;
export type InboxSort = (typeof inboxSorts)[number];
