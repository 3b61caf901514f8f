/** Process definitions of bk-itsm that people run: all are imported, pass the checks before publishing, and run to their end, also by every way somebody may choose. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dryRun } from '#domain/flow/dry-run/dry-run.play';
import { dryScriptSchema } from '#domain/flow/dry-run/dry-run.script';
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { parseFlowText } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import { sampleOf } from '#domain/flow/form/form.sample';
import { nodeKinds } from '#domain/flow/nodes/index';
import { checkFlow } from '#domain/flow/rules/index';
import { checkSoundness } from '#domain/flow/soundness/soundness';
import { importBk } from '#integrations/bk-itsm/bk.import';
import { describeWithData } from '../setup/data.ts';

const play = (file: FlowFile, steps: unknown[] = []) => dryRun(file, { registry: nodeKinds, script: dryScriptSchema.parse({ steps }), outputs: {}, isAuto: true, now: '2026-01-05T09:00:00.000Z', resolveTimer: () => null });
interface Answer { key: string; requires?: string[] }

describeWithData('processes of bk-itsm', (folder) => {
  const files = (() => { try { return readdirSync(join(folder, 'bk-itsm')).filter((name) => name.endsWith('.json')); } catch { return []; } })();

  it.each(files)('%s is imported, may be published, and runs to its end', (name) => {
    const text = readFileSync(join(folder, 'bk-itsm', name), 'utf8');
    const { flows, findings, lost } = importBk({ bytes: new TextEncoder().encode(text), isCut: false });
    expect([flows!.length > 0, findings.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
    for (const { key, file } of flows!) {
      expect([key, checkFlow(file, nodeKinds).filter(({ severity }) => severity === 'error'), checkSoundness(file, nodeKinds).findings]).toEqual([key, [], []]);
      expect(parseFlowText(formatFlowFile(file))).toMatchObject({ ok: true, file });
      expect(play(file)).toMatchObject({ status: 'completed', findings: [] });
      // Every button of every task leads on, back ways too, and the run still comes to its end.
      for (const [id, { kind, config }] of Object.entries(file.nodes)) {
        for (const { key: action, requires = [] } of kind === 'task' ? config['outcomes'] as unknown as Answer[] : []) {
          const form = typeof config['form'] === 'string' ? sampleOf(file.forms[config['form']]!.schema, requires) : undefined;
          expect([id, action, play(file, [{ task: id, action, data: { comment: 'Because', ...(form === undefined ? {} : { form }) } }]).status]).toEqual([id, action, 'completed']);
        }
      }
      expect(Object.keys(file.layout.nodes).sort()).toEqual(Object.keys(file.nodes).sort());
    }
    // Every field is on a form under its key, or told as lost; every state is a step.
    const kept = new Set(flows!.flatMap(({ file }) => Object.values(file.forms)).flatMap(({ schema }) => Object.values(schema['properties'] as Record<string, { 'x-key': string }>).map((field) => field['x-key'])));
    const told = lost.map(({ element }) => element.replace(/^.*: /, ''));
    const definitions = JSON.parse(text) as { fields: { key: string; name: string }[]; states: { id: number }[] }[];
    for (const { fields, states } of Array.isArray(definitions) && Array.isArray(definitions[0]?.fields) ? definitions : []) {
      expect(fields.filter((field) => !kept.has(field.key) && !told.includes(field.name || field.key))).toEqual([]);
      const steps = new Set(flows!.flatMap(({ file }) => Object.keys(file.nodes)));
      expect(states.filter(({ id }) => !steps.has(`state-${id}`))).toEqual([]);
    }
  });

  it('are there', () => expect(files.length).toBeGreaterThan(0));
});
