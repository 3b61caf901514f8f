/** Headers an HTTP call of a flow sets itself: another host would be reached behind an allowed address, and another key would make one repair count as two. */
const ownHeaders: ReadonlySet<string> = new Set(['host', 'idempotency-key', 'content-length', 'transfer-encoding', 'connection']);

/** Kinds of activities whose input "headers" is sent by HTTP. */
export const httpKinds: ReadonlySet<string> = new Set(['http', 'http-probe']);

/** Whether a flow may not set this header, however it is written. */
export const isOwnHeader = (name: string): boolean => ownHeaders.has(name.trim().toLowerCase());
