/** English texts. */
export const ticketEn = {} as const;
