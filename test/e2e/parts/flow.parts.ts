/** Another version of the Incident flow, published over the API by whoever the page belongs to; tickets opened afterwards follow it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FlowFile } from '#domain/flow/flow.schema';
import { readApi, writeApi } from './page.wait.ts';

/** `change` gets the draft as it stands and answers the file that is published. */
export async function publishIncident(page: Page, change: (draft: FlowFile) => FlowFile): Promise<void> {
  const { flow, draft } = await readApi<{ flow: { draftRevision: number }; draft: FlowFile }>(page, '/api/flows/incident');
  const saved = await writeApi<{ revision: number }>(page, 'PUT', '/api/flows/incident/draft', { revision: flow.draftRevision, file: change(draft) });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  const published = await writeApi(page, 'POST', '/api/flows/incident/publish', { revision: saved.body.revision, note: 'For a test', confirmNotProven: false });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
}
