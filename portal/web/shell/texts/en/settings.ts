/** English texts. */
export const settingsEn = {} as const;
