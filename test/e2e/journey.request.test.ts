/** Somebody needs something: finds it, fills in a form that answers, goes on with it on another device, is sent back with a reason, corrects, is approved by two at once, one of them stood in for, and has it. */
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { eventually, writeApi } from './parts/page.wait.ts';
import { stateOf } from './parts/ticket.parts.ts';
import { barriersOn } from './parts/axe.parts.ts';
import { openPicker, typeDay } from './parts/date.parts.ts';
import { choose, fieldOf, openItem } from './parts/request.parts.ts';

vi.setConfig({ testTimeout: 900_000 });
const dayMs = 86_400_000;
/** Nothing runs out of a phone's screen, and the page stands where it is read from. */
const fits = async ({ page }: Visitor): Promise<void> => {
  await eventually(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  const heading = page.getByRole('heading', { level: 1 }).first();
  await eventually(async () => { const box = await heading.boundingBox(); return box !== null && box.x >= 0 && box.x + box.width <= phone.width; }).toBe(true);
};
const both = async (visitor: Visitor, place: string): Promise<void> => {
  const size = visitor.page.viewportSize()!;
  await visitor.shot(place);
  await visitor.page.setViewportSize(phone);
  await visitor.shot(place);
  await fits(visitor);
  await visitor.page.setViewportSize(size);
};

describe('a request', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const item = 'system-access';

  test('goes from the catalogue to its end', async () => {
    const rosa = await people.as('requester', { path: '/requests' });
    await rosa.page.locator('[data-item]').first().waitFor();
    await eventually(() => rosa.page.locator('[data-item="firewall-rule"]').count()).toBe(0);
    await both(rosa, 'catalog');
    await openItem(rosa.page, 'permission', item);

    // The form answers: a condition shows fields and needs them, another field is computed.
    const computed = fieldOf(rosa.page, item, 'days');
    await eventually(() => computed.count()).toBe(0);
    await choose(rosa.page, fieldOf(rosa.page, item, 'system'), 'Payments');
    await rosa.page.getByRole('radio', { name: 'Change data' }).check();
    await rosa.page.getByRole('checkbox', { name: 'Only for some time' }).check();
    await typeDay(fieldOf(rosa.page, item, 'from'), '2026-12-01');
    await typeDay(fieldOf(rosa.page, item, 'until'), '2026-12-10');
    await eventually(() => computed.innerText()).toBe('10');
    await rosa.page.getByRole('button', { name: 'Send request' }).click();
    await rosa.page.getByText('"What for?" is needed').or(rosa.page.getByText('What for? is needed')).first().waitFor();
    await both(rosa, 'catalog-form-missing');

    // What was typed is there on another device; nothing was lost here.
    await fieldOf(rosa.page, item, 'reason').fill('Month-end closing');
    await rosa.page.locator('[data-kept="kept"]').waitFor();
    const phoneRosa = await people.as('requester', { viewport: phone, path: '/requests' });
    await phoneRosa.page.getByRole('heading', { name: 'Go on where you were' }).waitFor();
    await phoneRosa.shot('catalog-begun');
    await phoneRosa.page.locator(`[data-item="${item}"]`).first().click();
    await eventually(() => fieldOf(phoneRosa.page, item, 'reason').inputValue()).toBe('Month-end closing');
    await eventually(() => fieldOf(phoneRosa.page, item, 'days').innerText()).toBe('10');
    await phoneRosa.shot('catalog-form');
    await phoneRosa.page.getByRole('button', { name: 'Send request' }).click();
    await phoneRosa.page.getByRole('heading', { level: 1, name: 'Access to a system: Payments' }).waitFor();
    const key = /\/requests\/(REQ-\d+)/.exec(phoneRosa.page.url())![1]!;
    await phoneRosa.page.locator('[aria-current="step"]', { hasText: 'Awaiting approval' }).waitFor();
    await phoneRosa.page.locator('[data-answer="level"]', { hasText: 'Change data' }).waitFor();
    await phoneRosa.shot('request');
    await fits(phoneRosa);

    // Two are asked at once. One rejects with a reason: the other is asked no more.
    const [henrik, clara] = [await people.as('henrik', { path: '/approvals' }), await people.as('clara', { path: '/approvals' })];
    const cardOf = (visitor: Visitor) => visitor.page.locator(`[data-approval="${key}"]`);
    await cardOf(clara).waitFor();
    await cardOf(henrik).locator('[data-answer="reason"]', { hasText: 'Month-end closing' }).waitFor();
    await both(henrik, 'request-approval');
    await cardOf(henrik).locator('textarea').fill('Ten days are too long.');
    await cardOf(henrik).getByRole('button', { name: 'Reject', exact: true }).click();
    await cardOf(clara).waitFor({ state: 'detached' });

    // Back at the requester with the reason, and with the form as it was.
    await rosa.page.goto(`/requests/${key}`);
    const next = rosa.page.getByRole('region', { name: 'Next' });
    await next.getByText('Henrik Vogt: Ten days are too long.').waitFor();
    await next.getByText('Send again').waitFor();
    await both(rosa, 'request-correct');
    const until = rosa.page.locator('input[id$="_answers_until"]');
    await typeDay(until, '2026-12-03');
    await eventually(() => rosa.page.locator('output[id$="_answers_days"]').innerText()).toBe('3');
    await next.getByRole('button', { name: 'Send again' }).click();
    await eventually(() => stateOf(rosa.page).innerText()).toBe('Awaiting approval');
    await next.getByText('Clara Roth').waitFor();

    // The manager goes away: who stands in for him decides, marked as such.
    await henrik.page.goto('/absences');
    await henrik.page.getByText('No absence ahead').waitFor();
    // Days as they are where the browser is: after midnight there it is still the day before in UTC, and that is refused.
    const day = (days: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now() + days * dayMs);
    await typeDay(henrik.page.locator('#absence-from'), day(0));
    await typeDay(henrik.page.locator('#absence-until'), day(4));
    await henrik.page.locator('#absence-substitute').fill('Omar');
    await henrik.page.locator('.ant-select-item-option', { hasText: 'Omar Haddad' }).click();
    await henrik.page.getByRole('button', { name: 'Save absence' }).click();
    await henrik.page.locator('[data-absence="henrik.vogt"]', { hasText: 'Omar Haddad stands in.' }).waitFor();
    await both(henrik, 'absences');
    const omar = await people.as('agent2', { path: '/approvals' });
    await cardOf(omar).locator('[data-acts-for="henrik.vogt"]', { hasText: 'for Henrik Vogt' }).waitFor();
    await both(omar, 'request-approval-for');
    await cardOf(omar).getByRole('button', { name: 'Approve', exact: true }).click();
    await cardOf(clara).getByRole('button', { name: 'Approve', exact: true }).click();

    // The team does it, knowing what was asked for.
    const jonas = await people.as('jonas', { path: `/tickets/${key}` });
    const todo = jonas.page.getByRole('region', { name: 'Next' });
    await todo.getByRole('button', { name: 'Claim' }).click();
    await jonas.page.locator('aside').getByText('What do you need to do?').waitFor();
    await jonas.page.locator('aside').getByText('Change data').waitFor();
    await jonas.shot('request-ticket');
    await todo.getByLabel('What was done').fill('Granted until 3 December.');
    await todo.getByRole('button', { name: 'Done' }).click();
    await jonas.page.getByRole('tab', { name: 'Timeline' }).click();
    await jonas.page.locator('[data-action="approval.decided"]', { hasText: 'Omar Haddad' }).getByText('for Henrik Vogt').waitFor();

    await rosa.page.locator('header [data-category="resolved"]').waitFor();
    await rosa.page.locator('section', { hasText: 'What happened' }).getByText('for Henrik Vogt').first().waitFor();
    await both(rosa, 'request-done');
    await rosa.page.goto('/requests/mine');
    await rosa.page.locator(`[data-request="${key}"]`, { hasText: 'Fulfilled' }).waitFor();
    await both(rosa, 'requests-mine');
    await rosa.page.goto('/requests');
    await rosa.page.locator('[data-item]').first().waitFor();
    await eventually(() => rosa.page.getByRole('heading', { name: 'Go on where you were' }).count()).toBe(0);
  });

  test('speaks Arabic and Chinese: catalogue, form, the own request and absences, also in the dark', async () => {
    for (const locale of ['ar', 'zh'] as const) {
      const texts = await wordsOf(locale);
      const rosa = await people.as('requester', { locale, path: '/requests' });
      const { page } = rosa;
      await page.locator('[data-item]').first().waitFor();
      await expectSpoken(page, locale);
      await both(rosa, `${locale}-catalog`);
      await openItem(page, locale === 'ar' ? 'صلاحية' : '权限', item);
      await choose(page, fieldOf(page, item, 'system'), locale === 'ar' ? 'البريد' : '邮件');
      await page.getByRole('checkbox', { name: locale === 'ar' ? 'لمدة محددة فقط' : '仅限一段时间' }).check();
      await eventually(() => fieldOf(page, item, 'from').getAttribute('placeholder')).toBe(texts.t('date.shape.day'));
      await page.getByRole('button', { name: texts.t('catalog.send') }).click();
      await page.locator('.ant-form-item-explain-error').first().waitFor();
      await expectSpoken(page, locale);
      await eventually(() => page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
      await both(rosa, `${locale}-catalog-form`);
      await page.getByRole('radio', { name: locale === 'ar' ? 'الاطلاع على البيانات' : '查看数据' }).check();
      await page.getByRole('checkbox', { name: locale === 'ar' ? 'لمدة محددة فقط' : '仅限一段时间' }).uncheck();
      await page.locator('button[data-me]').click();
      await page.getByRole('menuitemradio', { name: texts.t('look.dark') }).click();
      await page.locator('html[style*="color-scheme: dark"]').waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: texts.t('catalog.send') }).click();
      await page.waitForURL(/\/requests\/REQ-/);
      await page.getByText(locale === 'ar' ? 'الاطلاع على البيانات' : '查看数据').first().waitFor();
      await expectSpoken(page, locale);
      await rosa.shot(`${locale}-dark-request`);
      const onPhone = await people.as('requester', { viewport: phone, path: new URL(page.url()).pathname });
      await onPhone.page.getByText(locale === 'ar' ? 'الاطلاع على البيانات' : '查看数据').first().waitFor();
      await onPhone.shot(`${locale}-dark-request`);
      await fits(onPhone);
      await page.goto('/absences');
      await page.getByText(texts.t('absence.none')).waitFor();
      await expectSpoken(page, locale);
      // The browser is a British one; days are written as the reader writes them, and its digits are taken.
      const from = page.locator('#absence-from');
      await eventually(() => from.getAttribute('placeholder')).toBe(texts.t('date.shape.day'));
      await from.fill(locale === 'ar' ? '٩/٣/٢٠٢٧' : '2027年3月9日');
      await from.press('Tab');
      await eventually(() => from.inputValue()).toBe(locale === 'ar' ? '09/03/2027' : '2027/03/09');
      await eventually(() => page.locator('#absence-until').inputValue()).toBe(locale === 'ar' ? '09/03/2027' : '2027/03/09');
      await from.fill(locale === 'ar' ? '31/02/2027' : '2027/02/31');
      await from.press('Tab');
      await page.locator('[data-refused]').waitFor();
      expect(await from.inputValue(), 'what is no day is not taken').toBe(locale === 'ar' ? '09/03/2027' : '2027/03/09');
      await from.press('Alt+ArrowDown');
      await openPicker(page).getByText(locale === 'ar' ? 'مارس' : '3月', { exact: true }).waitFor();
      expect(await openPicker(page).locator('th').first().innerText(), 'the first day of the week').toBe(locale === 'ar' ? 'س' : '一');
      await expectSpoken(page, locale);
      expect(await barriersOn(page)).toEqual([]);
      await both(rosa, `${locale}-dark-absences`);
    }
  });

  test('stands in a catalogue that an administrator edits, publishes and takes off', async () => {
    const admin = await people.as('admin', { path: '/settings?section=catalog' });
    const { page } = admin;
    await page.locator('[data-item="new-laptop"]').waitFor();
    await admin.shot('settings-catalog');
    await page.locator('#catalog-new').fill('parking');
    await page.getByRole('button', { name: 'New item' }).click();
    await page.locator('#item-name-en').fill('Parking space');
    await page.locator('#item-name-ar').fill('موقف سيارة');
    await page.locator('#item-about-en').fill('Behind the house.');
    const schema = page.locator('#item-schema');
    const typed = await schema.inputValue();
    await schema.fill(typed.slice(0, -3));
    await page.getByText('This is not a JSON object:').waitFor();
    await schema.fill(typed.replace('"minLength": 1', '"x-when": "nobody = 1"'));
    await page.locator('[data-finding="FEEL_UNKNOWN_VARIABLE"]').waitFor();
    await admin.shot('settings-catalog-findings');
    // What is typed survives a reload.
    await page.reload();
    await eventually(() => page.locator('#item-name-en').inputValue()).toBe('Parking space');
    await schema.fill(typed);
    await page.getByRole('region', { name: 'What people will see' }).getByText('What do you need?').waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published, version 1').waitFor();
    await both(admin, 'settings-catalog-item');
    const rosa = await people.as('requester', { path: '/requests', locale: 'en' });
    await rosa.page.locator('[data-item="parking"]').waitFor();
    await page.getByRole('button', { name: 'Take off the catalogue' }).click();
    await page.getByText('Not published', { exact: true }).waitFor();
    rosa.expectFault(/404/, 'an item that was taken off is not there');
    await rosa.page.goto('/requests/new/parking');
    await rosa.page.getByRole('heading', { name: 'This is not in the catalogue' }).waitFor();
    await page.goto('/settings?section=absences');
    await page.getByText('Write down an absence for somebody').waitFor();
    await both(admin, 'settings-absences');
  });

  test('is refused by the server with every fault at its field, and nothing typed is lost', async () => {
    const rosa = await people.as('requester', { path: '/requests', locale: 'en' });
    const { page } = rosa;
    await page.locator('[data-item]').first().waitFor();
    await writeApi(page, 'PUT', '/api/catalog/items/report-problem/draft', { answers: { what: '<img src=x onerror=alert(1)>'.repeat(20), contact: { deep: ['x'] } } });
    await page.goto('/requests/new/report-problem');
    await page.locator('form[data-item="report-problem"]').waitFor();
    await eventually(() => fieldOf(page, 'report-problem', 'what').inputValue()).toContain('<img src=x');
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByText('at most 200 characters').first().waitFor();
    await eventually(() => fieldOf(page, 'report-problem', 'what').inputValue()).toContain('<img src=x');
    await rosa.shot('catalog-form-hostile');
  });
});
