/** Everything that can be said against a flow before it is published: shape, structure rules, soundness on the kernel. One function, for drawing and for publishing. */
import { parseFlowFile } from '#domain/flow/file/flow.file';
import type { Finding } from '#domain/flow/flow.schema';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import { checkFlow, hasErrors } from '#domain/flow/rules/index';
import { checkSoundness } from '#domain/flow/soundness/soundness';

export interface CheckedFlow { findings: Finding[]; soundness: { verdict: 'sound' | 'unsound' | 'not-proven'; trace: string[]; statesSeen: number } }

/** Soundness is asked only of a flow whose structure holds; before that the verdict is "not proven" with no state seen. */
export function checkAnyFlow(value: unknown, registry: NodeRegistry): CheckedFlow {
  const parsed = parseFlowFile(value);
  const findings = parsed.ok ? checkFlow(parsed.file, registry) : parsed.findings;
  if (!parsed.ok || hasErrors(findings)) return { findings, soundness: { verdict: 'not-proven', trace: [], statesSeen: 0 } };
  const { verdict, findings: found, statesSeen } = checkSoundness(parsed.file, registry);
  return { findings: [...findings, ...found], soundness: { verdict, trace: found.find((finding) => finding.trace)?.trace ?? [], statesSeen } };
}
