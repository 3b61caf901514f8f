/**
 * Process definitions of bk-itsm in: a flow of each, what is found on the way, and what is lost. Never throws for what a file holds. What a state means here
 * is decided by bk.states.ts and what it calls; whether a flow is any good by the rules of flows.
 */
import { findingOf } from '#domain/flow/finding';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { viewOf } from '#domain/flow/rules/flow.view';
import { checkFlow } from '#domain/flow/rules/index';
import { sizeRule } from '#domain/flow/rules/size/size.rule';
import { grouped, IdBook, type Lost } from '../bpmn/bpmn.draft.ts';
import { repair } from '../bpmn/bpmn.repair.ts';
import { BkDraft } from './bk.draft.ts';
import { giveExamples } from './bk.examples.ts';
import { finish, inOneLanguage } from './bk.finish.ts';
import { layOutBk } from './bk.layout.ts';
import { processOf, type BkTransition } from './bk.process.ts';
import { readBkFile } from './bk.read.ts';
import { collectSources } from './bk.sources.ts';
import { placeState, type Placed } from './bk.states.ts';
import { memberOf, textAt, type Raw } from './bk.values.ts';
import { WayDrawer } from './bk.ways.ts';

/** Null flows: the file holds no definition, which is no fault where nobody said it would. `isLikely`: it looks as if it were meant as one. */
export interface ImportedBk { flows: { key: string; file: FlowFile }[] | null; findings: Finding[]; lost: Lost[]; isLikely: boolean }

export function importBk(content: { bytes: Uint8Array; isCut: boolean }): ImportedBk {
  const read = readBkFile(content);
  if (read.is === 'refused') return { flows: null, findings: [read.finding], lost: [], isLikely: read.isLikely };
  if (read.is === 'other') return { flows: null, findings: [findingOf('bk-none', {}, {})], lost: [], isLikely: false };
  const keys = new IdBook();
  const imported = read.definitions.map((definition) => flowOf(definition, keys));
  return {
    flows: imported.flatMap(({ file }) => (file ? [{ key: file.key, file }] : [])),
    findings: [...(read.isCut ? [findingOf('bk-cut', {}, {})] : []), ...imported.flatMap(({ findings }) => findings)],
    lost: [...read.beside.map((path) => ({ element: path.slice(0, 200), type: 'beside', reason: 'it stands beside the process and is no part of a flow' })), ...imported.flatMap(({ lost }) => lost)], isLikely: true,
  };
}

function flowOf(definition: Raw, keys: IdBook): { file: FlowFile | null; findings: Finding[]; lost: Lost[] } {
  const process = processOf(definition);
  const draft = new BkDraft(keys.fit(keyOf(process)), process);
  draft.lost.push(...process.misses);
  if (process.isCut) draft.find('bk-cut', {}, 'error');
  if (process.states.length === 0) {
    draft.find('bk-empty', { name: process.name || draft.key }, 'warning');
    return { file: null, findings: draft.findings, lost: draft.lost };
  }
  collectSources(draft, process);
  const ways = { out: grouped(process.transitions, ({ from }) => from), into: grouped(process.transitions, ({ to }) => to) } satisfies Record<string, Map<string, BkTransition[]>>;
  const placed = new Map<string, Placed>(process.states.map((state) => [state.id, placeState(draft, state, ways)]));
  const drawer = new WayDrawer(draft, placed, ways);
  for (const state of process.states) drawer.leadOut(state, ways.out.get(state.id) ?? []);
  repair(draft);
  finish(draft);
  giveExamples(draft);
  layOutBk(draft, stepsOf(draft));
  tellWhole(draft);
  // Through the same door as every file: what a kind would fill in stands in it, and nothing else.
  const parsed = parseFlowFile(draft.file);
  const { findings, lost } = draft;
  if (!parsed.ok) return { file: null, findings: [...findings, ...parsed.findings], lost };
  return { file: parsed.file, findings: [...findings, ...errorsOf(parsed.file)], lost };
}

const keyOf = ({ id, name }: { id: string; name: string }): string => (/^[A-Za-z][\w -]{2,60}$/.test(name) ? name.trim().toLowerCase().replace(/[^a-z0-9]+/g, '-') : id === '' ? 'process' : `process-${id}`);

/** The step of each state. A state that was asked of each of several stands inside of a part: that part has its place. */
function stepsOf(draft: BkDraft): Map<string, string> {
  const steps = new Map<string, string>();
  for (const [id, { id: state }] of draft.origins as ReadonlyMap<string, Readonly<{ id?: unknown }>>) if (typeof state === 'string') steps.set(state.slice('state-'.length), draft.nodes[id]?.scope ?? id);
  return steps;
}

/** Settings of a process that no flow has; told where they say something. */
const aside: Readonly<Record<string, string>> = {
  table: 'the model its fields come from: the fields themselves are on the forms', triggers: 'what is done by itself when a state is entered or left', task_schemas: 'tasks that hang on its states', notify: 'who is told of what, and how',
  supervisor: 'who may urge', owners: 'who may change it', readonly_fields: 'fields that are shown only', is_revocable: 'that who asked may take the ticket back', is_auto_approve: 'that who asked approves by being asked', extras: 'further settings', service_property: 'what it is filed under',
};

function tellWhole(draft: BkDraft): void {
  const { raw, states } = draft.process;
  const called = draft.process.name || draft.key;
  for (const [name, what] of Object.entries(aside)) if (saysSomething(memberOf(raw, name))) draft.miss(called, name, `${what}: not kept`);
  for (const state of states) {
    const status = state.extras['ticket_status'];
    if (typeof status === 'object' && status !== null && textAt(status as Raw, 'type') === 'custom') draft.missAt(state, `that the ticket is ${JSON.stringify(textAt(status as Raw, 'name') || textAt(status as Raw, 'key'))} there: set a ticket state of this installation`);
    for (const [name, what] of [['can_deliver', 'that it may be handed on to others: here tasks can be passed on as rights allow'], ['is_allow_skip', 'that it is skipped when nobody is there']] as const) if (memberOf(state.raw, name) === true || state.extras[name] === true) draft.missAt(state, what);
    if (saysSomething(memberOf(state.raw, 'read_only_fields'))) draft.missAt(state, 'fields of other states that are shown there');
  }
  if (inOneLanguage(draft)) draft.find('bk-language', {}, 'info');
  const [first] = draft.renamed;
  if (first) draft.find('bk-renamed', { count: draft.renamed.length, key: first[0], name: first[1] }, 'info');
}

const saysSomething = (value: unknown): boolean => (typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value === true || (typeof value === 'string' && value.replace(/[,\s]/g, '') !== ''));

/** What forbids publishing. Of a flow that is too large anyway nothing else is looked for, because rules compare steps with each other. */
function errorsOf(file: FlowFile): Finding[] {
  const size = sizeRule.check(viewOf(file, nodeKinds));
  return (size.length > 0 ? size : checkFlow(file, nodeKinds)).filter(({ severity }) => severity === 'error');
}
