/** Everything that can be said against a flow before it is published: shape, structure rules, soundness on the kernel. One function, for drawing and for publishing. */
import { parseFlowFile, type ParsedFlowFile } from '#domain/flow/file/flow.file';
import { located } from '#domain/flow/file/flow.findings';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import type { NodeRegistry } from '#domain/flow/nodes/node.kind';
import { checkFlow, hasErrors } from '#domain/flow/rules/index';
import { checkSoundness, soundnessInSteps, type Soundness } from '#domain/flow/soundness/soundness';

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
  also(file: FlowFile): Promise<Finding[]>;
}

/** The longest the check keeps everybody else waiting. */
const sliceMs = 12;

/**
 * The same for a server that has others to answer: a wide flow takes seconds, so it is looked through in slices, one flow at a time. `isWanted` is asked
 * between the slices; a check nobody waits for any more ends with what is known, as "not proven".
 */
export function createFlowCheck({ registry, nowMs, also }: FlowCheckDeps): (value: unknown, isWanted?: () => boolean) => Promise<CheckedFlow> {
  let last: Promise<unknown> = Promise.resolve();
  const inSlices = async (steps: Generator<undefined, Soundness>, isWanted: () => boolean): Promise<Soundness> => {
    for (;;) {
      const until = nowMs() + sliceMs;
      do {
        const step = steps.next();
        if (step.done) return step.value;
      } while (nowMs() < until);
      await new Promise((resume) => { setImmediate(resume); });
      if (!isWanted()) return notLookedAt;
    }
  };
  return async (value, isWanted = () => true) => {
    const parsed = parseFlowFile(value);
    const findings = parsed.ok ? [...checkFlow(parsed.file, registry), ...await also(parsed.file)] : parsed.findings;
    if (!parsed.ok || hasErrors(findings)) return together(findings, notLookedAt);
    const turn = last.then(() => (isWanted() ? inSlices(soundnessInSteps(parsed.file, registry), isWanted) : notLookedAt));
    last = turn.catch(() => undefined);
    return together(findings, await turn);
  };
}
