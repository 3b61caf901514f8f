/** A flow while it is made from a process: steps, edges and variables by fitting ids, what is found and what is lost. Knows nothing of BPMN's meaning. */
import { createHash } from 'node:crypto';
import { findingOf } from '#domain/flow/finding';
import type { FindingCode } from '#domain/flow/finding.texts';
import { flowFormatVersion, type Finding, type FlowEdge, type FlowFile, type FlowNode } from '#domain/flow/flow.schema';
import { nodeKinds, type NodeKindName } from '#domain/flow/nodes/index';
import type { MessageParams } from '#domain/message';
import type { Json, Text } from '#domain/values';
import { translateExpression, type Expected } from './expression.ts';
import type { Stands } from './expression.print.ts';
import { wordsNow, type OwnFlow, type OwnStep } from './bpmn.own.ts';
import { calledOf, elementsOf, idOf, nameFrom, nameOf, tagOf, wordsFrom, type BpmnElement } from './bpmn.elements.ts';

/** What a model says that a flow does not. `type` as in the file; `reason` for people. */
export interface Lost { element: string; type: string; reason: string }

/** Findings on one flow that are told. */
const mostFindings = 500;
/** Stands where an expression could not be translated: neither true nor false, so that whoever runs it is told. */
export const untranslated = 'untranslated';

/** In one language, as all the rest of a model. */
const plainName = (kind: NodeKindName): Text => ({ en: nodeKinds[kind].title.en });

/** Items by a name, in their order. */
export function grouped<T, V = T>(items: readonly T[], by: (item: T) => string, what: (item: T) => V = (item) => item as unknown as V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(what(item));
    else groups.set(by(item), [what(item)]);
  }
  return groups;
}

/** Fits the pattern of ids; unique within one book. */
export class IdBook {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();
  fit(wanted: string): string {
    const base = cut(wanted.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_')) || '_';
    let id = ['__proto__', 'prototype', 'constructor'].includes(base) ? `${base}_` : base;
    for (let count = this.#counts.get(base) ?? 2; this.#taken.has(id); count += 1) {
      id = `${base.slice(0, 74)}-${count}`;
      this.#counts.set(base, count + 1);
    }
    this.#taken.add(id);
    return id;
  }
}

/** At most 80 characters. What is longer ends in a mark of the whole, so that two long names stay two: a flow of another file is called by what its name becomes there. */
const cut = (id: string): string => (id.length <= 80 ? id : `${id.slice(0, 71)}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`);

export class FlowDraft {
  readonly nodes: Record<string, FlowNode> = {};
  readonly edges: Record<string, FlowEdge> = {};
  readonly variables: FlowFile['variables'] = {};
  readonly layout: FlowFile['layout'] = { nodes: {}, edges: {} };
  readonly findings: Finding[] = [];
  readonly lost: Lost[] = [];
  /** Elements that became steps, by their id here. */
  readonly origins = new Map<string, BpmnElement>();
  /** Sequence flows that became edges, with their id here. */
  readonly flows = new Map<BpmnElement, string>();
  /** Steps that say themselves what they are. */
  readonly steps = new Map<string, OwnStep>();
  /** Gateways none of whose ways says when it is taken. */
  readonly undecided = new Set<string>();
  readonly #nodeIds = new IdBook();
  readonly #edgeIds = new IdBook();
  readonly #marks = new Set<string>();
  /** Steps that stand for another one, as where a race needs one of its own. */
  readonly copies = new Map<string, string>();
  /** Whether every step and edge was written by us and says so: nothing has to be mended. */
  isOwn: boolean;
  readonly key: string;
  readonly name: Text;
  readonly #said: OwnFlow | undefined;
  constructor(key: string, name: Text, said?: OwnFlow) {
    this.key = key;
    this.name = wordsNow(said?.name, name.en, (text) => asName(text)) ?? name;
    this.#said = said;
    this.isOwn = said?.isWhole === true;
    Object.assign(this.variables, said?.variables);
  }

  get file(): FlowFile {
    const { key, name, variables, nodes, edges, layout } = this;
    const { $schema, description, ticketType, forms = {} } = this.#said ?? {};
    return { ...($schema === undefined ? {} : { $schema }), formatVersion: flowFormatVersion, key, name, ...(description === undefined ? {} : { description }), ...(ticketType === undefined ? {} : { ticketType }), variables, forms, nodes, edges, layout };
  }

