/**
 * A process definition in the shape the import works on: states, the transitions between them, and each state's fields in their order, whatever the age of
 * the file. What is deleted there or leads nowhere is left out and told. Decides nothing about what a state becomes.
 */
import { bkLimits } from './bk.limits.ts';
import { idOfDefinition } from './bk.read.ts';
import { cutTo, firstAt, isFalseAt, isRaw, isTrueAt, memberOf, objectAt, objectsAt, textAt, valuesAt, type Raw } from './bk.values.ts';

export interface BkField { id: string; key: string; type: string; name: string; raw: Raw }
export interface BkState {
  id: string; type: string; name: string; raw: Raw; extras: Raw; fields: BkField[];
  /** Where a request is filled in. */
  isFirst: boolean;
  axis: { x: number; y: number } | null;
  /** What the state gives to others, by key: APPROVE counts by their code, answers of machines by their path. */
  outputs: BkOutput[];
}
export interface BkOutput { key: string; code: string; path: string; type: string }
export interface BkTransition { id: string; from: string; to: string; name: string; isBack: boolean; isChecked: boolean; condition: Raw }
export interface BkProcess { id: string; name: string; about: string; raw: Raw; states: BkState[]; transitions: BkTransition[]; misses: Miss[] }
/** What is not taken over: of which element, of which type, why. */
export interface Miss { element: string; type: string; reason: string }

/** `isCut`: there is more than is read. */
export function processOf(definition: Raw): BkProcess & { isCut: boolean } {
  const misses: Miss[] = [];
  const fields = fieldsOf(definition, misses);
  const all = objectsAt(definition, 'states');
  const alive = kept(all, 'state', misses);
  const states = unique(alive.slice(0, bkLimits.states).map((raw) => stateOf(raw, fields.all, misses)), misses);
  const used = new Set(states.flatMap((state) => state.fields));
  for (const field of fields.all.values()) if (!used.has(field)) misses.push({ element: called(field), type: 'field', reason: 'it stands on the form of no state' });
  const ids = new Set(states.map(({ id }) => id));
  const transitions = kept(objectsAt(definition, 'transitions'), 'transition', misses).slice(0, bkLimits.states * 4).map(transitionOf);
  for (const one of transitions) if (!ids.has(one.from) || !ids.has(one.to)) misses.push({ element: one.name || one.id, type: 'transition', reason: 'it leads from or to a state that is not there' });
  const joined = transitions.filter(({ from, to }) => ids.has(from) && ids.has(to));
  markFirst(states, joined);
  return {
    id: idOfDefinition(definition), name: textAt(definition, 'name'), about: textAt(definition, 'desc'), raw: definition, states, transitions: joined, misses,
    isCut: alive.length > bkLimits.states || fields.isCut,
  };
}

const called = ({ name, key, id }: BkField): string => cutTo(name || key || id, 120);

function kept(all: readonly Raw[], type: string, misses: Miss[]): Raw[] {
  for (const raw of all) if (isTrueAt(raw, 'is_deleted')) misses.push({ element: cutTo(firstAt(raw, 'name', 'key', 'id'), 120), type, reason: 'it is deleted there' });
  return all.filter((raw) => !isTrueAt(raw, 'is_deleted'));
}

function fieldsOf(definition: Raw, misses: Miss[]): { all: Map<string, BkField>; isCut: boolean } {
  const inline = objectsAt(definition, 'states').flatMap((state) => valuesAt(state, 'fields').filter(isRaw));
  const alive = kept([...objectsAt(definition, 'fields'), ...inline], 'field', misses);
  const all = new Map<string, BkField>();
  for (const raw of alive.slice(0, bkLimits.fields)) {
    const id = textAt(raw, 'id') || textAt(raw, 'key');
    if (!all.has(id)) all.set(id, { id, key: textAt(raw, 'key') || `field_${id}`, type: (textAt(raw, 'type') || 'STRING').toUpperCase(), name: cutTo(textAt(raw, 'name').replace(/\s+/g, ' '), 120), raw });
  }
  return { all, isCut: alive.length > bkLimits.fields };
}

function stateOf(raw: Raw, fields: ReadonlyMap<string, BkField>, misses: Miss[]): BkState {
  const id = firstAt(raw, 'id', 'key');
  const listed = valuesAt(raw, 'fields').flatMap((one): string[] => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : isRaw(one) ? [textAt(one, 'id') || textAt(one, 'key')] : []));
  // A state that lists none has those that name it.
  const own = listed.length > 0 ? listed : [...fields.values()].filter((field) => textAt(field.raw, 'state_id') === id || textAt(field.raw, 'state') === id).map((field) => field.id);
  for (const one of own) if (!fields.has(one)) misses.push({ element: cutTo(textAt(raw, 'name') || id, 120), type: 'field', reason: `its field ${JSON.stringify(cutTo(one, 80))} is not there` });
  const axis = objectAt(raw, 'axis');
  const [x, y] = [Number(memberOf(axis, 'x')), Number(memberOf(axis, 'y'))];
  return {
    id, type: (textAt(raw, 'type') || 'NORMAL').toUpperCase(), name: cutTo(textAt(raw, 'name').replace(/\s+/g, ' '), 120), raw, extras: objectAt(raw, 'extras'),
    fields: [...new Set(own)].flatMap((one) => fields.get(one) ?? []), isFirst: isTrueAt(raw, 'is_first_state'),
    axis: Object.hasOwn(axis, 'x') && Number.isFinite(x) && Number.isFinite(y) && Math.abs(x) < 1e6 && Math.abs(y) < 1e6 ? { x, y } : null,
    outputs: objectsAt(objectAt(raw, 'variables'), 'outputs').map(outputOf).filter(({ key }) => key !== ''),
  };
}

const outputOf = (raw: Raw): BkOutput => ({ key: textAt(raw, 'key'), code: textAt(objectAt(raw, 'meta'), 'code'), path: firstAt(raw, 'ref_path', 'rsp_data', 'path'), type: textAt(raw, 'type') });

function transitionOf(raw: Raw): BkTransition {
  return {
    id: firstAt(raw, 'id', 'key'), from: endOf(raw, 'from_state'), to: endOf(raw, 'to_state'), name: cutTo(textAt(raw, 'name').replace(/\s+/g, ' '), 120),
    isBack: textAt(raw, 'direction').toUpperCase() === 'BACK', isChecked: !isFalseAt(raw, 'check_needed'), condition: objectAt(raw, 'condition'),
  };
}
const endOf = (raw: Raw, name: string): string => firstAt(raw, name, `${name}_id`) || firstAt(objectAt(raw, name), 'id', 'key');

/** Of several states with one id the first is kept. */
function unique(states: readonly BkState[], misses: Miss[]): BkState[] {
  const seen = new Set<string>();
  return states.filter((state) => {
    if (!seen.has(state.id)) { seen.add(state.id); return true; }
    misses.push({ element: state.name || state.id, type: state.type, reason: 'another state has the same id' });
    return false;
  });
}

/** Where nothing says so, it is the state the start leads to, if people do it. */
function markFirst(states: readonly BkState[], transitions: readonly BkTransition[]): void {
  if (states.some(({ isFirst }) => isFirst)) return;
  const start = states.find(({ type }) => type === 'START');
  const next = start && transitions.find(({ from }) => from === start.id)?.to;
  const first = states.find(({ type, raw }) => type === 'NORMAL' && isTrueAt(raw, 'is_builtin')) ?? states.find(({ id, type }) => id === next && type === 'NORMAL');
  if (first) first.isFirst = true;
}
