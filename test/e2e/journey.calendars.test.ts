/** An administrator makes a calendar with a night shift, public holidays and a make-up day, sees what an edit would change, and saves it: an open ticket's due moves on an agent's page without reload. */
import { describe, expect, test, vi } from 'vitest';
import axe from 'axe-core';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually, readApi } from './parts/page.wait.ts';
import { typeDay } from './parts/date.parts.ts';
import { expectSpoken, wordsOf } from './parts/language.parts.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

interface CalendarAnswer { calendar: { versions: { validFrom?: string; week: Record<string, { from: string; to: string }[]>; holidays: { date: string; source?: string }[]; makeUpDays: { date: string; like?: string }[] }[] }; revision: number }
interface TicketAnswer { clocks: { kind: string; calendarId: string; dueAt: string | null }[] }

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('calendars', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('a calendar is made: a night shift by keyboard and by mouse, public holidays of a place, a make-up day; and it counts', async () => {
    const admin = await people.as('admin', { path: '/settings?section=calendars' });
    const { page } = admin;
    await page.locator('[data-calendar="business"]').waitFor();
    await admin.shot('calendars');
    await page.getByRole('button', { name: 'New calendar' }).click();
    await page.locator('#calendar-name-en').fill('Night desk');
    await eventually(() => page.locator('#calendar-key').inputValue()).toBe('night-desk');

    const monday = page.locator('[data-day="mon"]');
    // The end first: 22:00 to 17:00 would reach into Tuesday's hours, and a preview asked for in that moment is refused.
    await monday.getByLabel('Monday: to').fill('6');
    await monday.getByLabel('Monday: from').fill('22');
    await monday.getByLabel('Monday: from').press('Tab');
    const bar = monday.locator('[data-window]');
    await eventually(() => bar.getAttribute('data-window')).toBe('22:00-06:00');
    await eventually(() => bar.getAttribute('data-overnight')).toBe('true');
    await bar.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(() => bar.getAttribute('data-window')).toBe('22:00-06:15');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.getByRole('button', { name: 'Monday’s hours for Tuesday to Friday' }).click();
    await eventually(() => page.locator('[data-day="fri"] [data-window]').getAttribute('data-window')).toBe('22:00-06:00');

    const sunday = page.locator('[data-day="sun"] > [dir="ltr"]').first();
    const box = (await sunday.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 10, { steps: 5 });
    await page.mouse.up();
    await eventually(() => page.locator('[data-day="sun"] [data-window]').count()).toBe(1);

    await page.getByRole('button', { name: 'Public holidays' }).click();
    await page.locator('#pack-country').click();
    await page.keyboard.type('Germany');
    await page.locator('.ant-select-item-option').filter({ hasText: /^Germany$/ }).click();
    await page.locator('#pack-state').click();
    await page.keyboard.type('Berlin');
    await page.locator('.ant-select-item-option').filter({ hasText: /^Berlin$/ }).click();
    await page.getByText("Women's Day", { exact: false }).first().waitFor();
    await admin.shot('calendar-pack');
    await page.getByRole('button', { name: /^Take \d+ days$/ }).click();
    await page.locator('[data-source="pack:DE-BE"]').waitFor();

    await page.getByRole('button', { name: 'Add a day' }).click();
    await page.getByText('Make-up day', { exact: true }).first().click();
    await typeDay(page.locator('#special-date'), '2027-10-09');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator('[data-date="2027-10-09"]').waitFor();
    await page.locator('[data-sample="after"] [data-explain="DUE"]').waitFor();
    await admin.shot('calendar-new');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Night desk' }).waitFor();
    const saved = await readApi<CalendarAnswer>(page, '/api/calendars/night-desk');
    const [version] = saved.calendar.versions;
    expect(version!.week['fri']).toEqual([{ from: '22:00', to: '06:00' }]);
    expect(version!.holidays.filter(({ source }) => source === 'pack:DE-BE').length).toBeGreaterThan(20);
    expect(version!.makeUpDays).toEqual([expect.objectContaining({ date: '2027-10-09', like: 'mon' })]);
  });

  test('what an edit would change is told before, and an open ticket moves without reload after', async () => {
    const agent = await people.as('agent');
    const key = await openTicket(agent.page, { title: unique('CalendarMoves') });
    const due = async (): Promise<string | null> => (await readApi<TicketAnswer>(agent.page, `/api/tickets/${key}`)).clocks.find(({ kind }) => kind === 'resolution')!.dueAt;
    const before = await due();
    const clock = agent.page.locator('aside dd').filter({ has: agent.page.getByRole('button', { name: /^Resolution: / }) });
    const said = await clock.innerText();
    await agent.page.evaluate(() => { (window as { isSame?: boolean }).isSame = true; });

    const admin = await people.as('admin', { path: '/settings/calendars/business' });
    const { page } = admin;
    await page.getByRole('heading', { level: 1, name: 'Business hours' }).waitFor();
    await page.getByRole('button', { name: 'Add a day' }).click();
    const [from, until] = [inDays(0), inDays(9)];
    await typeDay(page.locator('#special-date'), from);
    await typeDay(page.locator('#special-until'), until);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator(`[data-impact="${key}"]`).first().waitFor();
    await admin.shot('calendar-impact');
    await eventually(() => page.locator('[data-figure="later"] dd').innerText()).not.toBe('0');
    expect(await due(), 'nothing moves before it is saved').toBe(before);

    // What was typed survives a reload.
    await page.reload();
    await page.locator(`[data-date="${from}"]`).waitFor();
    await page.locator(`[data-impact="${key}"]`).first().waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('[data-recount="done"]').filter({ hasText: 'moved' }).waitFor();
    await admin.shot('calendar-recounted');
    expect((await readApi<CalendarAnswer>(page, '/api/calendars/business')).calendar.versions).toHaveLength(2);

    await eventually(() => clock.innerText(), { message: 'the clock on the agent\'s page' }).not.toBe(said);
    await eventually(() => clock.innerText()).not.toMatch(/in 0 s/);
    expect(await agent.page.evaluate(() => (window as { isSame?: boolean }).isSame)).toBe(true);
    const after = await due();
    expect(after! > before!).toBe(true);
    await agent.shot('calendar-ticket');

    await page.goto('/events?family=settings');
    await page.locator('[data-action="calendar.changed"]').filter({ hasText: 'Business hours' }).first().waitFor();
  });

  test('of two who edit at once the second is told, and keeps what was typed', async () => {
    const first = await people.as('admin', { path: '/settings/calendars/business' });
    const second = await people.as('admin', { path: '/settings/calendars/business' });
    for (const [visitor, name] of [[first, 'Business hours A'], [second, 'Business hours B']] as const) await visitor.page.locator('#calendar-name-en').fill(name);
    await first.page.getByRole('button', { name: 'Save', exact: true }).click();
    await second.page.locator('[data-conflict]').waitFor();
    await second.shot('calendar-conflict');
    await eventually(() => second.page.locator('#calendar-name-en').inputValue()).toBe('Business hours B');
    await eventually(() => second.page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await second.page.getByRole('button', { name: 'Keep mine, save on top' }).click();
    await second.page.getByRole('button', { name: 'Save', exact: true }).click();
    await second.page.getByRole('heading', { level: 1, name: 'Business hours B' }).waitFor();
  });

  test('what is wrong is said at its field and cannot be saved', async () => {
    const { page, expectFault, shot } = await people.as('admin', { path: '/settings/calendars/night-desk' });
    expectFault(/422/, 'an edit that is wrong is refused by its preview');
    await page.locator('[data-day="mon"]').getByLabel('Monday: add hours').click();
    await page.locator('[data-day="mon"]').getByLabel('Monday: to').first().fill('23');
    await page.locator('[data-day="mon"]').getByLabel('Monday: to').first().press('Tab');
    await page.locator('[data-day="mon"] [role="alert"]').filter({ hasText: 'overlaps' }).waitFor();
    await shot('calendar-overlap');
    await eventually(() => page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await eventually(() => page.locator('[data-day="mon"] [role="alert"]').count()).toBe(0);
  });

  test('a service level is changed: which one a ticket would get is told before and after, what is wrong at its field', async () => {
    const admin = await people.as('admin', { path: '/settings?section=sla' });
    const { page } = admin;
    await page.locator('[data-policy="incident-p2"]').waitFor();
    await page.locator('[data-which="incident-p3"] [data-clock="resolution"]').waitFor();
    await admin.shot('policies');
    const key = await (async () => { const { items } = await readApi<{ items: { key: string }[] }>(page, '/api/tickets?limit=1'); return items[0]!.key; })();
    await page.locator('#which-ticket').fill(key.toLowerCase());
    await page.locator('[data-which] [data-clock="response"] summary').first().click();
    await page.locator('[data-which] [data-explain="DUE"]').first().waitFor();

    await page.locator('[data-policy="incident-p3"]').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'Incident P3' }).waitFor();
    admin.expectFault(/422/, 'a target that is none is refused');
    await page.locator('#clock-1-target').fill('3 days');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('[data-clock="1"] [role="alert"]').waitFor();
    await admin.shot('policy-wrong');
    await page.locator('#clock-1-target').fill('P2D');
    await eventually(() => page.locator('[data-clock="1"] [role="alert"]').count()).toBe(0);
    await page.locator('[data-clock="1"] summary').first().click();
    await admin.shot('policy');
    await page.getByRole('button', { name: /\bSave$/ }).click();
    await eventually(async () => (await readApi<{ items: { id: string; clocks: { target: string }[] }[] }>(page, '/api/sla-policies')).items.find(({ id }) => id === 'incident-p3')?.clocks[1]?.target).toBe('P2D');
    await page.goto('/settings?section=sla');
    await page.locator('[data-which="incident-p3"] [data-clock="resolution"]').getByText('2 working days').first().waitFor();

    await page.getByRole('button', { name: 'New service level' }).click();
    await page.locator('#policy-name-en').fill('Everything else');
    await page.getByRole('button', { name: /\bSave$/ }).click();
    await page.locator('[role="alert"]').filter({ hasText: 'would catch every ticket' }).first().waitFor();
    await page.getByText('Last resort: use it where no other is for the ticket').click();
    await page.getByRole('button', { name: /\bSave$/ }).click();
    await page.locator('[data-policy="everything-else"]').waitFor();
  });

  test('levels of escalation are added by keyboard, what is wrong is told at its field, and a ticket says whom it goes to next', async () => {
    const admin = await people.as('admin', { path: '/settings/sla/incident-p3' });
    const { page } = admin;
    admin.expectFault(/422/, 'a moment that is none is refused');
    const clock = page.locator('[data-clock="1"]');
    await clock.waitFor();
    const before = await clock.locator('[data-level]').count();
    if (before === 0) await clock.getByText('Who hears of it when nobody acts').click();
    await clock.locator('[data-add-level]').focus();
    await page.keyboard.press('Enter');
    const level = clock.locator(`[data-level="${before + 1}"]`);
    await level.getByRole('textbox', { name: 'When' }).fill('soon');
    await page.getByRole('button', { name: /\bSave$/ }).click();
    await level.getByRole('alert').first().waitFor();
    await admin.shot('policy-escalation-wrong');
    await level.getByRole('textbox', { name: 'When' }).fill('PT90M');
    await admin.shot('policy-escalation');
    await page.setViewportSize(phone);
    await level.scrollIntoViewIfNeeded();
    await admin.shot('policy-escalation');
    await page.setViewportSize(desk);
    await page.getByRole('button', { name: /\bSave$/ }).click();
    await eventually(async () => (await readApi<{ items: { id: string; clocks: { escalation?: { at: string }[] }[] }[] }>(page, '/api/sla-policies')).items.find(({ id }) => id === 'incident-p3')?.clocks[1]?.escalation?.[before]?.at).toBe('PT90M');

    const key = await openTicket(page, { title: unique('Says who is next'), object: 'sw-core-2' });
    await page.goto(`/tickets/${key}`);
    const next = page.locator('[data-next-level]').first();
    await next.waitFor();
    await eventually(() => next.innerText()).toMatch(/^Level \d: to .+ in .+ of working time/);
    await admin.shot('ticket-next-level');
  });

  test('the pages speak Chinese and Arabic, fit a phone, and shut nobody out', async () => {
    const admin = await people.as('admin', { locale: 'zh', path: '/settings/calendars/night-desk' });
    const { page } = admin;
    const texts = await wordsOf('zh');
    await page.getByRole('heading', { name: texts.t('calendar.week') }).first().waitFor();
    await page.locator('[data-sample="after"]').waitFor();
    await expectSpoken(page, 'zh');
    await admin.shot('calendar-zh');
    await page.setViewportSize(phone);
    await admin.shot('calendar-zh');
    await page.setViewportSize(desk);
    for (const section of ['calendars', 'sla'] as const) {
      await page.goto(`/settings?section=${section}`);
      await page.locator(section === 'sla' ? '[data-policy="incident-p1"]' : '[data-calendar="always"]').waitFor();
      await expectSpoken(page, 'zh');
    }
    await page.goto('/settings/calendars/night-desk');
    await page.locator('[data-sample="after"]').waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(async () => (window as unknown as { axe: { run(where: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe.run('#page'));
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await admin.shot('calendar-dark');

    const reader = await people.as('admin', { locale: 'ar', path: '/settings/calendars/business' });
    await reader.page.locator('[data-sample="after"]').waitFor();
    await expectSpoken(reader.page, 'ar');
    expect(await reader.page.locator('#sample-start').inputValue()).toMatch(/^\d\d\/\d\d\/\d{4}$/);
    const arabic = await wordsOf('ar');
    const time = reader.page.getByLabel(arabic.t('date.timeOf', { of: arabic.t('calendar.sampleStart') }), { exact: true });
    await time.fill('٩٣٠');
    await time.press('Tab');
    await eventually(() => time.inputValue()).toBe('09:30');
    await reader.shot('calendar-ar');
    await reader.page.setViewportSize(phone);
    await reader.shot('calendar-ar');
    await reader.page.setViewportSize(desk);
    await reader.page.goto('/settings/sla/incident-p3');
    await reader.page.locator('[data-clock="1"]').waitFor();
    await expectSpoken(reader.page, 'ar');
    await reader.shot('policy-ar');
  });
});