  /** The step an element says it is. */
  addOwn(element: BpmnElement, scope: string | undefined, step: OwnStep): string {
    const id = this.#nodeIds.fit(step.id ?? idOf(element) ?? tagOf(element));
    const { kind, config, repeat, ticketState, mutex, lock } = step;
    const [name, description] = [nameOf(element)?.slice(0, 200), documentationOf(element)];
    const words = wordsNow(step.description, description, asDescription) ?? (description ? { en: description } : undefined);
    this.nodes[id] = {
      kind, name: wordsNow(step.name, name, asName) ?? (name === undefined ? plainName(kind as NodeKindName) : { en: name }), ...(words ? { description: words } : {}), ...(scope === undefined ? {} : { scope }),
      ...(ticketState === undefined ? {} : { ticketState }), ...(repeat === undefined ? {} : { repeat }), ...(mutex === undefined ? {} : { mutex }), ...(lock === undefined ? {} : { lock }), config,
    };
    this.origins.set(id, element);
    this.steps.set(id, step);
    return id;
  }

  /** The step an element becomes; returns its id. */
  add(element: BpmnElement, kind: NodeKindName, scope: string | undefined, config: Record<string, Json> = {}): string {
    const wanted = idOf(element) ?? tagOf(element);
    const id = this.#nodeIds.fit(wanted);
    if (id !== wanted && idOf(element) !== undefined) this.find('bpmn-id-changed', { id: wanted, now: id }, 'info', id);
    const documentation = documentationOf(element);
    const name = nameOf(element)?.slice(0, 200);
    this.nodes[id] = {
      kind, name: name === undefined ? plainName(kind) : { en: name }, ...(documentation ? { description: { en: documentation } } : {}),
      ...(scope === undefined ? {} : { scope }), config,
    };
    this.origins.set(id, element);
    return id;
  }

  /** A step of no element, such as the start of a part that has none. */
  invent(near: string, kind: NodeKindName, scope: string | undefined): string {
    const id = this.#nodeIds.fit(near);
    this.nodes[id] = { kind, name: plainName(kind), ...(scope === undefined ? {} : { scope }), config: {} };
    return id;
  }

  join(wanted: string, edge: FlowEdge): string {
    const id = this.#edgeIds.fit(wanted);
    this.edges[id] = edge;
    return id;
  }

  /** Steps, and the edges that lead to them or away. */
  remove(ids: ReadonlySet<string>): void {
    for (const id of ids) {
      delete this.nodes[id];
      this.origins.delete(id);
    }
    for (const [edge, { from, to }] of Object.entries(this.edges)) if (ids.has(from) || ids.has(to)) delete this.edges[edge];
  }

  /** Whether nothing like it was asked about before. */
  isNew(mark: string): boolean {
    const { size } = this.#marks;
    return this.#marks.add(mark).size > size;
  }

  find(code: FindingCode, params: MessageParams, severity: Finding['severity'], node: string | null = null, field: string | null = null): void {
    if (this.findings.length < mostFindings) this.findings.push(findingOf(code, params, { severity, node, field }));
  }

  lose(element: BpmnElement, reason: string): void { this.lost.push({ element: (idOf(element) ?? calledOf(element)).slice(0, 200), type: tagOf(element), reason }); }

  declare(names: readonly string[], initial?: Json): void {
    for (const name of names) {
      if (this.#said && Object.hasOwn(this.#said.variables, name)) continue;
      const known = Object.hasOwn(this.variables, name) ? this.variables[name] : undefined;
      if (!known) this.variables[name] = { type: 'any', ...(initial === undefined ? {} : { initial }) };
      else if (initial !== undefined && known.initial === undefined) known.initial = initial;
    }
  }

  /** FEEL with its variables declared; null where it cannot be translated, which is told. */
  expression(text: string, language: string | null, element: BpmnElement, node: string | null, field: string | null, stands: Stands = {}, expects: Expected = 'any'): string | null {
    const translated = translateExpression(text, language, stands, expects);
    if (translated.ok) {
      this.declare(translated.variables);
      return translated.feel;
    }
    this.find('bpmn-expression', { name: calledOf(element), expression: text.replace(/\s+/g, ' ').slice(0, 200) }, 'warning', node, field);
    this.lose(element, `the expression ${JSON.stringify(text.slice(0, 500))} has no translation: ${translated.why}`);
    return null;
  }

  /** The same for a place that needs true or false: what cannot be translated stands there as a note. */
  condition(text: string, language: string | null, element: BpmnElement, node: string | null, field: string | null, stands: Stands = {}): string {
    const feel = this.expression(text, language, element, node, field, stands, 'boolean');
    return feel ?? this.unknown(text);
  }

  /** Neither true nor false, with a note of what the model says. */
  unknown(text: string): string {
    this.variables[untranslated] ??= { type: 'boolean' };
    return text === '' ? untranslated : `${untranslated} /* ${text.replaceAll('*/', '* /').slice(0, 1000)} */`;
  }
}

const asName = (text: string): string | undefined => nameFrom(text)?.slice(0, 200);
const asDescription = (text: string): string | undefined => wordsFrom([text]);
/** Undefined where nothing is said. */
const documentationOf = (element: BpmnElement): string | undefined => wordsFrom(elementsOf(element, 'documentation').map(({ text }) => (typeof text === 'string' ? text : '')));
