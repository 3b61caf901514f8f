/** The command bar: everything a person may reach, by the keyboard alone, and nothing else. */
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { hostile } from './parts/hostile.parts.ts';
import { eventually } from './parts/page.wait.ts';
import { openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 300_000 });

describe('the command bar', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const field = ({ page }: Visitor) => page.getByRole('combobox', { name: 'A ticket, a person, a page, an action' });
  const options = ({ page }: Visitor) => page.getByRole('option');
  async function ask(visitor: Visitor, text: string): Promise<void> {
    // The one before is still on its way out for a moment.
    await field(visitor).waitFor({ state: 'detached' });
    await visitor.page.keyboard.press('Control+k');
    await field(visitor).waitFor();
    await visitor.page.keyboard.type(text);
  }
  /** Names of the rows with what stands beside them. */
  const rows = (visitor: Visitor): Promise<string[]> => options(visitor).allInnerTexts();

  test('finds a ticket by its key and by a word of its title, and opens it without the mouse', async () => {
    const agent = await people.as('agent');
    const word = unique('Toner');
    const key = await openTicket(agent.page, { title: `${word} is empty` });
    await agent.page.goto('/');
    await agent.page.locator('#page h1').waitFor();

    await ask(agent, word.toLowerCase());
    await eventually(() => rows(agent)).toEqual([expect.stringContaining(`${word} is empty`)]);
    await agent.shot('command');
    await agent.page.keyboard.press('Enter');
    await agent.page.getByRole('heading', { level: 1, name: `${word} is empty` }).waitFor();
    expect(agent.page.url()).toContain(`/tickets/${key}`);

    await agent.page.goto('/');
    await agent.page.locator('#page h1').waitFor();
    await ask(agent, key);
    await eventually(() => rows(agent)).toContainEqual(expect.stringContaining(key));
    await agent.page.keyboard.press('Escape');
    await field(agent).waitFor({ state: 'detached' });
  });

  test('loses no letter that is typed before it stands, goes on with them, and leaves alone what is meant for another field', async () => {
    const owner = await people.as('owner');
    const { page } = owner;
    const standIn = page.getByRole('textbox', { name: 'A ticket, a person, a page, an action' });
    /** Opens a page whose command bar is not there until `arrive`. */
    const slowly = async (path: string): Promise<{ arrive(): Promise<void> }> => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => { release = resolve; });
      await page.unrouteAll({ behavior: 'wait' });
      await page.route(/\/CommandDialog-[^/]*\.js$/, async (route) => { await held; return route.continue(); });
      const asked = page.waitForRequest(/\/CommandDialog-[^/]*\.js$/);
      await page.goto(path);
      await page.locator('#page h1').waitFor();
      return { arrive: async () => { release(); await (await asked).response(); } };
    };

    let { arrive } = await slowly('/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('incixx');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await standIn.waitFor();
    expect(await field(owner).count(), 'the bar is not there yet').toBe(0);
    await owner.shot('command-early');
    await arrive();
    await page.keyboard.type('den');
    await eventually(() => field(owner).inputValue()).toBe('inciden');
    await eventually(() => field(owner).evaluate((input) => input === document.activeElement)).toBe(true);
    await standIn.waitFor({ state: 'detached' });
    await page.keyboard.type('t');
    await eventually(() => field(owner).inputValue(), { message: 'it goes on at its end' }).toBe('incident');
    await page.locator('[data-command="flow.incident"]').waitFor();
    await page.keyboard.press('Escape');
    await field(owner).waitFor({ state: 'detached' });

    ({ arrive } = await slowly('/'));
    await page.getByRole('button', { name: 'Search or do anything' }).click();
    await page.keyboard.type('api tokens');
    await page.keyboard.press('Enter');
    await arrive();
    await page.waitForURL('**/api-tokens');

    ({ arrive } = await slowly('/tickets/new'));
    await page.locator('#ticket-title').fill('Toner');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nothing');
    await page.keyboard.press('Escape');
    await page.keyboard.type(' is');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('other');
    await page.locator('#ticket-title').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' empty');
    await arrive();
    await page.keyboard.type(' again');
    await eventually(() => page.locator('#ticket-title').inputValue()).toBe('Toner is empty again');
    await eventually(() => field(owner).count()).toBe(0);
    await ask(owner, 'inc');
    await eventually(() => field(owner).inputValue(), { message: 'what was cancelled is forgotten' }).toBe('inc');
    await page.keyboard.press('Escape');
    await field(owner).waitFor({ state: 'detached' });
    await page.keyboard.type('!');
    await eventually(() => page.locator('#ticket-title').inputValue(), { message: 'the keyboard is where it was' }).toBe('Toner is empty again!');
  });

  test('goes to pages and does what is allowed; arrows walk, Enter acts, and what was chosen is there', async () => {
    const owner = await people.as('owner');
    await ask(owner, 'incid');
    await eventually(() => rows(owner)).toContainEqual(expect.stringMatching(/^Incident/));
    await owner.page.locator('[data-command="flow.incident"]').click();
    await owner.page.getByRole('heading', { level: 1, name: 'Incident' }).waitFor();

    await ask(owner, 'dark');
    await eventually(() => options(owner).first().getAttribute('aria-selected')).toBe('true');
    await owner.page.keyboard.press('Enter');
    await owner.page.locator('html[style*="color-scheme: dark"]').waitFor({ state: 'attached' });
    await owner.shot('designer-dark');

    await ask(owner, '');
    const before = await owner.page.getByRole('option', { selected: true }).innerText();
    await owner.page.keyboard.press('ArrowDown');
    await eventually(() => owner.page.getByRole('option', { selected: true }).innerText()).not.toBe(before);
    await owner.page.keyboard.press('ArrowUp');
    await eventually(() => owner.page.getByRole('option', { selected: true }).innerText()).toBe(before);
  });

  test('offers a requester nothing they may not open, takes anything as plain text, and serves the phone', async () => {
    const requester = await people.as('requester', { viewport: phone });
    await requester.page.getByRole('button', { name: 'Search or do anything' }).click();
    await Promise.all([requester.page.waitForResponse(/\/api\/tickets\?q=incident&/), field(requester).fill('incident')]);
    await eventually(() => requester.page.getByRole('listbox').getAttribute('aria-busy'), { message: 'all is found that is to be found' }).toBe('false');
    expect((await options(requester).evaluateAll((all) => all.map((one) => one.getAttribute('data-command') ?? ''))).filter((id) => /^(flow|alarm|go\.\/(flows|settings|alarms))/.test(id))).toEqual([]);
    await field(requester).fill(hostile.slice(0, 200));
    await requester.page.getByText('Nothing found for').waitFor();
    await requester.shot('command');
    expect(await requester.page.evaluate(() => 'ran' in window)).toBe(false);
    await field(requester).fill('new ticket');
    await eventually(() => rows(requester)).toContainEqual(expect.stringMatching(/^New ticket/));
    await requester.page.keyboard.press('Enter');
    await requester.page.locator('#ticket-title').waitFor();
  });
});
