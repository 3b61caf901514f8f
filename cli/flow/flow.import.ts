/** `signalbox flow import`: reads models of BPMN and process definitions of bk-itsm one after the other and writes a flow file of each of their processes. What a model means is the import's; here are names, files and lines. */
import { basename, dirname, join, relative } from 'node:path';
import { formatFlowFile } from '#domain/flow/file/flow.canonical';
import { located } from '#domain/flow/file/flow.findings';
import { findingOf } from '#domain/flow/finding';
import type { Finding } from '#domain/flow/flow.schema';
import { hasErrors } from '#domain/flow/rules/index';
import { importBk } from '#integrations/bk-itsm/bk.import';
import { importBpmn, type ImportedBpmn } from '#integrations/bpmn/bpmn.import';
import { bpmnLimits } from '#integrations/bpmn/bpmn.limits';
import type { InputFiles } from '../input-files.ts';
import { readerOf } from '../sink.ts';
import type { FlowArgs } from './flow.args.ts';
import { findingLines } from './flow.check.ts';
import type { FlowIo } from './flow.command.ts';

const endings = ['.bpmn', '.bpmn2', '.bpmn20.xml', '.bpmn.xml', '.json'] as const;
const ending = /((\.bpmn(2|20)?)?(\.xml)?|\.json)$/i;

interface Written { key: string; name: string; out: string }

/** Returns the exit code, or why the call cannot be carried out. */
export async function importModels(args: Extract<FlowArgs, { mode: 'import' }>, { files, output, stdout }: FlowIo): Promise<number | string> {
  const reader = readerOf(stdout);
  const taken = new Set<string>();
  let hasFailed = false;
  for (const path of args.paths) {
    let hasModel = false;
    for (const model of await modelsAt(path, files)) {
      const read = await imported(model, files, model === path);
      if (read === null) continue;
      hasModel = true;
      const { flows, findings, lost } = read;
      const written: Written[] = [];
      for (const { key, file } of flows) {
        const out = nameFor(join(args.out, model === path ? '' : dirname(relative(path, model))), basename(model).replace(ending, ''), key, taken);
        try {
          await output.write(out, formatFlowFile(file));
        } catch (thrown) {
          return `${out} cannot be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
        }
        written.push({ key, name: file.name.en, out });
      }
      const told = findings.map((finding) => located(finding, model));
      if (hasErrors(told)) hasFailed = true;
      await reader.write(args.isJson ? `${JSON.stringify({ file: model, flows: written, findings: told, lost })}\n` : readable(model, written, told, lost.length));
      if (reader.isGone()) return hasFailed ? 1 : 0;
    }
    if (!hasModel) return `there is no model of BPMN and no process of bk-itsm in ${path}`;
  }
  return hasFailed ? 1 : 0;
}

async function modelsAt(path: string, files: InputFiles): Promise<string[]> {
  const found = await Promise.all(endings.map((one) => files.list(path, one).catch((): string[] => [path])));
  return [...new Set(found.flat())].sort();
}

/** Null: a file of a folder that is JSON of another kind. Which kind a file is of is said by what it holds, because exports have any name. */
async function imported(model: string, files: InputFiles, isNamed: boolean): Promise<ImportedBpmn | null> {
  try {
    const content = await files.read(model, bpmnLimits.bytes);
    if (!/\.json$/i.test(model) && !/^[\s\uFEFF]*[[{]/.test(new TextDecoder().decode(content.bytes.subarray(0, 200)))) return await importBpmn(content);
    const { flows, findings, lost, isLikely } = importBk(content);
    return flows === null && !isNamed && !isLikely ? null : { flows: flows ?? [], findings, lost };
  } catch (thrown) {
    return { flows: [], findings: [findingOf('file-unreadable', { reason: thrown instanceof Error ? thrown.message : String(thrown) }, {})], lost: [] };
  }
}

/** Two models may have processes of one name, and two folders models of one. */
function nameFor(folder: string, model: string, key: string, taken: Set<string>): string {
  const name = model === key ? key : `${model}.${key}`;
  let out = join(folder, `${name}.flow.json`);
  for (let count = 2; taken.has(out.toLowerCase()); count += 1) out = join(folder, `${name}-${count}.flow.json`);
  taken.add(out.toLowerCase());
  return out;
}

function readable(model: string, written: readonly Written[], findings: readonly Finding[], lost: number): string {
  const flows = written.length === 0 ? 'no flow' : written.map(({ out }) => out).join(', ');
  return `${[...findingLines(findings), `${model}: ${flows}${lost === 0 ? '' : `; ${lost} ${lost === 1 ? 'thing' : 'things'} of the model ${lost === 1 ? 'is' : 'are'} not in it (--json says which)`}`].join('\n')}\n`;
}
