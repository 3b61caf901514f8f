/** Lists that grow past their first page: the log of a run that went round and round, decisions piled up, bodies nobody understood. All of it is reached, each once, in order. */
import { describe, expect, test, vi } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { FlowFile } from '#domain/flow/flow.schema';
import { byTeam, flowFile, outcomes } from '#test/builders/flow-file.builder';
import { desk, phone, testBrowser } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { publishIncident } from './parts/flow.parts.ts';
import { expectPlain, hostile } from './parts/hostile.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';
import { tokenLog } from './parts/run.parts.ts';
import { openFromList, openTicket, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 240_000 });

const rounds = 100;
/** Counts to a hundred in one go, then asks the team. */
const counting = inARow(flowFile('incident', {
  start: { kind: 'start', state: 'new' }, count: { kind: 'assign', config: { set: [{ variable: 'n', value: 'n + 1' }] } }, enough: { kind: 'exclusive' },
  work: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') } }, end: { kind: 'end', state: 'resolved' },
}, [
  ['start', 'count'], ['count', 'enough'], ['enough', 'count', { condition: `n < ${rounds}`, order: 1 }], ['enough', 'work', { isDefault: true, order: 2 }], ['work', 'end', { outcome: 'done' }],
], { variables: { n: { type: 'number', title: { en: 'Rounds' }, initial: 0 } } }));
/** Asks the manager at once. */
const asking = inARow(flowFile('incident', {
  start: { kind: 'start', state: 'new' }, approve: { kind: 'approval', state: 'awaiting-approval', config: { assignments: [{ by: 'relation', relation: 'teamManager' }], prompt: '=ticket.title' } }, end: { kind: 'end', state: 'resolved' },
}, [['start', 'approve'], ['approve', 'end', { outcome: 'approved' }], ['approve', 'end', { outcome: 'rejected' }]]));
/** Asks for each of two servers, then calls somebody who is not there; who gives up is caught. */
const each = inARow(flowFile('incident', {
  start: { kind: 'start', state: 'new' }, each: { kind: 'task', state: 'in-progress', config: { assignments: [byTeam('network')], outcomes: outcomes('done') }, repeat: { mode: 'parallel', items: '["web-01", "web-02"]', item: 'server', collect: { into: 'checked', value: 'server' } } },
  call: { kind: 'activity', config: { activity: 'http', inputs: { method: 'GET', url: 'http://127.0.0.1:9/' }, resultVariable: 'called', timeoutSeconds: 5, maxAttempts: 1, retrySeconds: 1 } },
  given: { kind: 'boundary-error', attachedTo: 'call', config: { code: 'GIVEN_UP' } }, end: { kind: 'end', state: 'resolved' }, cancelled: { kind: 'end', state: 'cancelled' },
}, [['start', 'each'], ['each', 'call'], ['call', 'end'], ['given', 'cancelled']], { variables: { checked: { type: 'list', title: { en: 'Checked' } } } }));

/** Its steps side by side, so that the drawing can be read. */
function inARow(file: FlowFile): FlowFile {
  return { ...file, layout: { nodes: Object.fromEntries(Object.keys(file.nodes).map((id, at) => [id, { x: at * 272, y: 0 }])), edges: {} } };
}
const more = (page: Page): Locator => page.getByRole('button', { name: 'Show more' });
const attributesOf = (rows: Locator, name: string): Promise<string[]> => rows.evaluateAll((all, attribute) => all.map((row) => row.getAttribute(attribute) ?? ''), name);
const falling = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => b - a);

