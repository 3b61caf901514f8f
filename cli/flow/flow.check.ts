/** What `signalbox flow check` says of one file. */
import type { ParsedFlowFile } from '#domain/flow/file/flow.file';
import { lineOf } from '#domain/flow/file/flow.findings';
import type { Finding } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { hasErrors } from '#domain/flow/rules/index';
import { checkParsedFlow, type CheckedFlow } from '#server/flow/flow.check';
import type { FlowVerdict } from './flow.command.ts';

export function checkOne(file: string, parsed: ParsedFlowFile, isJson: boolean): FlowVerdict {
  const checked = checkParsedFlow(parsed, nodeKinds, file);
  return { text: isJson ? jsonLine(file, parsed, checked) : readable(file, parsed, checked), hasFailed: isRefused(checked) };
}

const isRefused = ({ findings, soundness }: CheckedFlow): boolean => hasErrors(findings) || soundness.verdict === 'unsound';
const migratedFrom = (parsed: ParsedFlowFile): number | null => (parsed.ok ? parsed.migratedFrom : null);

const jsonLine = (file: string, parsed: ParsedFlowFile, { findings, soundness: { verdict, trace } }: CheckedFlow): string =>
  `${JSON.stringify({ file, findings, soundness: { verdict, trace }, migratedFrom: migratedFrom(parsed) })}\n`;

/** A line for each finding, as errors are the rule; others say that they are less. */
export const findingLines = (findings: readonly Finding[]): string[] => findings.map((finding) => lineOf(finding.severity === 'error' ? finding : { ...finding, message: `${finding.severity}: ${finding.message}` }));

function readable(file: string, parsed: ParsedFlowFile, checked: CheckedFlow): string {
  const { findings, soundness } = checked;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const verdict = isRefused(checked) ? `cannot be published, ${errors} ${errors === 1 ? 'error' : 'errors'}` : soundness.verdict === 'sound' ? 'sound' : `not proven within ${soundness.statesSeen} states`;
  const from = migratedFrom(parsed);
  return `${[...findingLines(findings), `${file}: ${verdict}${from === null ? '' : `; read from format version ${from}`}`].join('\n')}\n`;
}
