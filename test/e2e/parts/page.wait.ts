/** Waiting for what a person would wait for: a text, a state, an answer; never for time to pass. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { patienceMs } from '#test/setup/eventually';

/** Polls until the assertion on what `read` gives holds. */
export const eventually = <T>(read: () => Promise<T> | T, options: { timeout?: number; message?: string } = {}): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: options.timeout ?? patienceMs, interval: 100, ...(options.message ? { message: options.message } : {}) });

/** Marks the document; `isUnloaded` tells afterwards whether it is still the same one, that is, was never reloaded. */
export async function markDocument(page: Page): Promise<{ isStillThere(): Promise<boolean> }> {
  await page.evaluate(() => { document.documentElement.dataset['sameDocument'] = 'yes'; });
  return { isStillThere: () => page.evaluate(() => document.documentElement.dataset['sameDocument'] === 'yes') };
}

/** Answer of the portal's API as this person, over the page's own session. */
export async function readApi<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return await answer.json() as unknown;
  }, path) as Promise<T>;
}

/** Sends something to the portal's API as this person, over the page's own session; a refusal is an answer, too. */
export async function writeApi<T>(page: Page, method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown): Promise<{ status: number; body: T }> {
  return page.evaluate(async (sent) => {
    const me = await (await fetch('/api/me', { headers: { accept: 'application/json' } })).json() as { csrfToken: string };
    const answer = await fetch(sent.path, {
      method: sent.method, body: JSON.stringify(sent.body),
      headers: { 'accept': 'application/json', 'content-type': 'application/json', 'x-csrf-token': me.csrfToken, 'idempotency-key': crypto.randomUUID() },
    });
    return { status: answer.status, body: await answer.json() as unknown };
  }, { method, path, body }) as Promise<{ status: number; body: T }>;
}
