/** Finds steps that call a flow which is not there, and calls that lead back to the flow itself. */
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
    const circle = found === null ? null : await circleOf(flow.file.key, called, storedFlow(found.text), textOf);
    if (circle !== null) findings.push(atNode(node, 'call-circle', { flows: [flow.file.key, ...circle].join(' → ') }, { severity: 'warning', field: '/flow', path: `/nodes/${node.id}/config/flow` }));
  }
  return findings;
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
