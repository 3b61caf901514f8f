/** Nobody is kept out: axe finds nothing serious on any page, in the light and the dark look, from left to right and from right to left. */
import { describe, expect, test, vi } from 'vitest';
import { testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import type { Locale } from '#domain/values';
import { barriersOn } from './parts/axe.parts.ts';
import { pageAccounts, pagesOf, type PageOf } from './parts/pages.parts.ts';
import { writeApi } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('axe', () => {
  const portal = testPortal({ hasTickets: 'some' });
  const people = testBrowser(() => portal.address());

  const looks: readonly { look: 'light' | 'dark'; locale: Locale }[] = [{ look: 'light', locale: 'en' }, { look: 'dark', locale: 'ar' }];

  async function barriersOf(visitor: Visitor, pages: readonly PageOf[], picture: string): Promise<string[]> {
    const found: string[] = [];
    for (const { name, path } of pages) {
      await visitor.page.goto(path);
      await visitor.page.locator('#page').waitFor();
      await visitor.page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
      await visitor.shot(`${name}-${picture}`);
      found.push(...(await barriersOn(visitor.page)).map((line) => `${path} ${line}`));
    }
    return found;
  }

  for (const { look, locale } of looks) {
    test.each(pageAccounts)(`finds nothing serious for the %s, ${look}, in ${locale}`, async (account) => {
      const visitor = await people.as(account);
      if (account === 'admin') visitor.expectFault(/404/, 'an address that never was');
      await writeApi(visitor.page, 'PUT', '/api/me/preferences', { locale, look });
      expect(await barriersOf(visitor, await pagesOf(account, visitor.page), `${look}-${locale}`)).toEqual([]);
    });
  }
});
