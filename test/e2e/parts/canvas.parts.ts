/** Drawing on the canvas with the mouse, as a person does: dropping steps, pulling lines, choosing in the side panel, reading what is wrong. */
import type { Locator, Page } from 'playwright-core';
import { eventually } from './page.wait.ts';

type Point = readonly [x: number, y: number];

export const stepOn = (page: Page, node: string): Locator => page.locator(`[data-node="${node}"]`);
export const sidePanel = (page: Page): Locator => page.getByRole('complementary', { name: 'Properties' });

/** Opens a flow from the list and waits until its whole drawing is seen and rests. */
export async function openFlow(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.locator('[data-node]').first().waitFor();
  await whenFitted(page);
}

/** Until every step lies inside the canvas and the next two pictures of the browser are alike. */
async function whenFitted(page: Page): Promise<void> {
  await eventually(() => page.locator('.react-flow').evaluate(async (canvas) => {
    const nextFrame = () => new Promise((resume) => { requestAnimationFrame(resume); });
    const viewport = canvas.querySelector<HTMLElement>('.react-flow__viewport');
    const before = viewport?.style.transform;
    await nextFrame();
    await nextFrame();
    const box = canvas.getBoundingClientRect();
    const steps = [...canvas.querySelectorAll('[data-node]')].map((step) => step.getBoundingClientRect());
    return steps.length > 0 && viewport?.style.transform === before && steps.every((step) => step.left >= box.left && step.right <= box.right && step.top >= box.top && step.bottom <= box.bottom);
  }), { message: 'the whole drawing is seen' }).toBe(true);
}

