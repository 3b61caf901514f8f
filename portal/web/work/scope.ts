/** Whose work is listed, as the address says it; the reader's own when it says nothing. */
export interface WorkScope { scope?: 'team' }
export const parseScope = (search: Readonly<Record<string, unknown>>): WorkScope => (search['scope'] === 'team' ? { scope: 'team' } : {});
