/** The portal goes away, or somebody is faster, while a person is in the middle of something: nothing drawn is lost, nothing is done that was not meant, nobody is told what is not so. */
import mongoose from 'mongoose';
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { openFlow, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';
import { nextPanel, openTicket } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 240_000 });

const about = (page: Page) => sidePanel(page).getByRole('textbox', { name: 'Description' });
const saveState = (page: Page) => page.locator('[data-save]').getAttribute('data-save');
const stored = (page: Page) => readApi<{ flow: { draftRevision: number }; draft: { description?: { en: string } } }>(page, '/api/flows/incident');

describe('while the portal is away', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  async function atFlow(): Promise<Visitor> {
    const owner = await people.as('owner', { path: '/flows' });
    await openFlow(owner.page, 'Incident');
    await eventually(() => saveState(owner.page)).toBe('saved');
    return owner;
  }

  test('a drawing whose save was answered into the void goes on from that save, drawn on or reloaded', async () => {
    const owner = await atFlow();
    const { page } = owner;
    owner.expectFault(/^request failed: PUT .*\/draft net::ERR_FAILED$/, 'the test loses the answer');
    owner.expectFault(/^409 PUT \/api\/flows\/incident\/draft$/, 'what the save that got through makes of the next one');
    let lost = 0;
    await page.route('**/api/flows/incident/draft', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    const { flow: { draftRevision } } = await stored(page);
    await about(page).fill('Sent, and the answer is lost');
    await eventually(() => saveState(page)).toBe('offline');
    await about(page).fill('Drawn on meanwhile');
    await eventually(() => saveState(page)).toBe('saved');
    await eventually(() => stored(page)).toMatchObject({ flow: { draftRevision: draftRevision + 2 }, draft: { description: { en: 'Drawn on meanwhile' } } });

    lost = 0;
    await about(page).fill('Lost once more');
    await eventually(() => saveState(page)).toBe('offline');
    await page.reload();
    await about(page).waitFor();
    await eventually(() => about(page).inputValue()).toBe('Lost once more');
    await eventually(() => saveState(page)).toBe('saved');
    expect((await stored(page)).flow.draftRevision).toBe(draftRevision + 3);
    expect(await page.getByText('saved this flow meanwhile').count(), 'nobody else did').toBe(0);
  });

  test('a drawing made while the session ended is saved, checked and may be published after signing in beside it', async () => {
    const owner = await atFlow();
    const { page } = owner;
    owner.expectFault(/^401 (GET|POST|PUT) \/api\//, 'the session is ended by the test');
    owner.expectFault(/^403 (POST|PUT) \/api\/flows\/incident\//, 'tried again in the very moment of signing in, with the token of nobody');
    owner.expectFault(/socket\.io|WebSocket/, 'the live connection ends with the session');
    const database = await mongoose.createConnection(portal.stack().mongoUri).asPromise();
    try { await database.collection('sessions').deleteMany({}); } finally { await database.close(); }
    await owner.context.clearCookies();
    const refusedCheck = page.waitForResponse((answer) => answer.url().endsWith('/check') && answer.status() === 401);
    await about(page).fill('Drawn without a session').catch(() => undefined);
    await refusedCheck;
    const dialog = page.getByRole('dialog', { name: 'You are signed out' });
    await dialog.waitFor();
    const [beside] = await Promise.all([owner.context.waitForEvent('page'), dialog.getByRole('link', { name: 'Sign in again' }).click()]);
    await beside.locator('button[data-account="owner"]').click();
    await dialog.waitFor({ state: 'hidden' });
    await whenSavedAndChecked(page);
    await eventually(() => page.locator('[data-action="publish"]').isEnabled()).toBe(true);
    expect((await stored(page)).draft.description?.en).toBe('Drawn without a session');
  });

  test('what is drawn after somebody else saved is kept over a reload, and the page says who it was', async () => {
    const owner = await atFlow();
    const { page } = owner;
    owner.expectFault(/^409 PUT \/api\/flows\/incident\/draft$/, 'somebody else saved meanwhile');
    const { flow, draft } = await stored(page);
    expect((await writeApi(page, 'PUT', '/api/flows/incident/draft', { revision: flow.draftRevision, file: { ...draft, description: { en: 'Theirs' } } })).status).toBe(200);
    await about(page).fill('Mine');
    await eventually(() => saveState(page)).toBe('stale');
    await about(page).fill('Mine, drawn on');
    await page.reload();
    const me = await readApi<{ person: { name: string } }>(page, '/api/me');
    await page.getByRole('alert').getByText(`${me.person.name} saved this flow meanwhile`).waitFor();
    await owner.shot('designer-stale');
    await eventually(() => about(page).inputValue()).toBe('Mine, drawn on');
    await page.getByRole('button', { name: 'Save mine over theirs' }).click();
    await eventually(() => saveState(page)).toBe('saved');
    expect((await stored(page)).draft.description?.en).toBe('Mine, drawn on');
  });

  test('on a narrow screen the flow itself comes up when what is wrong with it is asked for', async () => {
    const owner = await people.as('owner', { path: '/flows', viewport: { width: 860, height: 900 } });
    const { page } = owner;
    owner.expectFault(/^422 PUT \/api\/flows\/incident\/draft$/, 'the test refuses the name of the flow');
    await page.route('**/api/flows/incident/draft', (route) => route.fulfill({ status: 422, json: { error: { code: 'FLOW_FILE_INVALID', family: 'invalid', message: 'The flow file is not valid.', hint: '', params: {}, details: [{ path: '/name/en', code: 'file-value', message: 'Too long.' }] } } }));
    await openFlow(page, 'Incident');
    await stepOn(page, 'diagnose').click();
    await sidePanel(page).getByLabel('Name', { exact: true }).first().fill('Diagnose it');
    await eventually(() => saveState(page)).toBe('refused');
    await sidePanel(page).getByRole('button', { name: 'Close' }).click();
    await sidePanel(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'The flow itself' }).click();
    await about(page).waitFor();
    await owner.shot('designer-narrow-flow');
    await sidePanel(page).getByRole('button', { name: 'Close' }).click();
    await sidePanel(page).waitFor({ state: 'hidden' });
    await page.unroute('**/api/flows/incident/draft');
  });

  test('a list that cannot be read on says so and waits to be asked', async () => {
    const agent = await people.as('agent');
    await openTicket(agent.page, { title: unique('Listed'), object: 'sw-core-1' });
    agent.expectFault(/^request failed: GET \/api\/tickets net::ERR_FAILED$/, 'the test cuts off the second page');
    let asked = 0;
    let isListed = false;
    await agent.page.route(/\/api\/tickets\?/, async (route) => {
      if (new URL(route.request().url()).searchParams.has('cursor')) { asked += 1; return route.abort(); }
      // News of the ticket just opened would be a reason of its own to read on.
      if (isListed) return route.abort();
      isListed = true;
      const answer = await route.fetch();
      return route.fulfill({ response: answer, json: { ...await answer.json() as object, next: 'more' } });
    });
    await agent.page.goto('/tickets');
    await agent.page.locator('#page [data-code="OFFLINE"]').waitFor();
    const before = asked;
    await agent.page.mouse.wheel(0, 400);
    await agent.page.mouse.wheel(0, -400);
    await agent.page.getByRole('button', { name: 'Show more' }).click();
    await eventually(() => asked).toBe(before + 1);
    await agent.page.locator('#page [data-code="OFFLINE"]').waitFor();
    expect(asked).toBe(before + 1);
  });

  test('a claim that got through though its answer is lost is told as unsure only until the page shows it', async () => {
    const agent = await people.as('agent');
    const { page } = agent;
    agent.expectFault(/^request failed: POST .*\/actions net::ERR_FAILED$/, 'the test loses the answer');
    await openTicket(page, { title: unique('Lost'), object: 'sw-core-1' });
    let hold: () => void = () => undefined;
    const told = new Promise<void>((resume) => { hold = resume; });
    // What is read anew waits until the notice was seen: else it may be gone before anybody looks.
    await page.route(/\/api\/tickets\/[A-Z]+-\d+$/, async (route) => { await told; return route.continue(); });
    await page.route('**/actions', async (route) => { await route.fetch(); return route.abort(); });
    await nextPanel(page).getByRole('button', { name: 'Claim', exact: true }).click();
    await nextPanel(page).getByRole('alert').waitFor();
    hold();
    await nextPanel(page).getByRole('button', { name: 'Release', exact: true }).waitFor();
    await nextPanel(page).getByRole('alert').waitFor({ state: 'detached' });
  });

  test('Tab leaves the list of colleagues without choosing one, and Enter chooses nobody of an earlier search', async () => {
    const agent = await people.as('agent');
    const { page } = agent;
    await openTicket(page, { title: unique('Whose'), object: 'sw-core-1' });
    const actions: string[] = [];
    page.on('request', (request) => { if (/\/api\/tasks\/[^/]+\/actions$/.test(request.url())) actions.push(request.postData() ?? ''); });
    const assign = nextPanel(page).getByRole('button', { name: 'Assign to ...', exact: true });
    await assign.click();
    const search = page.locator('input[id^="assign-"]');
    await page.locator('.ant-select-item-option').first().waitFor();
    await search.press('Tab');
    await search.waitFor({ state: 'hidden' });
    await eventually(() => assign.evaluate((button) => button === document.activeElement), { message: 'the focus is back at the button' }).toBe(true);
    expect(actions).toEqual([]);

    await assign.click();
    await page.locator('.ant-select-item-option').first().waitFor();
    await search.press('Enter');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resume) => { release = resume; });
    await page.route(/\/api\/people\?.*q=Jonas/, async (route) => { await held; return route.continue(); });
    await search.fill('Jonas');
    await search.press('Enter');
    release();
    await page.locator('.ant-select-item-option-active', { hasText: 'Jonas Wolf' }).waitFor();
    expect(actions).toEqual([]);
    await search.press('Enter');
    await eventually(() => actions).toEqual([expect.stringContaining('jonas')]);
  });
});
