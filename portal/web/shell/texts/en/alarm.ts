/** English texts. */
export const alarmEn = {} as const;
