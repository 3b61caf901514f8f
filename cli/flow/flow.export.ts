/** `signalbox flow export`: writes flows as one model of BPMN. What an element becomes is the export's; here are files, findings and lines. */
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import { hasErrors } from '#domain/flow/rules/index';
import type { Lost } from '#integrations/bpmn/bpmn.draft';
import { exportBpmn } from '#integrations/bpmn/bpmn.export';
import { readerOf } from '../sink.ts';
import type { FlowArgs } from './flow.args.ts';
import { findingLines } from './flow.check.ts';
import type { FlowIo } from './flow.command.ts';
import { filesAt, parsedFile } from './flow.files.ts';

/** Returns the exit code, or why the call cannot be carried out. With an error nothing is written. */
export async function exportFlows(args: Extract<FlowArgs, { mode: 'export' }>, { files, output, stdout }: FlowIo): Promise<number | string> {
  const flows: FlowFile[] = [];
  const findings: Finding[] = [];
  for (const path of args.paths) {
    const found = await filesAt(path, files);
    if (found.length === 0) return `there is no flow in ${path}`;
    for (const file of found) {
      const parsed = await parsedFile(file, files);
      if (parsed.ok) flows.push(parsed.file);
      else findings.push(...parsed.findings);
    }
  }
  const hasFailed = hasErrors(findings);
  const { xml, lost } = hasFailed ? { xml: '', lost: [] } : exportBpmn(flows);
  if (!hasFailed) {
    try {
      await output.write(args.out, xml);
    } catch (thrown) {
      return `${args.out} cannot be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
  }
  const out = hasFailed ? null : args.out;
  await readerOf(stdout).write(args.isJson ? `${JSON.stringify({ file: args.paths.length === 1 ? args.paths[0] : args.paths, out, findings, lost })}\n` : readable(args.paths, out, findings, lost));
  return hasFailed ? 1 : 0;
}

function readable(paths: readonly string[], out: string | null, findings: readonly Finding[], lost: readonly Lost[]): string {
  const told = lost.map(({ element, type, reason }) => `${element} (${type}): ${reason}`);
  return `${[...findingLines(findings), ...told, `${paths.join(', ')}: ${out ?? 'nothing was written'}`].join('\n')}\n`;
}
