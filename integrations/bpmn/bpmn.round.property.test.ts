import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFlowText } from '#domain/flow/file/flow.file';
import type { FlowFile } from '#domain/flow/flow.schema';
import { readModel } from './bpmn.difference.ts';
import { exportBpmn } from './bpmn.export.ts';
import { importBpmn } from './bpmn.import.ts';

const nodes = new URL('../../domain/flow/nodes/', import.meta.url);
const seeds = new URL('../../seed/flows/', import.meta.url);
const flowsOf = (folder: URL): URL[] => { try { return readdirSync(folder).filter((name) => name.endsWith('.flow.json')).map((name) => new URL(name, folder)); } catch { return []; } };
const files = [...readdirSync(nodes).flatMap((kind) => flowsOf(new URL(`${kind}/fixtures/`, nodes))), ...flowsOf(seeds)];

function flowAt(url: URL): FlowFile {
  const parsed = parseFlowText(readFileSync(url, 'utf8'));
  if (!parsed.ok) throw new Error(`${url.pathname} cannot be read`);
  return parsed.file;
}
const imported = async (xml: string) => importBpmn({ bytes: new TextEncoder().encode(xml), isCut: false });

describe('a flow drawn here', () => {
  it.each(files.map((url) => [url.pathname.split('/').at(-1)!, url]))('%s is the same flow after it was written as BPMN and read again', async (_, url) => {
    const file = flowAt(url);
    const { xml, lost } = exportBpmn([file]);
    expect([(await readModel(xml)).warnings, lost]).toEqual([[], []]);
    const back = await imported(xml);
    expect([back.flows.map((one) => one.file), back.lost]).toEqual([[file], []]);
  });

  it('is one of many that are written together, whatever their ids have in common', async () => {
    const flows = [...new Map(files.map(flowAt).map((file) => [file.key, file])).values()];
    const { xml, lost } = exportBpmn(flows);
    expect([(await readModel(xml)).warnings, lost]).toEqual([[], []]);
    expect((await imported(xml)).flows.map(({ file }) => file)).toEqual(flows);
  });
});
