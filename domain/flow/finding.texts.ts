/** Every finding on a flow that has a code of its own, with its English template. Findings on expressions and form schemas have the codes of the error catalogue. */
import { callTexts } from './call/call.texts.ts';
import { bkTexts } from './file/bk.texts.ts';
import { bpmnTexts } from './file/bpmn.texts.ts';
import { fileTexts } from './file/file.texts.ts';
import { nodeTexts } from './nodes/nodes.texts.ts';
import { ruleTexts } from './rules/rules.texts.ts';
import { secretTexts } from './secret.texts.ts';
import { startTexts } from './start/start.texts.ts';
import { soundnessTexts } from './soundness/soundness.texts.ts';

/** Templates of a finding: what is wrong, and what to do. */
export interface FindingText { message: string; fix: string }

export const findingTexts = { ...fileTexts, ...bpmnTexts, ...bkTexts, ...ruleTexts, ...nodeTexts, ...secretTexts, ...callTexts, ...startTexts, ...soundnessTexts };
export type FindingCode = keyof typeof findingTexts;
