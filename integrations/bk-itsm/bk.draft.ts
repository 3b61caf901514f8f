/** A flow while it is made from a process definition: what the draft of every import knows, and forms, names of variables, and who gives a variable its value. */
import type { FlowFile } from '#domain/flow/flow.schema';
import { isBuiltin } from '#domain/flow/feel/feel.names';
import type { NodeKindName } from '#domain/flow/nodes/index';
import type { Json, Text } from '#domain/values';
import { FlowDraft } from '../bpmn/bpmn.draft.ts';
import type { BpmnElement } from '../bpmn/bpmn.elements.ts';
import { variableName } from '../bpmn/expression.print.ts';
import type { BkField, BkProcess, BkState } from './bk.process.ts';
import { cutTo, said } from './bk.values.ts';

/** How a variable got to be: a field people fill in, what was decided at a state, the remark on it, or what a machine answered. */
export type Source =
  | { is: 'field'; type: string }
  | { is: 'decision'; state: string; code: string }
  | { is: 'comment'; state: string }
  | { is: 'answer'; state: string; path: string };

/** What was decided at a state: `one` is {outcome, by, comment ...}; `each` a list of outcomes, null for who was not asked any more. */
export interface Decided { variable: string; holds: 'one' | 'each' }

export class BkDraft extends FlowDraft {
  readonly forms: FlowFile['forms'] = {};
  readonly process: BkProcess;
  readonly about: Text | undefined;
  readonly sources = new Map<string, Source>();
  readonly decided = new Map<string, Decided>();
  /** Variables that hold what a machine answered, by state. */
  readonly answers = new Map<string, string>();
  /** Gateways that split each token that comes, and join none. */
  readonly splits = new Set<string>();
  /** Keys of fields that are called otherwise here. */
  readonly renamed: [key: string, name: string][] = [];
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  #terminate: string | null = null;

  constructor(key: string, process: BkProcess) {
    super(key, said(process.name || key));
    this.process = process;
    this.about = process.about === '' || process.about === process.name ? undefined : said(process.about, 2_000);
  }

  override get file(): FlowFile {
    return { ...super.file, forms: this.forms, ...(this.about === undefined ? {} : { description: this.about }) };
  }

  /** The step a state becomes; returns its id. */
  state(state: BkState, kind: NodeKindName, config: Record<string, Json> = {}): string {
    const id = this.add(elementOf(state), kind, undefined, config);
    const about = typeof state.raw['desc'] === 'string' ? state.raw['desc'].trim() : '';
    const node = this.nodes[id]!;
    if (state.name !== '') node.name = said(state.name);
    if (about !== '') node.description = said(about, 2_000);
    return id;
  }

  /** The name of the variable a key stands for, the same each time it is asked for. */
  variable(key: string): string {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.fresh(key);
    this.#names.set(key, name);
    if (name !== key) this.renamed.push([key, name]);
    return name;
  }

  /** A name nothing else has. */
  fresh(wanted: string): string {
    const fit = variableName(cutTo(wanted, 70));
    const base = isBuiltin(fit) ? `${fit}_` : fit;
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base.slice(0, 72)}_${count}`;
    this.#taken.add(name);
    return name;
  }

  /** The end that ends everything, one for all who lead there. */
  terminate(): string {
    if (this.#terminate === null) {
      this.#terminate = this.invent('terminated', 'terminate', undefined);
      this.nodes[this.#terminate]!.name = { en: 'Terminated', zh: '已终止', ar: 'أُنهي' };
    }
    return this.#terminate;
  }

  missField(state: BkState, field: BkField, reason: string): void { this.miss(`${calledState(state)}: ${field.name || field.key}`, field.type, reason); }
  miss(element: string, type: string, reason: string): void { this.lost.push({ element: cutTo(element, 200), type, reason }); }
  missAt(state: BkState, reason: string): void { this.miss(calledState(state), state.type, reason); }
}

export const calledState = (state: BkState): string => state.name || state.id;

/** A state as the draft of every import knows elements. */
const elementOf = ({ id, type, name }: BkState): BpmnElement => ({ $type: `bk:${type.toLowerCase()}`, id: `state-${id}`, ...(name === '' ? {} : { name }) });
