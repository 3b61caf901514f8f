/** How long a ticket takes as PDF, warm, and how large the file is: a usual one in each language, and one with 1,000 lines; and what the first one costs, which starts the browser. */
import { performance } from 'node:perf_hooks';
import { parseStarterSettings } from '#domain/settings';
import type { Json, Locale } from '#domain/values';
import { locateBrowser } from '#embedded/browser';
import { silentLog } from '#embedded/located';
import { createPdfRenderer } from '#integrations/renderers/index';
import { treeBytes } from '#integrations/renderers/pdf/memory';
import { manyComments, manyEvents, ticketModel } from '../builders/document.builder.ts';
import type { BenchResult } from './bench.ts';

const ROUNDS = 9;
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

export async function run(): Promise<BenchResult> {
  const path = (await locateBrowser(parseStarterSettings(process.env), silentLog)).path!;
  const renderer = createPdfRenderer({ find: () => path, log: { warn: () => undefined } });
  const make = async (locale: Locale, change: object = {}) => {
    const began = performance.now();
    const { pdf, pages } = await renderer.render({ template: 'ticket', model: ticketModel(change) as unknown as Json, locale, zone: 'Europe/Berlin', direction: locale === 'ar' ? 'rtl' : 'ltr' });
    return { ms: performance.now() - began, kb: pdf.byteLength / 1_000, pages };
  };
  const measure = async (name: string, locale: Locale, change: object = {}): Promise<Record<string, number>> => {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await make(locale, change));
    return { [`${name}Ms`]: Math.round(median(rounds.map(({ ms }) => ms))), [`${name}BestMs`]: Math.round(Math.min(...rounds.map(({ ms }) => ms))), [`${name}Kb`]: Math.round(rounds[0]!.kb), [`${name}Pages`]: rounds[0]!.pages };
  };
  const first = await make('en');
  const figures = {
    firstMs: Math.round(first.ms), ...await measure('usualEn', 'en'), ...await measure('usualZh', 'zh'), ...await measure('usualAr', 'ar'), ...await measure('long', 'en', { comments: manyComments(500), events: manyEvents(500) }),
    browserMb: Math.round((treeBytes(renderer.browserPid() ?? 0) ?? 0) / 1e6),
  };
  await renderer.close();
  return { name: 'pdf', figures, method: `one document after the other through the warm browser, wall time, median and best of ${ROUNDS}; usual: two messages, a clock, the Incident flow; long: 500 messages and 500 entries of the timeline; first: with the start of the browser; browserMb: what all its processes have for themselves` };
}
