/** Reads a BPMN file into its model. What is no XML, no BPMN or not to be trusted is a finding, never an error. */
import { BpmnModdle } from 'bpmn-moddle';
import { findingOf } from '#domain/flow/finding';
import type { Finding } from '#domain/flow/flow.schema';
import { textOfFile, type BpmnBytes } from './bpmn.guard.ts';
import { withLegalIds } from './bpmn.ids.ts';
import { tidied } from './bpmn.tidy.ts';
import type { BpmnElement } from './bpmn.elements.ts';
import { parseTree, type SourceTree } from './bpmn.tree.ts';

export type ReadBpmn = { ok: true; definitions: BpmnElement; /** The same file, with its own ids. */ source: SourceTree; findings: Finding[] } | { ok: false; findings: Finding[] };

/** Keeps nothing of what it has read. */
const reader = new BpmnModdle();
/** Warnings of one file that are told. */
const mostWarnings = 50;

export async function readBpmn(content: BpmnBytes): Promise<ReadBpmn> {
  const text = textOfFile(content);
  if (!text.ok) return { ok: false, findings: [text.finding] };
  const plain = withoutProlog(text.xml);
  const { xml, changed } = withLegalIds(tidied(plain));
  try {
    const { rootElement, warnings, references, elementsById } = await reader.fromXML(xml);
    const stood = standIns(references.filter(({ id }) => !Object.hasOwn(elementsById, id)));
    const told = warnings.filter(({ message }) => !stood.has(message));
    const renamed = changed.slice(0, mostWarnings).map(([id, now]) => findingOf('bpmn-id-changed', { id, now }, { severity: 'info' }));
    return { ok: true, definitions: rootElement, source: parseTree(plain), findings: [...renamed, ...told.slice(0, mostWarnings).map(({ message }) => findingOf('bpmn-unread', { reason: reasonOf(message) }, { severity: 'warning' }))] };
  } catch (thrown) {
    const reason = reasonOf(thrown instanceof Error ? thrown.message : String(thrown));
    return { ok: false, findings: [/failed to parse document as/.test(reason) ? findingOf('bpmn-none', {}, {}) : findingOf('bpmn-xml', { reason }, {})] };
  }
}

/** Some engines refer to errors, messages and signals by their code, without declaring them: what is named there is what it goes by. Returns the warnings that are settled. */
function standIns(unresolved: readonly { element: BpmnElement; property: string; id: string }[]): Set<string> {
  const named = unresolved.filter(({ property }) => /(^|:)(error|message|signal|escalation)Ref$/.test(property));
  for (const { element, property, id } of named) Object.defineProperty(element, property.slice(property.indexOf(':') + 1), { value: { $type: 'bpmn:RootElement', id, name: id }, enumerable: true });
  return new Set(named.map(({ id }) => `unresolved reference <${id}>`));
}

/** It is a text by now: what its declaration says of bytes is over. */
const withoutProlog = (xml: string): string => xml.replace(/^\uFEFF/, '').replace(/^\s*<\?xml[^>]*\?>/, '');
const reasonOf = (message: string): string => message.replace(/\s+/g, ' ').trim().slice(0, 200);
