/** The same journey for readers of Arabic and of Chinese: no English word of the portal on their pages, right to left where it runs so, and their choice is theirs on every device. */
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually, readApi } from './parts/page.wait.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('another language', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  /** A state and the first question, as type and flow have them. */
  const flow = {
    ar: { inProgress: 'قيد المعالجة', question: 'ما المشكلة، وما الذي يجب فعله؟' },
    zh: { inProgress: '处理中', question: '出了什么问题，该怎么处理？' },
  };

  /** A ticket opened by its requester, seen, claimed and asked about by the agent, and answered, all in one language. */
  async function journey(locale: 'ar' | 'zh', title: string): Promise<{ key: string; agent: Visitor; requester: Visitor }> {
    const texts = await wordsOf(locale);
    const requester = await people.as('requester', { locale });
    await requester.page.getByRole('button', { name: texts.t('top.newLong') }).first().click();
    await requester.page.locator('#ticket-title').fill(title);
    await expectSpoken(requester.page, locale);
    await requester.page.locator('#ticket-object').fill('sw-core-1');
    await requester.page.locator('.ant-select-item-option', { hasText: 'sw-core-1' }).first().click();
    await requester.page.getByRole('button', { name: texts.t('newTicket.open') }).click();
    await requester.page.getByRole('heading', { level: 1, name: title }).waitFor();
    const key = /\/tickets\/([A-Z]+-\d+)/.exec(requester.page.url())?.[1] ?? '';
    await requester.shot(`${locale}-request`);

    const agent = await people.as('agent', { locale, path: `/tickets/${key}` });
    await agent.page.getByRole('button', { name: texts.t('task.claim'), exact: true }).first().click();
    await eventually(() => stateOf(agent.page).innerText()).toBe(flow[locale].inProgress);
    await expectSpoken(agent.page, locale);
    const next = agent.page.getByRole('region', { name: texts.t('next.title') });
    await next.getByText(flow[locale].question).waitFor();
    await next.locator('textarea').first().waitFor();
    await agent.shot(`${locale}-ticket`);
    return { key, agent, requester };
  }

  test('Arabic runs from right to left, from opening a ticket to claiming it, and says no English word of its own', async () => {
    const { agent, key } = await journey('ar', unique('ArabicJourney'));
    await eventually(() => agent.page.locator('html').getAttribute('dir')).toBe('rtl');
    const [rail, page] = await Promise.all([agent.page.getByRole('navigation').first().boundingBox(), agent.page.locator('#page').boundingBox()]);
    expect(rail!.x).toBeGreaterThan(page!.x);
    for (const path of ['/', '/tickets', '/work', '/alarms', '/events', `/tickets/${key}/flow`]) {
      await agent.page.goto(path);
      await agent.page.locator('#page').waitFor();
      await agent.page.waitForLoadState('networkidle');
      await expectSpoken(agent.page, 'ar');
      await agent.shot(`ar-page${path.replaceAll('/', '-')}`);
    }
    const onPhone = await people.as('agent', { viewport: phone, path: `/tickets/${key}` });
    await onPhone.page.locator('html[dir="rtl"]').waitFor({ state: 'attached' });
    await onPhone.page.getByRole('heading', { level: 1 }).first().waitFor();
    await expectSpoken(onPhone.page, 'ar');
    await eventually(() => onPhone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await onPhone.shot('ar-ticket');
  });

  test('Chinese, chosen on one device, is there on the next; and a look that was chosen too', async () => {
    const { agent } = await journey('zh', unique('ChineseJourney'));
    const texts = await wordsOf('zh');
    await agent.page.locator('button[data-me]').click();
    await agent.page.getByRole('menuitemradio', { name: texts.t('look.dark') }).click();
    await agent.page.locator('html[style*="color-scheme: dark"]').waitFor({ state: 'attached' });
    await eventually(() => readApi(agent.page, '/api/me')).toMatchObject({ person: { locale: 'zh', look: 'dark' } });

    const elsewhere = await people.as('agent', { path: '/tickets' });
    await elsewhere.page.locator('html[lang="zh-CN"][style*="color-scheme: dark"]').waitFor({ state: 'attached' });
    await elsewhere.page.getByRole('heading', { level: 1, name: texts.t('tickets.title') }).waitFor();
    await expectSpoken(elsewhere.page, 'zh');
    await elsewhere.shot('zh-dark-tickets');
  });
});
