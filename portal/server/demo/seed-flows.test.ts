import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeKinds } from '#domain/flow/nodes/index';
import type { DraftSave, Publication } from '#store/flow/flow-version.repo';
import { checkParsedFlow } from '../flow/flow.check.ts';
import { seedFlows, type SeedFlows } from './seed-flows.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
const by = { kind: 'machine', id: 'test' } as const;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'signalbox-seed-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

/** What the seed does to an empty store. */
async function seeded(draft: { sha256: string } | null = null): Promise<{ saved: DraftSave[]; published: Publication[]; fault: { code: string; params: { fault: string }; details: unknown[] } | null }> {
  const [saved, published] = [[] as DraftSave[], [] as Publication[]];
  const flows = {
    latest: () => Promise.resolve(null), draft: () => Promise.resolve(draft === null ? null : { ...draft, revision: 1 }),
    saveDraft: (save: DraftSave) => { saved.push(save); return Promise.resolve({ ...save, revision: 1 }); }, publish: (one: Publication) => { published.push(one); return Promise.resolve(one); },
  } as unknown as SeedFlows['flows'];
  const fault = await seedFlows({ flows, folder, by, now: () => new Date(0), check: (parsed, file) => checkParsedFlow(parsed, nodeKinds, file) }).then(() => null, (thrown: unknown) => thrown as never);
  return { saved, published, fault };
}
const put = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
const shipped = (): Record<string, never> & { nodes: Record<string, Record<string, unknown>> } => JSON.parse(readFileSync(join(projectFolder, 'seed/flows/incident.flow.json'), 'utf8')) as never;

describe('the shipped flows', () => {
  it('are published once, also from an older format', async () => {
    put('incident.flow.json', shipped());
    put('old.flow.json', { formatVersion: 0, key: 'old', name: 'Old', nodes: [{ id: 'start', kind: 'start', name: 'Begin' }, { id: 'end', kind: 'end', name: 'Over' }], edges: [{ id: 'e1', from: 'start', to: 'end' }] });
    const { fault, published } = await seeded();
    expect(fault).toBeNull();
    expect(published.map(({ key, verdict }) => [key, verdict])).toEqual([['incident', 'sound'], ['old', 'sound']]);
  });

  it('stop the start when one cannot be read, naming file, step, field and remedy', async () => {
    const file = shipped();
    file.nodes['diagnose']!['ticketSate'] = 'x';
    put('incident.flow.json', file);
    const { fault, saved, published } = await seeded();
    expect(fault).toMatchObject({ code: 'SEED_INVALID', details: [{ node: 'diagnose', field: 'ticketSate', file: 'seed/flows/incident.flow.json' }] });
    expect(fault!.params.fault).toBe('seed/flows/incident.flow.json: diagnose: ticketSate: "nodes/diagnose" has a field nobody knows: "ticketSate". Did you mean "ticketState"? Rename it, or remove it.');
    expect([saved, published]).toEqual([[], []]);
  });

  it('stop it when one is unsound', async () => {
    put('stuck.flow.json', JSON.parse(readFileSync(join(projectFolder, 'domain/flow/soundness/fixtures/deadlock.flow.json'), 'utf8')));
    const { fault, saved, published } = await seeded();
    expect(fault).toMatchObject({ code: 'SEED_INVALID', details: expect.arrayContaining([expect.objectContaining({ code: 'deadlock', file: 'seed/flows/stuck.flow.json' })]) });
    expect([saved, published]).toEqual([[], []]);
  });

  it('leave a draft alone that somebody else began', async () => {
    put('incident.flow.json', shipped());
    expect(await seeded({ sha256: 'theirs' })).toEqual({ saved: [], published: [], fault: null });
  });
});
