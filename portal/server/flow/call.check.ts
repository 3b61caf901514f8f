/** Finds steps that call a flow which is not there, calls that lead back to the flow itself, and what waits for something a called flow never escalates. */
import { storedFlow } from '#domain/flow/file/flow.file';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import { atNode, type FlowView, type ViewNode } from '#domain/flow/rules/flow.view';
import type { FlowVersionRepo } from '#store/flow/flow-version.repo';

export type PublishedFlows = Pick<FlowVersionRepo, 'latest' | 'read'>;
interface Called { flow: string; version: number | 'latest' }

/** Flows that are looked through for a circle. */
const mostFlows = 200;

function calledBy(node: Pick<ViewNode, 'kind' | 'config'>): Called | null {
  const { flow, version } = node.config;
  return node.kind === 'call-flow' && typeof flow === 'string' && flow !== '' ? { flow, version: typeof version === 'number' ? version : 'latest' } : null;
}
const callsIn = (file: FlowFile): Called[] => Object.values(file.nodes).flatMap((node) => calledBy(node) ?? []);

/** Findings in the shape of the rules'. The flow itself counts as published: it is about to be. */
export async function callFindings(flow: FlowView, published: PublishedFlows): Promise<Finding[]> {
  const textOf = ({ flow: key, version }: Called) => (version === 'latest' ? published.latest(key) : published.read(key, version));
  const findings: Finding[] = [];
  for (const node of flow.nodes.values()) {
    const called = calledBy(node);
    if (called === null) continue;
    const isOwn = called.flow === flow.file.key;
    const found = isOwn && called.version === 'latest' ? null : await textOf(called);
    if (found === null && !(isOwn && called.version === 'latest')) {
      const isPublished = isOwn || (called.version !== 'latest' && await published.latest(called.flow) !== null);
      findings.push(isPublished ? atNode(node, 'call-version-unknown', { flow: called.flow, version: called.version }, { field: '/version', path: `/nodes/${node.id}/config/version` }) : atNode(node, 'call-unknown', { flow: called.flow }, { field: '/flow', path: `/nodes/${node.id}/config/flow` }));
      continue;
    }
    if (found !== null) findings.push(...deafTo(flow, node, called.flow, storedFlow(found.text)));
    const circle = found === null ? null : await circleOf(flow.file.key, called, storedFlow(found.text), textOf);
    if (circle !== null) findings.push(atNode(node, 'call-circle', { flows: [flow.file.key, ...circle].join(' → ') }, { severity: 'warning', field: '/flow', path: `/nodes/${node.id}/config/flow` }));
  }
  return findings;
}

/** What waits on the step's edge for something the called flow does not escalate. One that calls others in turn may hand on theirs, and is not looked through. */
function deafTo(flow: FlowView, step: ViewNode, key: string, file: FlowFile): Finding[] {
  if (callsIn(file).length > 0) return [];
  const codes = new Set(Object.values(file.nodes).flatMap(({ kind, config }) => (kind === 'escalation' || kind === 'escalation-end' ? [String(config['code'])] : [])));
  const waiting = [...flow.nodes.values()].filter(({ kind, attachedTo }) => kind === 'boundary-escalation' && attachedTo === step.id);
  return waiting.flatMap((node) => {
    const { code } = node.config;
    return typeof code !== 'string' || code === '' || codes.has(code) ? [] : [atNode(node, 'call-never-escalates', { code, flow: key, codes: [...codes].sort().join(', ') || '-' }, { severity: 'warning', field: '/code', path: `/nodes/${node.id}/config/code` })];
  });
}

/** Keys on the way back to the flow, the flow last; null where no call leads back. */
async function circleOf(key: string, first: Called, file: FlowFile, textOf: (called: Called) => ReturnType<PublishedFlows['latest']>): Promise<string[] | null> {
  const seen = new Set([first.flow]);
  const open: { keys: string[]; file: FlowFile }[] = [{ keys: [first.flow], file }];
  for (const { keys, file: looked } of open) {
    for (const called of callsIn(looked)) {
      if (called.flow === key) return [...keys, key];
      if (seen.has(called.flow) || seen.size >= mostFlows) continue;
      seen.add(called.flow);
      const found = await textOf(called);
      if (found !== null) open.push({ keys: [...keys, called.flow], file: storedFlow(found.text) });
    }
  }
  return null;
}
