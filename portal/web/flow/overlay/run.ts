/** Which run of a ticket is looked at, as the address says it; the latest when it says nothing. */
export interface RunChoice { run?: number }
export const parseRun = (search: Readonly<Record<string, unknown>>): RunChoice => {
  const run = Number(search['run']);
  return Number.isSafeInteger(run) && run > 0 ? { run } : {};
};
