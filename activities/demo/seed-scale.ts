/** Everyday tickets by the thousand, over a year, for trying the portal at scale: the same kernel, the same writer. Cut off, it goes on where it was; all of it is demo data and goes with it. */
import { CatalogueError } from '#domain/errors';
import { instantOf } from '#domain/values';
import type { Connection } from '#store/core/connection';
import { createDemoRepo } from '#store/demo/demo.repo';
import { routineStories } from './routine.ts';
import { gatherCompany } from './seed-once.ts';
import { plotOf, seedRoutine } from './seed-tickets.ts';

export interface ScaleSeed {
  connection: Connection;
  count: number;
  nowMs: () => number;
  /** How many of them were looked at: made, or there already. */
  onProgress: (done: number) => void;
  isStopping: () => boolean;
}
/** Days the tickets are spread over. */
const days = 364;

/** Answers how many were made, and how many of them are there. Throws SEED_COMPANY_MISSING, SEED_FLOW_UNFIT. */
export async function seedScale({ connection, count, nowMs, onProgress, isStopping }: ScaleSeed): Promise<{ made: number; done: number }> {
  // The series goes on as of the day it began: its tickets stay what they are.
  const begunOn = await createDemoRepo(connection).seriesDay() ?? instantOf(nowMs()).slice(0, 10);
  const now = `${begunOn}T23:59:59.999Z`;
  const company = await gatherCompany({ connection, nowMs: () => Date.parse(now) });
  if (company.cast.size === 0 || await company.flows.latest('incident') === null) throw new CatalogueError('SEED_COMPANY_MISSING');
  const series = routineStories({ now, count, days, series: `scale-${begunOn}-` });
  let done = 0;
  try {
    const made = await seedRoutine(company, await plotOf(company), series, (handful) => {
      done += handful;
      onProgress(done);
      return !isStopping();
    });
    return { made, done };
  } catch (thrown) {
    if (thrown instanceof Error && /does not fit the flow/.test(thrown.message)) throw new CatalogueError('SEED_FLOW_UNFIT', { reason: thrown.message });
    throw thrown;
  }
}
