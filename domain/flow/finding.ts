/** How findings on a flow are made: a code with its parameters, told in English from the one template that the browser translates. */
import { problemOf, type Issue } from '../issue.ts';
import { fillMessage, phrase, type MessageParams } from '../message.ts';
import { phrases, type PhraseKey } from '../phrases.ts';
import type { Text } from '../values.ts';
import { findingTexts, type FindingCode } from './finding.texts.ts';
import type { Finding } from './flow.schema.ts';

/** Where a finding is and how bad. Default: an error about the flow as a whole. */
export type FindingPlace = Partial<Omit<Finding, 'code' | 'params' | 'message' | 'fix'>>;

export function findingOf(code: FindingCode, params: MessageParams, place: FindingPlace): Finding {
  const { message, fix } = findingTexts[code];
  return { code, params, severity: 'error', node: null, field: null, message: fillMessage(message, params), fix: fillMessage(fix, params), ...place };
}

/** A fault of an expression or a form schema as a finding: its own message, in a frame that says where it stands. */
export function framedFinding(fault: Pick<Finding, 'code' | 'severity' | 'message' | 'fix'> & { params: MessageParams }, frame: PhraseKey & `frame.${string}`, where: MessageParams, place: FindingPlace): Finding {
  const params = { ...fault.params, ...where };
  const message = fillMessage(phrases[frame], { ...where, message: fault.message });
  return { code: fault.code, params, frame, severity: fault.severity, node: null, field: null, message, fix: fault.fix, ...place };
}

/** Parameters of `config-invalid`: the step, the field of its settings, and why its value does not fit. */
export const configFault = (node: Text, issue: Issue): MessageParams => ({ node, field: issue.path.length ? phrase('flow.field', { field: issue.path.map(String).join('/') }) : '', problem: problemOf(issue) });
