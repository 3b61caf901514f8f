/** Who lets a program work for them: making a token, using it, seeing that it was used, revoking it; and finding in the reference what to ask. */
import { describe, expect, test, vi } from 'vitest';
import { phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { eventually } from './parts/page.wait.ts';

vi.setConfig({ testTimeout: 600_000 });

describe('a token for a program', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());
  const ask = async (value: string) => (await fetch(`${portal.address()}/api/tickets`, { headers: { authorization: `Bearer ${value}` } })).status;

  test('is made, shown once, used and revoked', async () => {
    const agent = await people.as('agent');
    const { page } = agent;
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'API tokens' }).click();
    await page.getByText('No token yet').waitFor();
    await agent.shot('api-tokens-none');
    await page.getByRole('button', { name: 'New token' }).click();
    const dialog = page.getByRole('dialog', { name: 'New API token' });
    await dialog.getByLabel('What it is for').fill('Nightly export');
    await eventually(() => dialog.getByRole('button', { name: 'Make the token' }).isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: 'ticket.read' }).check();
    await agent.shot('api-token-making');
    await dialog.getByRole('button', { name: 'Make the token' }).click();
    const value = await page.locator('[data-token-value]').innerText();
    expect(await ask(value)).toBe(200);
    await agent.shot('api-token-made');
    await page.reload();
    await page.getByRole('heading', { name: 'Nightly export' }).waitFor();
    await eventually(() => page.content()).not.toContain(value);
    await page.locator('[data-token]').getByText('just now').first().waitFor();
    await agent.shot('api-tokens');
    await page.setViewportSize(phone);
    await agent.shot('api-tokens');
    await eventually(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('No token yet').waitFor();
    expect(await ask(value)).toBe(401);
  });

  test('finds in the reference what to ask, wide and on a phone', async () => {
    const agent = await people.as('agent', { path: '/api/docs' });
    const { page } = agent;
    await page.getByRole('heading', { level: 1, name: 'API reference' }).waitFor();
    await agent.shot('api-docs');
    await page.getByRole('textbox', { name: 'Find a route' }).fill('withdraws the ticket');
    await page.getByText('1 route', { exact: true }).waitFor();
    await page.locator('[data-operation="tickets.cancel"]').getByRole('button').first().click();
    await page.getByText('TICKET_OVER').waitFor();
    await agent.shot('api-docs-route');
    await page.setViewportSize(phone);
    await agent.shot('api-docs-route');
    await eventually(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  });
});
