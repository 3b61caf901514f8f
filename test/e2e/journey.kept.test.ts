/** Nothing typed is lost: reload, lost connection, ended session and refused submits leave messages and forms where they were, and what is sent again is there once. */
import mongoose from 'mongoose';
import { describe, expect, test, vi } from 'vitest';
import { signIn, testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually, readApi } from './parts/page.wait.ts';
import { fillIn, nextPanel, openFromList, openTicket, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 600_000 });

const message = (visitor: Visitor) => visitor.page.getByRole('textbox', { name: 'Message' });
const send = (visitor: Visitor): Promise<void> => visitor.page.getByRole('button', { name: 'Send' }).click();
const isSentTimes = async (visitor: Visitor, key: string, text: string): Promise<number> =>
  (await readApi<{ items: { text: string }[] }>(visitor.page, `/api/tickets/${key}/comments?limit=200`)).items.filter((comment) => comment.text === text).length;

describe('what is typed', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  /** Nobody is signed in any more, here and at the portal: an answer still on its way must not bring the session back. */
  async function endSession(visitor: Visitor): Promise<void> {
    const database = await mongoose.createConnection(portal.stack().mongoUri).asPromise();
    try {
      expect((await database.collection('sessions').deleteMany({})).deletedCount).toBeGreaterThan(0);
    } finally {
      await database.close();
    }
    await visitor.context.clearCookies();
  }

  /** An agent on a ticket they have claimed. */
  async function atWork(): Promise<{ agent: Visitor; key: string }> {
    const title = unique('Kept');
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, object: 'sw-core-1' });
    await requester.page.goto('about:blank');
    const agent = await people.as('agent', { path: '/tickets' });
    await openFromList(agent.page, title);
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    return { agent, key };
  }

  test('survives a reload and a lost connection; sent when it is back, it is there once', async () => {
    const { agent, key } = await atWork();
    await message(agent).fill('Half a sentence');
    await fillIn(agent.page, 'Question to the requester', 'Which room');
    await agent.page.getByText('Internal', { exact: true }).click();
    await agent.page.reload();
    await eventually(() => message(agent).inputValue()).toBe('Half a sentence');
    await eventually(() => nextPanel(agent.page).getByLabel('Question to the requester').inputValue()).toBe('Which room');
    await eventually(() => agent.page.locator('form[data-visibility]').getAttribute('data-visibility'), { message: 'for whom it is meant' }).toBe('internal');

    agent.expectFault(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/, 'the connection is cut by the test');
    await agent.context.setOffline(true);
    await agent.page.getByText('Connection lost').waitFor();
    await message(agent).fill('Half a sentence, now whole.');
    await send(agent);
    await agent.page.locator('[data-code="OFFLINE"]').getByText('What you typed is kept.').waitFor();
    await eventually(() => message(agent).inputValue()).toBe('Half a sentence, now whole.');
    await agent.shot('ticket-offline');
    await agent.context.setOffline(false);
    await agent.page.getByText('Connected again').waitFor();
    await send(agent);
    await eventually(() => message(agent).inputValue()).toBe('');
    await agent.page.locator('li', { hasText: 'Half a sentence, now whole.' }).first().waitFor();
    expect(await isSentTimes(agent, key, 'Half a sentence, now whole.')).toBe(1);
    await isAskedAnewAfterRefusal(agent, key);
    await eventually(() => nextPanel(agent.page).getByLabel('Question to the requester').inputValue()).toBe('Which room');
  });

  /** Refused once, the same message goes out under a new key, also after a reload: the portal repeats the answer to the old one for a day. */
  async function isAskedAnewAfterRefusal(agent: Visitor, key: string): Promise<void> {
    const keys: (string | undefined)[] = [];
    agent.expectFault(/^409 POST \/api\/tickets\/[^/]+\/comments$/, 'the test refuses the first sending');
    await agent.page.route(`**/api/tickets/${key}/comments`, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      return keys.length > 1 ? route.continue() : route.fulfill({ status: 409, json: { error: { code: 'REVISION_CONFLICT', family: 'conflict', message: 'Somebody changed this meanwhile.', hint: 'Try again.' } } });
    });
    await message(agent).fill('Refused once');
    await send(agent);
    await agent.page.locator('[data-code="REVISION_CONFLICT"]').waitFor();
    await agent.page.reload();
    await eventually(() => message(agent).inputValue()).toBe('Refused once');
    await send(agent);
    await eventually(() => message(agent).inputValue()).toBe('');
    expect(await isSentTimes(agent, key, 'Refused once')).toBe(1);
    expect(new Set(keys).size).toBe(2);
  }

  test('survives the end of the session: in place after signing in beside it, and also after a reload', async () => {
    const { agent, key } = await atWork();
    agent.expectFault(/^401 (GET|POST) \/api\//, 'the session is ended by the test');
    agent.expectFault(/socket\.io|WebSocket/, 'the live connection ends with the session');
    await message(agent).fill('Written before the session ended');
    await fillIn(agent.page, 'Repair plan', 'Restart it');
    await endSession(agent);
    const dialog = agent.page.getByRole('dialog', { name: 'You are signed out' });
    // A look of the page itself may notice first: then the dialog is in the way of the button.
    await agent.page.getByRole('button', { name: 'Send' }).click({ timeout: 3_000 }).catch(() => undefined);
    await dialog.waitFor();
    await agent.shot('session-ended');
    const [beside] = await Promise.all([agent.context.waitForEvent('page'), dialog.getByRole('link', { name: 'Sign in again' }).click()]);
    await beside.locator('button[data-account="agent"]').click();
    await dialog.waitFor({ state: 'hidden' });
    await eventually(() => message(agent).inputValue()).toBe('Written before the session ended');
    await send(agent);
    await eventually(() => message(agent).inputValue()).toBe('');
    expect(await isSentTimes(agent, key, 'Written before the session ended')).toBe(1);

    await message(agent).fill('A second one');
    await endSession(agent);
    await agent.page.reload();
    await signIn(agent.page, 'agent');
    expect(new URL(agent.page.url()).pathname, 'back where they were').toBe(`/tickets/${key}`);
    await eventually(() => message(agent).inputValue()).toBe('A second one');
    await eventually(() => nextPanel(agent.page).getByLabel('Repair plan').inputValue()).toBe('Restart it');

    await endSession(agent);
    await agent.page.reload();
    await signIn(agent.page, 'manager');
    await message(agent).waitFor();
    expect(await message(agent).inputValue(), 'nobody else at the same browser sees it').toBe('');
  });

  test('survives a submit that fails, and goes through once when it is tried again, also after a reload', async () => {
    const { agent, key } = await atWork();
    const title = unique('Waits');
    const requester = await people.as('requester', { path: '/tickets/new' });
    for (const visitor of [agent, requester]) visitor.expectFault(/^503 POST \/api\//, 'the worker is stopped by the test');
    await fillIn(agent.page, 'Question to the requester', 'Which room is it in?');
    await portal.stack().kill('worker', 'SIGSTOP');
    try {
      await press(agent.page, 'Ask the requester');
      await requester.page.locator('#ticket-title').fill(title);
      await requester.page.locator('#ticket-description').fill('What it is about');
      await requester.page.getByRole('button', { name: 'Open ticket' }).click();
      await nextPanel(agent.page).getByRole('alert').getByText('What you typed is kept.').waitFor();
      await eventually(() => nextPanel(agent.page).getByLabel('Question to the requester').inputValue()).toBe('Which room is it in?');
      await agent.shot('ticket-not-sent');
      await requester.page.getByRole('alert').getByText('What you typed is kept.').waitFor();
    } finally {
      await portal.stack().kill('worker', 'SIGCONT');
    }
    await requester.page.reload();
    await eventually(() => requester.page.locator('#ticket-title').inputValue()).toBe(title);
    await eventually(() => requester.page.locator('#ticket-description').inputValue()).toBe('What it is about');
    await requester.page.getByRole('button', { name: 'Open ticket' }).click();
    await requester.page.getByRole('heading', { level: 1, name: title }).waitFor();
    // The first attempt got through after all: what was said again is the same ticket.
    const found = await readApi<{ total: number }>(requester.page, `/api/tickets?q=${title}`);
    expect(found.total).toBe(1);

    // This one may have got through as well; where it did not, it is sent again from where it stands.
    const again = nextPanel(agent.page).getByRole('button', { name: 'Ask the requester', exact: true });
    await eventually(async () => {
      if (await again.isEnabled({ timeout: 500 }).catch(() => false)) await again.click({ timeout: 2_000 }).catch(() => undefined);
      return stateOf(agent.page).innerText();
    }).toBe('Waiting for the requester');
    const { items } = await readApi<{ items: { action: string }[] }>(agent.page, `/api/tickets/${key}/timeline?limit=200`);
    expect(items.filter(({ action }) => action === 'task.completed')).toHaveLength(1);
    await requester.page.goto('/tickets/new');
    expect(await requester.page.locator('#ticket-title').inputValue(), 'what was sent is not kept').toBe('');
  });
});
