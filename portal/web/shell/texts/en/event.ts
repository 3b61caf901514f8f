/** English texts. */
export const eventEn = {} as const;