describe('what grows long', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  test('a token log of hundreds of lines shows its newest first and all of it on request; what happens meanwhile is added, and nothing goes', async () => {
    const owner = await people.as('owner');
    await publishIncident(owner.page, () => counting);
    const title = unique('Rounds');
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title, object: 'sw-core-1' });
    const agent = await people.as('agent', { path: '/tickets' });
    await openFromList(agent.page, title);

    const { page } = owner;
    await page.goto(`/tickets/${key}/flow`);
    const told = (await tokenLog(page, key)).filter((line) => line.node !== null && ['start', 'enter'].includes(line.type)).map((line) => line.seq);
    const all = (await tokenLog(page, key)).length;
    expect(all).toBeGreaterThan(400);
    const lines = page.getByRole('complementary', { name: 'Token log' }).locator('[data-seq]');
    const shown = async (): Promise<number[]> => (await attributesOf(lines, 'data-seq')).map(Number);
    await eventually(() => lines.first().innerText()).toMatch(/^Reached work/);
    await eventually(() => shown()).toEqual(falling(told).filter((seq) => seq > all - 200));
    await more(page).scrollIntoViewIfNeeded();
    await owner.shot('run-log-more');
    for (let pages = 2; pages <= Math.ceil(all / 200); pages++) {
      await more(page).click();
      await eventually(shown, { message: `page ${pages}` }).toEqual(falling(told).filter((seq) => seq > all - 200 * pages));
    }
    await eventually(() => more(page).count()).toBe(0);
    await eventually(() => lines.last().innerText()).toMatch(/^Started at start/);
    await owner.shot('run-log-whole');

    await press(agent.page, 'Claim');
    await press(agent.page, 'done');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    await eventually(() => lines.first().innerText()).toMatch(/^Reached end/);
    await eventually(async () => (await shown()).slice(1), { message: 'what was there' }).toEqual(falling(told));
    await page.setViewportSize(phone);
    await page.reload();
    await more(page).click();
    await eventually(async () => (await shown()).length).toBeGreaterThan(told.length / 2);
    await more(page).scrollIntoViewIfNeeded();
    await owner.shot('run-log-more');
  });

  test('more decisions than a page are all reached, and one made on either page leaves the others where they were', async () => {
    const owner = await people.as('owner');
    await publishIncident(owner.page, () => asking);
    const requester = await people.as('requester');
    const name = unique('Pile');
    const open = async (at: number): Promise<string> => {
      const { status, body } = await writeApi<{ key: string }>(requester.page, 'POST', '/api/tickets', { type: 'incident', title: `${name} ${at}`, object: 'sw-core-1' });
      expect(status, JSON.stringify(body)).toBe(200);
      return body.key;
    };
    const opened: string[] = [];
    for (let at = 0; at < 53; at += 8) opened.push(...await Promise.all(Array.from({ length: Math.min(8, 53 - at) }, (_, next) => open(at + next))));
    // On a busy machine a ticket is written after it was answered.
    await eventually(async () => (await readApi<{ total: number }>(requester.page, `/api/tickets?q=${name}`)).total, { message: 'all are written' }).toBe(53);
    const manager = await people.as('manager', { path: '/approvals' });
    const { page } = manager;
    const { items } = await readApi<{ items: { openedAt: string; ticket: { key: string } }[] }>(page, '/api/inbox?kind=approval&limit=200');
    const keys = items.map(({ ticket }) => ticket.key);
    expect([...keys].sort()).toEqual([...opened].sort());
    expect(items.map(({ openedAt }) => openedAt)).toEqual(items.map(({ openedAt }) => openedAt).sort());
    const cards = page.locator('[data-approval]');
    const shown = (): Promise<string[]> => attributesOf(cards, 'data-approval');
    const drawings = cards.getByRole('link', { name: 'Open the drawing' });
    await eventually(shown, { message: 'the oldest first' }).toEqual(keys.slice(0, 50));
    await page.getByText('50 of 53 are shown').waitFor();
    await more(page).scrollIntoViewIfNeeded();
    await cards.last().getByRole('link', { name: 'Open the drawing' }).waitFor();
    await manager.shot('approvals-more');
    await more(page).click();
    await eventually(shown).toEqual(keys);
    await eventually(() => drawings.count(), { message: 'only cards in sight read and listen' }).toBeLessThan(12);
    await eventually(() => more(page).count()).toBe(0);
    await manager.shot('approvals-all');

    for (const key of [keys[1]!, keys[51]!]) {
      await page.locator(`[data-approval="${key}"]`).getByRole('button', { name: 'Approve', exact: true }).click();
      keys.splice(keys.indexOf(key), 1);
      await eventually(shown).toEqual(keys);
    }
    await page.setViewportSize(phone);
    await page.reload();
    await page.getByText('50 of 51 are shown').waitFor();
    await more(page).scrollIntoViewIfNeeded();
    await manager.shot('approvals-more');
    await more(page).click();
    await eventually(shown).toEqual(keys);
  });

  test('bodies that were not understood are kept with the reason and counted; each is shown, the long one whole on request, also on the phone', async () => {
    const name = unique('Nonsense');
    const wrong = (text: string, rest: object = {}): string => JSON.stringify({ version: '4', note: text, ...rest });
    const bodies = Array.from({ length: 52 }, (_, at) => wrong(`${name} ${at}`));
    const long = wrong(`${name} long`, { filler: 'x'.repeat(80_000), last: 'the very end' });
    const shape = JSON.stringify({ version: '4', alerts: [{ status: 'burning', labels: { alertname: `${name} ${hostile}` } }] });
    for (const body of [...bodies, bodies[51]!, long, shape]) expect(await portal.postWebhook(body)).toBe(422);

    const admin = await people.as('admin', { path: '/settings' });
    const { page } = admin;
    await page.getByRole('link', { name: 'Not understood' }).click();
    const letters = page.locator('[data-letter]');
    const letterOf = (text: string): Locator => letters.filter({ hasText: text });
    await eventually(() => letters.count()).toBe(50);
    await page.getByText('The first 50 are shown').waitFor();
    await admin.shot('letters');
    await eventually(() => letters.first().getByRole('heading').innerText()).toBe('alerts[0].status: expected "firing" or "resolved", found "burning"');
    await letters.nth(2).getByText('Came 2 times').waitFor();
    await more(page).click();
    await eventually(() => letters.count()).toBe(54);
    expect(new Set(await attributesOf(letters, 'data-letter')).size, 'each once').toBe(54);
    await eventually(() => more(page).count()).toBe(0);

    await letters.first().getByRole('button', { name: 'Show body' }).click();
    await expectPlain(page, 'onerror');
    await eventually(() => letters.first().locator('pre').innerText()).toBe(shape);
    await letters.nth(1).getByRole('button', { name: 'Show body' }).click();
    await letters.nth(1).getByText(`The first 2048 of ${long.length} characters.`).waitFor();
    await admin.shot('letters-open');
    await letters.nth(1).getByRole('button', { name: 'Show all' }).click();
    await eventually(() => letterOf('the very end').count()).toBe(1);
    await eventually(() => letters.nth(1).locator('pre').innerText()).toBe(long);
    await letters.last().getByRole('button', { name: 'Show body' }).click();
    await eventually(() => letters.last().locator('pre').innerText()).toBe(bodies[0]);
    await letters.last().getByRole('button', { name: 'Hide body' }).click();
    await letters.last().locator('pre').waitFor({ state: 'detached' });

    for (const viewport of [phone, desk]) {
      await page.setViewportSize(viewport);
      await page.reload();
      await eventually(() => letters.count()).toBe(50);
      await eventually(() => letters.first().evaluate(standsBesideItsReason), { message: `the mark at ${viewport.width} px` }).toBe(true);
      await letters.first().getByRole('button', { name: 'Show body' }).click();
      await expectPlain(page, 'onerror');
      await admin.shot('letters-body');
    }
  });

  test('a step that is done for each of a list takes one more and loses one while it runs; what stops behind it is handed on as an error', async () => {
    const owner = await people.as('owner');
    await publishIncident(owner.page, () => each);
    const requester = await people.as('requester');
    const key = await openTicket(requester.page, { title: unique('Each'), object: 'sw-core-1' });
    const { page } = owner;
    await page.goto(`/tickets/${key}/flow`);
    const step = page.locator('[data-repeated="each"]');
    const under = (): Promise<string[]> => step.locator('[data-instance] bdi').allInnerTexts();
    await eventually(under).toEqual(['web-01', 'web-02']);
    await eventually(() => step.innerText()).toContain('0 of 2 done');
    await step.getByRole('textbox', { name: 'What it is for' }).fill('web-03');
    await step.getByRole('button', { name: 'Add one' }).click();
    await eventually(under).toEqual(['web-01', 'web-02', 'web-03']);
    await step.getByRole('button', { name: 'End no. 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await eventually(under).toEqual(['web-01', 'web-03']);
    await eventually(() => step.getByRole('textbox').inputValue()).toBe('');
    await owner.shot('run-several-times');
    await page.setViewportSize(phone);
    await owner.shot('run-several-times');
    await page.setViewportSize(desk);

    const agent = await people.as('agent');
    const open = async (): Promise<{ id: string; revision: number }[]> => (await readApi<{ items: { id: string; revision: number; ticket: { key: string } }[] }>(agent.page, '/api/inbox?scope=team&limit=200')).items.filter(({ ticket }) => ticket.key === key);
    for (let left = 2; left > 0; left -= 1) {
      const [one] = await open();
      for (const [action, revision] of [['claim', one!.revision], ['complete', one!.revision + 1]] as const) {
        const { status, body } = await writeApi(agent.page, 'POST', `/api/tasks/${encodeURIComponent(one!.id)}/actions`, { action, commandId: `${key}-${action}-${left}`, taskRevision: revision, data: action === 'claim' ? {} : { outcome: 'done' } });
        expect(status, JSON.stringify(body)).toBe(200);
      }
      await eventually(async () => (await open()).length).toBe(left - 1);
    }
    await page.goto(`/tickets/${key}`);
    const stopped = page.locator('[data-incident="call"]');
    await stopped.getByRole('button', { name: 'Hand on as an error' }).click();
    await page.getByRole('menuitem', { name: 'GIVEN_UP' }).click();
    await owner.shot('incident-hand-on');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand on as an error' }).click();
    await eventually(() => stateOf(page).innerText()).toBe('Cancelled');
    await eventually(() => stopped.count()).toBe(0);
  });
});

/** Whether the mark of a letter stands beside the first line of its reason, not above it. */
function standsBesideItsReason(letter: Element): boolean {
  const mark = letter.querySelector('svg')?.getBoundingClientRect();
  const line = letter.querySelector('h3 > svg ~ *')?.getClientRects()[0];
  return mark !== undefined && line !== undefined && mark.right <= line.left && mark.top >= line.top - 2 && mark.bottom <= line.bottom + 2;
}
