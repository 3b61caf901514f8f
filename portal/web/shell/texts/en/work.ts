/** English texts. */
export const workEn = {} as const;
