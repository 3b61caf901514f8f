/** The reference models of the Model Interchange Working Group: all are imported, and every process that can run does. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dryRun } from '#domain/flow/dry-run/dry-run.play';
import { dryScriptSchema } from '#domain/flow/dry-run/dry-run.script';
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { parseFlowText } from '#domain/flow/file/flow.file';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { checkFlow } from '#domain/flow/rules/index';
import { differences, readModel } from '#integrations/bpmn/bpmn.difference';
import { exportBpmn } from '#integrations/bpmn/bpmn.export';
import { importBpmn } from '#integrations/bpmn/bpmn.import';
import { describeWithData } from '../setup/data.ts';

describeWithData('reference models of BPMN', (folder) => {
  const models = (() => { try { return readdirSync(join(folder, 'bpmn-miwg')).filter((name) => name.endsWith('.bpmn')); } catch { return []; } })();

  it.each(models)('%s is imported, without an error, and runs by itself to an end or a wait', async (name) => {
    const xml = readFileSync(join(folder, 'bpmn-miwg', name), 'utf8');
    const { flows, findings, lost } = await importBpmn({ bytes: new TextEncoder().encode(xml), isCut: false });
    expect([flows.length > 0, findings.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
    for (const { key, file } of flows) {
      expect(checkFlow(file, nodeKinds).filter(({ severity }) => severity === 'error')).toEqual([]);
      const parsed = parseFlowText(formatFlowFile(file));
      expect(parsed).toMatchObject({ ok: true, file });
      const { status, path } = dryRun(file, { registry: nodeKinds, script: dryScriptSchema.parse({}), outputs: {}, isAuto: true, now: '2026-01-05T09:00:00.000Z', resolveTimer: () => null });
      expect([key, status, path.length > 2]).toEqual([key, expect.stringMatching(/^(completed|waiting)$/), true]);
      expect(Object.keys(file.layout.nodes).sort()).toEqual(Object.keys(file.nodes).sort());
    }
    // Every step drawn in the model is a step of a flow, or is kept beside it.
    const drawn = [...xml.matchAll(/<(?:\w+:)?(?:\w*[tT]ask|\w*[eE]vent|\w*Gateway|callActivity|subProcess)\s[^>]*?\bid="([^"]+)"/g)].map(([, id]) => id!);
    const kept = JSON.stringify(flows.map(({ file }) => file));
    expect([lost, drawn.filter((id) => !kept.includes(`"${id}"`))]).toEqual([[], []]);
  });

  it.each(models)('%s is the same after it was imported, written and imported again: every element, attribute, reference, bound and corner', async (name) => {
    const bytes = readFileSync(join(folder, 'bpmn-miwg', name));
    const { flows } = await importBpmn({ bytes, isCut: false });
    // As they lie on a disk, in whatever order.
    const files = flows.map(({ file }) => flowFileSchema.parse(JSON.parse(formatFlowFile(file)))).reverse();
    for (const file of files) expect(formatFlowFile(file)).not.toMatch(/<(\w+:)?(definitions|process|sequenceFlow|task|\w+Event|\w+Gateway|BPMN\w+)\b/);
    const { xml, lost } = exportBpmn(files);
    const encoding = /encoding="([^"]+)"/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8';
    const [before, after] = [await readModel(new TextDecoder(encoding).decode(bytes)), await readModel(xml)];
    expect([differences(before, after, true), after.warnings, lost]).toEqual([[], [], []]);
    const again = await importBpmn({ bytes: new TextEncoder().encode(xml), isCut: false });
    expect(again.flows.map(({ file }) => file).reverse()).toEqual(files);
  });

  it('are there', () => expect(models.length).toBeGreaterThan(0));
});
