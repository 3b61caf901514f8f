/**
 * BPMN 2.0 in: one flow of every process that has steps, what is found on the way, and what is lost. Never throws for what a file holds. What an element means
 * here is decided by bpmn.process.ts and what it calls; whether a flow is any good by the rules of flows.
 */
import { findingOf } from '#domain/flow/finding';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { viewOf } from '#domain/flow/rules/flow.view';
import { checkFlow } from '#domain/flow/rules/index';
import { sizeRule } from '#domain/flow/rules/size/size.rule';
import type { ModelFlows } from './bpmn.calls.ts';
import { FlowDraft, IdBook, type Lost } from './bpmn.draft.ts';
import type { BpmnBytes } from './bpmn.guard.ts';
import { layOut } from './bpmn.layout.ts';
import { calledOf, elementOf, elementsOf, idOf, nameOf, tagOf, typeOf, type BpmnElement } from './bpmn.elements.ts';
import { hasSteps, readProcess } from './bpmn.process.ts';
import { keepBeyond, type Read } from './bpmn.keep.ts';
import { ownFlowOf } from './bpmn.own.ts';
import { readBpmn } from './bpmn.read.ts';
import { repair } from './bpmn.repair.ts';

export interface ImportedBpmn { flows: { key: string; file: FlowFile }[]; findings: Finding[]; lost: Lost[] }

export async function importBpmn(content: BpmnBytes): Promise<ImportedBpmn> {
  const read = await readBpmn(content);
  if (!read.ok) return { flows: [], findings: read.findings, lost: [] };
  const roots = elementsOf(read.definitions, 'rootElements');
  const processes = roots.filter((one) => typeOf(one) === 'Process');
  const participants = roots.filter((one) => typeOf(one) === 'Collaboration').flatMap((one) => elementsOf(one, 'participants'));
  const keys = new IdBook();
  const named = processes.filter(hasSteps).map((process) => ({ process, key: keys.fit(ownFlowOf(process)?.key ?? idOf(process) ?? 'process') }));
  const flows = new Map<string, string | null>(roots.flatMap((one) => (idOf(one) === undefined ? [] : [[idOf(one)!, null]])));
  for (const { process, key } of named) if (idOf(process) !== undefined) flows.set(idOf(process)!, key);
  const imported = named.map(({ process, key }) => flowOf(process, key, read.definitions, participants, flows));
  const findings = [...read.findings, ...(imported.length === 0 ? [findingOf('bpmn-no-process', {}, { severity: 'warning' })] : []), ...imported.flatMap((one) => one.findings)];
  const reads = imported.flatMap((one): Read[] => (one.file ? [{ ...one, file: one.file }] : []));
  const unkept = reads.length === 0 ? null : keepBeyond(reads, read.definitions, read.source);
  // What is kept beside the flow is not lost; a model without a flow keeps nothing.
  const lost = unkept ?? [...aside(roots), ...imported.flatMap(({ draft }) => draft.lost)];
  return { flows: reads.map(({ file }) => ({ key: file.key, file })), findings, lost };
}

function flowOf(process: BpmnElement, key: string, definitions: BpmnElement, participants: readonly BpmnElement[], flows: ModelFlows): { draft: FlowDraft; process: BpmnElement; file: FlowFile | null; findings: Finding[] } {
  const pool = participants.find((one) => elementOf(one, 'processRef') === process);
  const own = ownFlowOf(process);
  const draft = new FlowDraft(key, { en: (nameOf(process) ?? (pool && nameOf(pool)) ?? key).slice(0, 200) }, own);
  if (own === undefined && idOf(process) !== undefined && key !== idOf(process)) draft.find('bpmn-id-changed', { id: idOf(process)!, now: key }, 'info');
  readProcess(draft, process, flows);
  if (own === undefined || !draft.isOwn) repair(draft);
  layOut(draft, definitions);
  // Through the same door as every file: what a kind would fill in stands in it, and nothing else.
  const parsed = parseFlowFile(draft.file);
  const { findings } = draft;
  if (!parsed.ok) return { draft, process, file: null, findings: [...findings, ...parsed.findings] };
  return { draft, process, file: parsed.file, findings: [...findings, ...errorsOf(parsed.file)] };
}

/** What forbids publishing. Of a flow that is too large anyway nothing else is looked for, because rules compare steps with each other. */
function errorsOf(file: FlowFile): Finding[] {
  const size = sizeRule.check(viewOf(file, nodeKinds));
  return (size.length > 0 ? size : checkFlow(file, nodeKinds)).filter(({ severity }) => severity === 'error');
}

const reasons: Record<string, string> = {
  DataStore: 'data stores are none of a flow', Choreography: 'choreographies are no flows', GlobalChoreographyTask: 'choreographies are no flows', Conversation: 'conversations are no flows',
  Collaboration: 'pools are not kept yet', Interface: 'interfaces of services are not kept yet', Resource: 'resources are not kept yet', ItemDefinition: 'types of data are not kept yet',
};

/** What stands beside the processes. Messages, signals, errors and escalations are kept by their names where they are used. */
function aside(roots: readonly BpmnElement[]): Lost[] {
  const lost = (element: BpmnElement, reason: string): Lost => ({ element: idOf(element) ?? calledOf(element), type: tagOf(element), reason });
  return roots.flatMap((root): Lost[] => {
    const type = typeOf(root);
    if (type === 'Collaboration') {
      return [
        ...elementsOf(root, 'participants').map((one) => lost(one, elementOf(one, 'processRef') ? 'pools are not kept yet' : 'a pool without a process is no flow')),
        ...elementsOf(root, 'messageFlows').map((one) => lost(one, 'lines between pools are not kept yet')), ...elementsOf(root, 'artifacts').map((one) => lost(one, 'notes and groups on the drawing are not kept yet')),
      ];
    }
    if (type === 'Process') return hasSteps(root) ? [] : [lost(root, 'a process without steps is no flow')];
    return /^Global\w*Task$/.test(type) ? [lost(root, 'tasks that are called are not there yet')] : Object.hasOwn(reasons, type) ? [lost(root, reasons[type]!)] : [];
  });
}
