/** Step 2 of the journey: the process owner changes a flow on the canvas and publishes it; what runs goes on as it began; what cannot end is refused where it happens. */
import mongoose from 'mongoose';
import { describe, expect, test, vi } from 'vitest';
import { testBrowser, type Visitor } from '#test/setup/browser';
import { testPortal } from '#test/setup/portal';
import { flowFile, byTeam, outcomes, type EdgeGiven, type NodeGiven } from '#test/builders/flow-file.builder';
import type { FlowFile } from '#domain/flow/flow.schema';
import { askToPublish, choose, connect, dropOnLine, dropStep, followTrace, openFlow, problemsOf, selectLine, sidePanel, stepOn, whenSavedAndChecked } from './parts/canvas.parts.ts';
import { eventually, readApi, writeApi } from './parts/page.wait.ts';
import { pathOf, tokenLog } from './parts/run.parts.ts';
import { fillIn, nextPanel, openTicket, press, stateOf } from './parts/ticket.parts.ts';
import { unique } from './parts/unique.ts';

vi.setConfig({ testTimeout: 240_000 });

/** A flow nobody can look through in 20,000 states: fifteen ways side by side, each of which may begin anew. */
function tooWide(key: string) {
  const nodes: Record<string, NodeGiven> = { start: { kind: 'start' }, split: { kind: 'parallel' }, join: { kind: 'parallel' }, end: { kind: 'end' } };
  const edges: EdgeGiven[] = [['start', 'split'], ['join', 'end']];
  for (let way = 0; way < 15; way++) {
    nodes[`again${way}`] = { kind: 'exclusive' };
    nodes[`over${way}`] = { kind: 'exclusive' };
    nodes[`ask${way}`] = { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done', 'again', 'look') } };
    nodes[`look${way}`] = { kind: 'task', config: { assignments: [byTeam('network')], outcomes: outcomes('done', 'back') } };
    edges.push(
      ['split', `again${way}`], [`again${way}`, `ask${way}`], [`ask${way}`, `over${way}`, { outcome: 'done' }], [`ask${way}`, `again${way}`, { outcome: 'again' }],
      [`ask${way}`, `look${way}`, { outcome: 'look' }], [`look${way}`, `again${way}`, { outcome: 'back' }], [`look${way}`, `over${way}`, { outcome: 'done' }], [`over${way}`, 'join'],
    );
  }
  const file = flowFile(key, nodes, edges);
  return { ...file, name: { en: 'Fifteen at once' }, layout: { nodes: Object.fromEntries(Object.keys(nodes).map((id, at) => [id, { x: (at % 8) * 272, y: Math.floor(at / 8) * 112 }])), edges: {} } };
}

describe('a process owner draws', () => {
  const portal = testPortal();
  const people = testBrowser(() => portal.address());

  async function publishedEvents(flow: string): Promise<Record<string, unknown>[]> {
    const connection = await mongoose.createConnection(portal.stack().mongoUri).asPromise();
    try { return await connection.collection('events').find({ action: 'flow.published', 'refs.id': flow }).sort({ at: 1 }).toArray(); } finally { await connection.close(); }
  }
  /** Opens the flow with its draft as it was last published, whatever another test left. */
  async function atIncident(owner: Visitor): Promise<void> {
    const { flow } = await readApi<{ flow: { draftRevision: number; latestVersion: number; hasDraftChanges: boolean } }>(owner.page, '/api/flows/incident');
    if (flow.hasDraftChanges) {
      const { file } = await readApi<{ file: unknown }>(owner.page, `/api/flows/incident/versions/${flow.latestVersion}`);
      expect((await writeApi(owner.page, 'PUT', '/api/flows/incident/draft', { revision: flow.draftRevision, file })).status).toBe(200);
    }
    await openFlow(owner.page, 'Incident');
    await eventually(() => owner.page.locator('[data-save]').getAttribute('data-save')).toBe('saved');
  }

  test('drags in a step, joins it, changes who approves and publishes version 2; a run of version 1 finishes as it began, also over a restart; two managers decide at once', async () => {
    const agent = await people.as('agent');
    const first = await openTicket(agent.page, { title: unique('Printer on floor 2'), object: 'sw-core-2' });
    await press(agent.page, 'Claim');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');

    const owner = await people.as('owner', { path: '/flows' });
    await owner.shot('flows');
    await atIncident(owner);
    await owner.shot('designer');
    const confirm = await dropStep(owner.page, 'task', 'diagnose', 330, -34);
    await sidePanel(owner.page).getByLabel('Name', { exact: true }).first().fill('Confirm with the owner');
    await whenSavedAndChecked(owner.page);

    // Incomplete: said at the step, and not published.
    await eventually(() => stepOn(owner.page, confirm).getAttribute('data-findings')).toBe('2');
    expect((await problemsOf(owner.page)).codes.sort()).toEqual(['dead-end', 'unreachable']);
    await eventually(() => sidePanel(owner.page).locator('[data-finding]').evaluateAll((notes) => notes.map((note) => note.getAttribute('data-finding')).sort())).toEqual(['dead-end', 'unreachable']);
    const refused = await askToPublish(owner.page);
    await refused.getByText('2 problems must be mended first').waitFor();
    await owner.shot('publish-refused');
    await eventually(() => refused.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
    await refused.getByRole('button', { name: 'Cancel' }).click();
    await refused.waitFor({ state: 'hidden' });
    // What lies below it takes the mouse only then.
    await eventually(() => owner.page.locator('.ant-modal-wrap:visible, .ant-modal-mask:visible').count()).toBe(0);

    await selectLine(owner.page, 'diagnose-to-handled');
    await owner.page.keyboard.press('Delete');
    await owner.page.locator('[data-id="diagnose-to-handled"]').waitFor({ state: 'detached' });
    await connect(owner.page, 'diagnose', 'resolve', confirm);
    await connect(owner.page, confirm, null, 'handled');
    await stepOn(owner.page, 'approve').click();
    const approvers = sidePanel(owner.page).getByRole('group', { name: 'Who approves' });
    await approvers.getByRole('button', { name: 'Add' }).click();
    await choose(owner.page, approvers.locator('.ant-select').nth(2), 'Person');
    await choose(owner.page, approvers.locator('.ant-select').nth(3), 'Victor Osei');
    await whenSavedAndChecked(owner.page);
    await eventually(() => problemsOf(owner.page)).toMatchObject({ codes: [] });
    await eventually(() => owner.page.locator('[data-findings]').count()).toBe(0);
    await owner.shot('designer-changed');
    const dialog = await askToPublish(owner.page);
    await dialog.getByText('Added Confirm with the owner', { exact: true }).waitFor();
    await dialog.getByText('Changed Approve the repair', { exact: true }).waitFor();
    await dialog.getByLabel('What changed').fill('The owner confirms; either manager approves.');
    await owner.shot('publish');
    await owner.page.mouse.click(8, 500);
    await dialog.waitFor({ state: 'hidden' });
    await askToPublish(owner.page);
    await eventually(() => dialog.getByLabel('What changed').inputValue(), { message: 'closed by a click beside it' }).toBe('The owner confirms; either manager approves.');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await owner.page.locator('header').getByText('Version 2', { exact: true }).waitFor();
    await eventually(() => owner.page.locator('[data-action="publish"]').isDisabled()).toBe(true);
    await owner.page.getByRole('button', { name: 'Versions' }).click();
    await owner.page.locator('[data-version="2"]').getByText('The owner confirms; either manager approves.').waitFor();
    await owner.page.locator('[data-version="1"]').getByText('1 run', { exact: true }).waitFor();

    // The worker forgets every definition it has read.
    await portal.stack().restart('worker');
    await agent.page.reload();
    await fillIn(agent.page, 'Cause and what was done', 'Toner was empty.');
    await press(agent.page, 'Resolve');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Resolved');
    expect(pathOf(await tokenLog(agent.page, first))).not.toContain(confirm);
    await eventually(() => readApi(agent.page, `/api/tickets/${first}`)).toMatchObject({ run: { flow: 'incident', version: 1, status: 'completed' } });

    const second = await openTicket(agent.page, { title: unique('Uplink flaps'), object: 'sw-core-2' });
    await eventually(() => readApi(agent.page, `/api/tickets/${second}`)).toMatchObject({ run: { flow: 'incident', version: 2 } });
    await press(agent.page, 'Claim');
    await fillIn(agent.page, 'Repair plan', 'Restart the interface');
    await fillIn(agent.page, 'Interface index', '2');
    await press(agent.page, 'Ask for a repair');
    await eventually(() => stateOf(agent.page).innerText()).toBe('Awaiting approval');

    const managers = [await people.as('manager', { path: '/approvals' }), await people.as('manager2', { path: '/approvals' })] as const;
    for (const manager of managers) manager.expectFault(/^409 POST \/api\/tasks\/[^/]+\/actions$/, 'only one of two decisions at once is taken');
    const cards = managers.map(({ page }) => page.locator(`[data-approval="${second}"]`));
    for (const card of cards) await card.getByLabel('Comment').fill('Not during office hours.');
    // Neither is answered before both have pressed.
    const isPressed = managers.map(({ page }) => new Promise<void>((resolve) => { page.on('request', (request) => { if (/\/api\/tasks\/[^/]+\/actions$/.test(request.url())) resolve(); }); }));
    for (const { page } of managers) await page.route('**/api/tasks/*/actions', async (route) => { await Promise.all(isPressed); await route.continue(); });
    await Promise.all(cards.map((card) => card.getByRole('button', { name: 'Reject', exact: true }).click()));
    const told = managers.map(({ page }) => page.locator('[data-code]'));
    await eventually(async () => (await Promise.all(told.map((notice) => notice.count()))).reduce((sum, count) => sum + count, 0), { message: 'one of the two is told' }).toBe(1);
    const loser = await told[0]!.count() === 1 ? 0 : 1;
    await eventually(() => told[loser]!.innerText()).toContain(loser === 0 ? 'Victor Osei' : 'Mia Larsen');
    await managers[loser].shot('approval-too-late');
    await eventually(() => stateOf(agent.page).innerText()).toBe('In progress');
    expect((await tokenLog(agent.page, second)).filter((line) => line.type === 'task' && JSON.stringify(line.data).includes('"rejected"') && JSON.stringify(line.data).includes('decided'))).toHaveLength(1);

    // And on version 2 resolving asks the new step first.
    await fillIn(agent.page, 'Cause and what was done', 'A loose cable.');
    await press(agent.page, 'Resolve');
    await eventually(() => nextPanel(agent.page).innerText()).toContain('Confirm with the owner');
    expect(pathOf(await tokenLog(agent.page, second))).toContain(confirm);
  });

  test('a name that is missing is asked for where it is missing, and the draft is kept; a step is joined from the side panel by keyboard and undone', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    await atIncident(owner);
    const { page } = owner;
    const saves: number[] = [];
    page.on('response', (response) => { if (response.request().method() === 'PUT') saves.push(response.status()); });
    const saveState = () => page.locator('[data-save]').getAttribute('data-save');
    await stepOn(page, 'approve').click();
    const name = sidePanel(page).getByLabel('Name', { exact: true }).first();
    const was = await name.inputValue();
    await name.fill('');
    await sidePanel(page).getByText('Give it a name').waitFor();
    await eventually(() => saves).toEqual([200]);
    await eventually(saveState).toBe('saved');
    await owner.shot('designer-name-missing');
    await name.fill(was);
    await eventually(() => saves).toEqual([200, 200]);
    await eventually(saveState).toBe('saved');

    await stepOn(page, 'diagnose').click();
    const resolveLeadsTo = async (): Promise<string | undefined> => {
      const { draft } = await readApi<{ draft: { edges: Record<string, { from: string; to: string; outcome?: string }> } }>(page, '/api/flows/incident');
      return Object.values(draft.edges).find((edge) => edge.from === 'diagnose' && edge.outcome === 'resolve')?.to;
    };
    const before = await resolveLeadsTo();
    const way = sidePanel(page).getByRole('combobox', { name: 'Resolve leads to' });
    await way.focus();
    await owner.shot('designer-leads-to');
    await way.pressSequentially('Approve the repair');
    await page.keyboard.press('Enter');
    await eventually(resolveLeadsTo).toBe('approve');
    expect(await sidePanel(page).locator('[data-way="resolve"] input').evaluate((input) => input === document.activeElement), 'the focus stays').toBe(true);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await eventually(resolveLeadsTo).toBe(before);
    await eventually(saveState).toBe('saved');
  });

  test('a step that is done several times has one way out, is marked, and says what is missing', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    await atIncident(owner);
    const { page } = owner;
    await stepOn(page, 'diagnose').click();
    const panel = sidePanel(page);
    await panel.getByRole('combobox', { name: 'How often' }).click();
    await page.locator('.ant-select-item-option', { hasText: 'Several times, side by side' }).click();
    await stepOn(page, 'diagnose').getByRole('img', { name: 'Several times, side by side' }).waitFor();
    expect((await panel.locator('[data-way=""] input').count()) > 0, 'one way out, without an outcome').toBe(true);
    await panel.getByLabel('For each of the list').fill('object.interfaces');
    await whenSavedAndChecked(page);
    await eventually(() => panel.locator('[data-finding]').evaluateAll((notes) => notes.map((note) => note.getAttribute('data-finding')))).toContain('repeat-how-often');
    await panel.getByLabel('How many times').fill('');
    await whenSavedAndChecked(page);
    await eventually(() => panel.locator('[data-finding="repeat-how-often"]').count()).toBe(0);
    expect((await readApi<{ draft: FlowFile }>(page, '/api/flows/incident')).draft.nodes['diagnose']!.repeat).toEqual({ mode: 'parallel', items: 'object.interfaces' });
    await owner.shot('several-times');
    await panel.getByRole('combobox', { name: 'How often' }).click();
    await page.locator('.ant-select-item-option', { hasText: 'Once' }).click();
    await whenSavedAndChecked(page);
    await eventually(() => problemsOf(page)).toMatchObject({ codes: [] });
  });

  test('an edit that gets stuck is refused with the way there, which is followed on the drawing step by step', async () => {
    const owner = await people.as('owner', { path: '/flows' });
    await atIncident(owner);
    // What is wrong with the flow as a whole stands in its own panel; half typed, it is kept all the same.
    const flowName = sidePanel(owner.page).getByLabel('Name', { exact: true }).first();
    await flowName.fill('');
    await whenSavedAndChecked(owner.page);
    await eventually(() => sidePanel(owner.page).locator('[data-finding]').evaluateAll((notes) => notes.map((note) => note.getAttribute('data-finding')))).toEqual(['flow-name-missing']);
    await flowName.fill('Incident');
    await whenSavedAndChecked(owner.page);
    // A parallel gateway where two ways meet of which only one is ever taken: it waits for the other for ever.
    const join = await dropOnLine(owner.page, 'parallel', 'diagnose-to-approve');
    await connect(owner.page, 'answer', 'answered', join);
    await selectLine(owner.page, 'answer-to-back', 0.2);
    await owner.page.keyboard.press('Delete');
    await owner.page.locator('[data-id="answer-to-back"]').waitFor({ state: 'detached' });
    await whenSavedAndChecked(owner.page);
    await eventually(() => stepOn(owner.page, join).getAttribute('data-findings')).toBe('1');
    expect((await problemsOf(owner.page)).codes).toEqual(['deadlock']);
    const refused = await askToPublish(owner.page);
    await refused.getByText('One problem must be mended first').waitFor();
    await refused.getByRole('button', { name: 'Show the problems' }).click();
    const problems = owner.page.getByRole('region', { name: 'Problems' });
    await owner.shot('problems');
    await problems.locator('[data-finding="deadlock"]').getByRole('button', { name: 'Follow on the drawing' }).click();
    await owner.shot('trace');
    const walked = await followTrace(owner.page);
    await owner.shot('trace-end');
    expect(walked.length).toBeGreaterThan(4);
    expect(walked).toContain('diagnose');
    expect(walked.at(-1)).toBe(join);
    await eventually(() => owner.page.locator('[data-trace]').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-node')).sort())).toEqual([...new Set(walked)].sort());
    const { draft, flow } = await readApi<{ draft: unknown; flow: { draftRevision: number; latestVersion: number } }>(owner.page, '/api/flows/incident');
    const found = await writeApi<{ findings: { code: string; trace?: string[] }[] }>(owner.page, 'POST', '/api/flows/incident/check', { file: draft });
    expect(found.body.findings.find((finding) => finding.code === 'deadlock')?.trace).toEqual(walked);
    // Past the dialog it is refused as well, by name.
    owner.expectFault(/^4\d\d POST \/api\/flows\/incident\/publish$/, 'the server refuses what the dialog does not offer');
    const past = await writeApi<{ error: { code: string } }>(owner.page, 'POST', '/api/flows/incident/publish', { revision: flow.draftRevision, note: '', confirmNotProven: true });
    expect([past.status, past.body.error.code]).toEqual([422, 'FLOW_UNSOUND']);

    await owner.page.getByRole('button', { name: 'Stop following' }).click();
    for (let steps = 0; steps < 20 && await owner.page.getByRole('button', { name: 'Undo', exact: true }).isEnabled(); steps++) await owner.page.keyboard.press('Control+z');
    await stepOn(owner.page, join).waitFor({ state: 'detached' });
    await eventually(() => owner.page.locator('[data-save]').getAttribute('data-save')).toBe('saved');
    await eventually(() => problemsOf(owner.page)).toMatchObject({ codes: [] });
  });

  test('what could not be proven is published only by a confirmation in one’s own name, which the event keeps', async () => {
    const key = unique('wide');
    const owner = await people.as('owner', { path: '/flows' });
    expect((await writeApi(owner.page, 'PUT', `/api/flows/${key}/draft`, { revision: 0, file: tooWide(key) })).status).toBe(200);
    await owner.page.reload();
    await openFlow(owner.page, 'Fifteen at once');
    await owner.page.getByText('First draft').waitFor();
    await whenSavedAndChecked(owner.page);
    const dialog = await askToPublish(owner.page);
    const publish = dialog.getByRole('button', { name: 'Publish', exact: true });
    await dialog.getByText(/^The check could not prove within .* states that every run ends\./).waitFor();
    await eventually(() => publish.isDisabled()).toBe(true);
    await owner.shot('publish-not-proven');
    owner.expectFault(/^4\d\d POST \/api\/flows\/[^/]+\/publish$/, 'unconfirmed it is refused by the server, too');
    const { flow } = await readApi<{ flow: { draftRevision: number } }>(owner.page, `/api/flows/${key}`);
    expect((await writeApi<{ error: { code: string } }>(owner.page, 'POST', `/api/flows/${key}/publish`, { revision: flow.draftRevision, note: '', confirmNotProven: false })).body.error.code).toBe('FLOW_NOT_PROVEN');
    await eventually(() => publishedEvents(key)).toEqual([]);

    await dialog.getByRole('checkbox').check();
    await publish.click();
    await owner.page.locator('header').getByText('Version 1', { exact: true }).waitFor();
    const me = await readApi<{ person: { id: string; name: string } }>(owner.page, '/api/me');
    await eventually(() => publishedEvents(key)).toMatchObject([{ actor: { kind: 'person', id: me.person.id, name: me.person.name }, data: { version: 1, verdict: 'not-proven' } }]);
    await owner.page.getByRole('button', { name: 'Versions' }).click();
    await owner.page.locator('[data-version="1"]').getByText('Not proven, published in their own name').waitFor();
    await owner.shot('versions');
  });
});
