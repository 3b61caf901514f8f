/** Which run of a ticket is looked at, as the address says it; the latest when it says nothing. */
export interface RunChoice {
  run?: number;
  /** Line of its log after which it is looked at; now when it says nothing. */
  seq?: number;
}
export const parseRun = (search: Readonly<Record<string, unknown>>): RunChoice => {
  const run = Number(search['run']);
  const seq = search['seq'] === undefined || search['seq'] === '' ? -1 : Number(search['seq']);
  return { ...(Number.isSafeInteger(run) && run > 0 ? { run } : {}), ...(Number.isSafeInteger(seq) && seq >= 0 && seq <= 10_000_000 ? { seq } : {}) };
};
