/** What the reference is searched for, as the address says it. */
export interface SearchWords { q?: string }
export const parseSearchWords = (search: Readonly<Record<string, unknown>>): SearchWords => (typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {});
