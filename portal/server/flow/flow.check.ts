/** Everything that can be said against a flow before it is published: shape, structure rules, soundness on the kernel. One function, for drawing and for publishing. */
import { parseFlowFile, type ParsedFlowFile } from '#domain/flow/file/flow.file';
import { located } from '#domain/flow/file/flow.findings';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import type { RunState } from '#domain/flow/kernel/kernel.types';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import { viewOf, type FlowView } from '#domain/flow/rules/flow.view';
import { checkFlow, hasErrors } from '#domain/flow/rules/index';
import { checkSoundness, soundnessInSteps, standingInSteps, type Soundness } from '#domain/flow/soundness/soundness';
import { createCheckQueue, type CheckAsker } from './check-queue.ts';

export interface CheckedFlow { findings: Finding[]; soundness: { verdict: 'sound' | 'unsound' | 'not-proven'; trace: string[]; statesSeen: number } }

const notLookedAt: Soundness = { verdict: 'not-proven', findings: [], statesSeen: 0, stepsTaken: 0 };
const together = (findings: Finding[], { verdict, findings: found, statesSeen }: Soundness, file?: string): CheckedFlow =>
  ({ findings: [...findings, ...found].map((finding) => located(finding, file)), soundness: { verdict, trace: found.find((finding) => finding.trace)?.trace ?? [], statesSeen } });

/** Soundness is asked only of a flow whose structure holds; before that the verdict is "not proven" with no state seen. `file` is the name the findings give. */
export function checkParsedFlow(parsed: ParsedFlowFile, registry: NodeRegistry, file?: string): CheckedFlow {
  const findings = parsed.ok ? checkFlow(parsed.file, registry) : parsed.findings;
  return together(findings, !parsed.ok || hasErrors(findings) ? notLookedAt : checkSoundness(parsed.file, registry), file);
}

export interface FlowCheckDeps {
  registry: NodeRegistry;
  nowMs(): number;
  /** What only this installation can know of a flow whose shape holds: the secrets it names. */
  also(flow: FlowView): Promise<Finding[]>;
}

export interface FlowCheck {
  (value: unknown, asker: CheckAsker): Promise<CheckedFlow>;
  /** Whether a run of the flow that stands so can still end. */
  standing(file: FlowFile, state: RunState, asker: CheckAsker): Promise<CheckedFlow>;
}

/** The same for a server that has others to answer: a wide flow takes seconds, so it is looked through in turn with the others'. Throws FLOW_CHECK_REPLACED. */
export function createFlowCheck({ registry, nowMs, also }: FlowCheckDeps): FlowCheck {
  const queue = createCheckQueue(nowMs);
  const check = async (value: unknown, asker: CheckAsker): Promise<CheckedFlow> => {
    const parsed = parseFlowFile(value);
    const findings = parsed.ok ? [...checkFlow(parsed.file, registry), ...await also(viewOf(parsed.file, registry))] : parsed.findings;
    if (!parsed.ok || hasErrors(findings)) return together(findings, notLookedAt);
    return together(findings, await queue.look(soundnessInSteps(parsed.file, registry), asker));
  };
  return Object.assign(check, { standing: async (file: FlowFile, state: RunState, asker: CheckAsker) => together([], await queue.look(standingInSteps(file, registry, state), asker)) });
}
