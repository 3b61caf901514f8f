/** What axe-core finds on a page that would keep somebody out: findings of WCAG 2.2 A and AA that it calls serious or critical. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Experimental, and it takes what is read out in other words for a mistake: initials beside a name, the caps of a shortcut. */
const rules = { 'label-content-name-mismatch': { enabled: false } };
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One line a place: "color-contrast: .secondary (3.9 instead of 4.5)". Empty when there is nothing. */
export async function barriersOn(page: Page): Promise<string[]> {
  // What is just opening or closing is half there, and half seen through.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished)));
  // Evaluated from outside, not added as a script: the page's own policy allows none.
  await page.evaluate(source);
  const { violations } = await page.evaluate(async ({ tags: wanted, rules: chosen }) => (window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe.run(document, { runOnly: { type: 'tag', values: wanted }, rules: chosen, resultTypes: ['violations'] }), { tags, rules });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${(failureSummary ?? '').split('\n')[1]?.trim().slice(0, 160) ?? ''})`));
}