async function centreOf(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`not on the screen: ${String(locator)}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Drags a kind from the palette and lets it go with its middle right of `right` of a step's and `below` it, in pixels of the screen. Answers the new step's id. */
export async function dropStep(page: Page, kind: string, near: string, right: number, below: number): Promise<string> {
  const [x, y] = await centreOf(stepOn(page, near));
  return dropAt(page, kind, [x + right, y + below]);
}

/** Drags a kind from the palette onto a line, a share of its way along. Answers the new step's id. */
export const dropOnLine = async (page: Page, kind: string, edge: string, share = 0.5): Promise<string> => dropAt(page, kind, await pointOn(page, edge, share));

async function dropAt(page: Page, kind: string, [x, y]: Point): Promise<string> {
  const before = await stepIds(page);
  const canvas = page.locator('.react-flow');
  const box = await canvas.boundingBox();
  const addedSteps = async (): Promise<string[]> => (await stepIds(page)).filter((id) => !before.includes(id));
  // Let go again where nothing came of it, as who sees that would: a busy browser takes a hand that is quicker than its drawing for no drag at all.
  for (let tries = 1; tries < 4 && (await addedSteps()).length === 0; tries += 1) {
    await page.locator(`button[data-kind="${kind}"]`).dragTo(canvas, { targetPosition: { x: x - (box?.x ?? 0), y: y - (box?.y ?? 0) } });
    await page.locator('[data-node]').nth(before.length).waitFor({ state: 'attached', timeout: 8_000 }).catch(() => undefined);
  }
  let added: string[] = [];
  await eventually(async () => { added = await addedSteps(); return added.length; }, { message: 'a new step on the drawing' }).toBe(1);
  return added[0] ?? '';
}
const stepIds = (page: Page): Promise<string[]> => page.locator('[data-node]').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node') ?? ''));

/** Does it with the mouse, and again when nothing came of it, as who sees that would: the drawing may have moved between the look and the hand. */
async function byHand(act: () => Promise<void>, came: Locator): Promise<void> {
  for (let tries = 1; tries < 5; tries += 1) {
    await act();
    const isThere = await came.waitFor({ state: 'attached', timeout: 5_000 }).then(() => true, () => false);
    if (isThere) return;
  }
  await act();
  await came.waitFor({ state: 'attached' });
}

/** Pulls a line from a way out of one step to another step. */
export async function connect(page: Page, from: string, outcome: string | null, to: string): Promise<void> {
  const handles = page.locator(`[data-id="${from}"] .react-flow__handle.source`);
  const handle = outcome === null ? handles.first() : page.locator(`[data-id="${from}"] .react-flow__handle[data-handleid="${outcome}"]`);
  const lines = page.locator('.react-flow__edge');
  const before = await lines.count();
  await byHand(async () => {
    const [start, end] = [await centreOf(handle), await centreOf(page.locator(`[data-id="${to}"] .react-flow__handle.target`))];
    await page.mouse.move(...start);
    await page.mouse.down();
    await page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, { steps: 4 });
    await page.mouse.move(...end, { steps: 4 });
    await page.mouse.up();
  }, lines.nth(before));
  await eventually(() => lines.count(), { message: `a line from ${from} to ${to}` }).toBe(before + 1);
}

/** A place of a line on the screen, a share of its way along. */
const pointOn = (page: Page, edge: string, share: number): Promise<Point> =>
  page.locator(`[data-id="${edge}"] .react-flow__edge-interaction`).evaluate((line, part): [number, number] => {
    const path = line as unknown as SVGPathElement;
    const at = path.getPointAtLength(path.getTotalLength() * part);
    const onScreen = path.getScreenCTM();
    return onScreen ? [at.x * onScreen.a + onScreen.e, at.y * onScreen.d + onScreen.f] : [0, 0];
  }, share);

/** Clicks a line where nothing covers it. */
export async function selectLine(page: Page, edge: string, share = 0.3): Promise<void> {
  await byHand(async () => { await page.mouse.click(...await pointOn(page, edge, share)); }, sidePanel(page).getByRole('heading', { name: 'Line' }));
}

/** Steps joined by lines as the drawing has them: "diagnose -> handled". */
export const linesOf = (page: Page): Promise<string[]> => page.locator('.react-flow__edge').evaluateAll((lines) => lines.map((line) => line.getAttribute('aria-label') ?? ''));

/** Takes an option of one of Ant Design's selects; in a long one by typing it. */
export async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click();
  if (await select.locator('input:not([readonly])').count() > 0) await page.keyboard.type(option);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: new RegExp(`${option}$`) }).click();
}

/** Waits until the draft is kept on the server and its check is that of the drawing now. */
export async function whenSavedAndChecked(page: Page): Promise<void> {
  await eventually(() => page.locator('[data-save]').getAttribute('data-save'), { message: 'the draft is saved' }).toBe('saved');
  await eventually(() => page.locator('[data-action="publish"]').isEnabled(), { message: 'the draft is checked' }).toBe(true);
}

/** Codes of the findings in the drawer of problems, which is opened for it and closed again. */
export async function problemsOf(page: Page): Promise<{ codes: string[]; text: string }> {
  await page.locator('[data-action="check"]').click();
  const drawer = page.getByRole('region', { name: 'Problems' });
  await drawer.waitFor();
  const codes = await drawer.locator('[data-finding]').evaluateAll((findings) => findings.map((finding) => finding.getAttribute('data-finding') ?? ''));
  const text = await drawer.innerText();
  await drawer.getByRole('button', { name: 'Close' }).click();
  return { codes, text };
}

/** Presses Publish and waits for the dialog. */
export async function askToPublish(page: Page): Promise<Locator> {
  await page.locator('[data-action="publish"]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('New tickets follow version').waitFor();
  return dialog;
}

/** Follows a trace from its first step to its last by pressing "Next step"; answers the step that was shown each time. */
export async function followTrace(page: Page): Promise<string[]> {
  const bar = page.getByRole('region', { name: 'How it happens' });
  await bar.waitFor();
  const walked: string[] = [];
  for (let n = 1; ; n++) {
    const step = await page.locator(`[data-trace-at="${n}"]`).getAttribute('data-trace-step') ?? '';
    // The drawing follows a moment after the words.
    await page.locator(`[data-trace-here][data-node="${step}"]`).waitFor();
    walked.push(step);
    const onward = bar.getByRole('button', { name: 'Next step' });
    if (await onward.isDisabled()) return walked;
    await onward.click();
  }
}
