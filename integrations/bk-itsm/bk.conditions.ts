/** Conditions of definitions as FEEL: groups of comparisons joined by "and" or "or". Says why where one has no translation. Whose variables are meant is told by whoever asks. */
import { checkExpression } from '#domain/flow/feel/feel';
import { feelText } from '../bpmn/expression.print.ts';
import { cutTo, isRaw, listed, memberOf, textAt, valuesAt, type Raw } from './bk.values.ts';

/** What a key stands for: FEEL, and what it gives. `equals` says it of a decision, which is no text here. `isUncertain`: it may not be there; then it is neither equal nor not. */
export interface Term { feel: string; type: string; equals?: (value: string) => string | null; isUncertain?: boolean }
export type Resolve = (key: string) => Term | { why: string };
export type Translation = { ok: true; feel: string } | { ok: false; why: string };

/** Stands for "always" wherever a condition is asked for. */
const alwaysKey = 'G_INT_1';
const mostLeaves = 200;
const deepest = 8;

class Untold extends Error {}

/** Whether it says nothing: it is empty, or always true. */
export const isAlways = (condition: Raw): boolean => leavesOf(condition).every((leaf) => textAt(leaf, 'key') === alwaysKey);
/** Keys it reads. */
export const keysIn = (condition: Raw): string[] => leavesOf(condition).map((leaf) => textAt(leaf, 'key')).filter((key) => key !== '' && key !== alwaysKey);

/** Every comparison in it, but for those that were never filled in. */
export function leavesOf(condition: Raw, depth = 0): Raw[] {
  if (!isGroup(condition)) return textAt(condition, 'key') === '' ? [] : [condition];
  // What lies too deep is not looked at, but it is something.
  return depth > deepest ? [{ key: '...' }] : valuesAt(condition, 'expressions').filter(isRaw).slice(0, mostLeaves).flatMap((one) => leavesOf(one, depth + 1)).slice(0, mostLeaves);
}
const isGroup = (raw: Raw): boolean => Array.isArray(memberOf(raw, 'expressions'));

export function translateCondition(condition: Raw, resolve: Resolve): Translation {
  try {
    const feel = group(condition, resolve, 0).feel;
    const names = new Set(leavesOf(condition).flatMap((leaf) => [...(termOf(leaf, resolve)?.feel ?? '').matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name)));
    const fault = checkExpression(feel, { variables: Object.fromEntries([...names].map((name) => [name, 'any'])), expects: 'boolean' }).find(({ severity }) => severity === 'error');
    return feel.length > 4_000 ? { ok: false, why: 'it is longer than 4000 characters' } : fault ? { ok: false, why: fault.message.replace(/\.$/, '') } : { ok: true, feel };
  } catch (thrown) {
    if (!(thrown instanceof Untold)) throw thrown;
    return { ok: false, why: thrown.message };
  }
}

/** How a condition is quoted to people. */
export function quoted(condition: Raw): string {
  const word = (raw: Raw): string => (isGroup(raw) ? `(${valuesAt(raw, 'expressions').filter(isRaw).slice(0, 10).map(word).join(` ${textAt(raw, 'type') || 'and'} `)})` : `${textAt(raw, 'key')} ${textAt(raw, 'condition')} ${JSON.stringify(memberOf(raw, 'value') ?? null)}`);
  return cutTo(depthOf(condition) > deepest ? JSON.stringify(condition) : word(condition), 500);
}
const depthOf = (raw: Raw): number => (isGroup(raw) ? 1 + Math.max(0, ...valuesAt(raw, 'expressions').filter(isRaw).slice(0, mostLeaves).map(depthOf)) : 0);

/** `binds`: 1 for "or", 2 for "and", 3 for what needs no brackets. */
interface Piece { feel: string; binds: number }

function group(raw: Raw, resolve: Resolve, depth: number): Piece {
  if (depth > deepest) throw new Untold('it is nested too deep');
  if (!isGroup(raw)) return { feel: comparison(raw, resolve), binds: 3 };
  const isOr = textAt(raw, 'type').toLowerCase() === 'or';
  const [word, binds] = isOr ? ['or', 1] : ['and', 2];
  const inner = valuesAt(raw, 'expressions').filter(isRaw);
  if (inner.length > mostLeaves) throw new Untold(`it has more than ${mostLeaves} comparisons`);
  const pieces = inner.filter((one) => leavesOf(one).length > 0).map((one) => group(one, resolve, depth + 1));
  if (pieces.length === 0) return { feel: 'true', binds: 3 };
  if (isOr && pieces.some(({ feel }) => feel === 'true')) return { feel: 'true', binds: 3 };
  const told = isOr ? pieces : pieces.filter(({ feel }) => feel !== 'true');
  if (told.length < 2) return told[0] ?? { feel: 'true', binds: 3 };
  return { feel: told.map((piece) => (piece.binds < binds ? `(${piece.feel})` : piece.feel)).join(` ${word} `), binds };
}

function termOf(leaf: Raw, resolve: Resolve): Term | null {
  const term = textAt(leaf, 'key') === alwaysKey ? null : resolve(textAt(leaf, 'key'));
  return term === null || 'why' in term ? null : term;
}

const numbers = new Set(['INT', 'NUMBER', 'FLOAT']);
const lists = new Set(['MULTISELECT', 'CHECKBOX', 'MEMBERS', 'LIST']);
const orders: Readonly<Record<string, string>> = { '==': '=', '=': '=', '!=': '!=', '<>': '!=', '>': '>', '<': '<', '>=': '>=', '<=': '<=' };

function comparison(leaf: Raw, resolve: Resolve): string {
  const key = textAt(leaf, 'key');
  if (key === alwaysKey) return 'true';
  const term = resolve(key);
  if ('why' in term) throw new Untold(term.why);
  const type = term.type === 'ANY' ? textAt(leaf, 'type').toUpperCase() || 'STRING' : term.type;
  const op = textAt(leaf, 'condition').toLowerCase().replace(/\s+/g, '');
  const given = memberOf(leaf, 'value');
  const order = Object.hasOwn(orders, op) ? orders[op]! : null;
  if (term.equals && order !== null) return decision(term.equals, order, given);
  if (lists.has(type)) return ofList(term.feel, op, order, given);
  if (order !== null) {
    const told = ordered(term.feel, type, order, given);
    return term.isUncertain && order === '=' && !told.includes('null') ? `(if ${term.feel} = null then null else ${told})` : told;
  }
  return worded(term.feel, op, given);
}

function decision(equals: (value: string) => string | null, order: string, given: unknown): string {
  const feel = order === '=' || order === '!=' ? equals(String(given)) : null;
  if (feel === null) throw new Untold('a decision is compared with what it cannot be');
  return order === '=' ? feel : `not(${feel})`;
}

const itemsOf = (given: unknown): string[] => (Array.isArray(given) ? given.map(String) : listed(String(given ?? '')));
const listText = (items: readonly string[]): string => `[${items.map(feelText).join(', ')}]`;

/** Of what several were chosen from: all of these are among them, none other, or not. */
function ofList(feel: string, op: string, order: string | null, given: unknown): string {
  const items = itemsOf(given);
  const all = items.length === 1 ? `list contains(${feel}, ${feelText(items[0]!)})` : `every each_ in ${listText(items)} satisfies list contains(${feel}, each_)`;
  const none = items.length === 0;
  switch (op) {
    case 'issuperset': case 'contains': return none ? 'true' : `${feel} != null and ${bracketed(all)}`;
    case 'notissuperset': case 'notcontains': return none ? 'false' : `not(${feel} != null and ${bracketed(all)})`;
    case 'in': case 'issubset': return `${feel} != null and (every each_ in ${feel} satisfies list contains(${listText(items)}, each_))`;
    case 'notin': case 'notissubset': return `not(${feel} != null and (every each_ in ${feel} satisfies list contains(${listText(items)}, each_)))`;
    default: break;
  }
  if (order !== '=' && order !== '!=') throw new Untold(`"${op}" has no like here for what several are chosen from`);
  const same = none ? `${feel} = null or ${feel} = []` : `${feel} != null and count(${feel}) = ${items.length} and ${bracketed(all)}`;
  return order === '=' ? `(${same})` : `not(${same})`;
}
const bracketed = (feel: string): string => (feel.startsWith('every') ? `(${feel})` : feel);

function ordered(feel: string, type: string, order: string, given: unknown): string {
  if (given === null || given === undefined || given === '') {
    if (order !== '=' && order !== '!=') throw new Untold('nothing is given to compare with');
    return order === '=' ? `(${feel} = null or ${feel} = "")` : `not(${feel} = null or ${feel} = "")`;
  }
  if (numbers.has(type)) {
    const number = typeof given === 'number' ? given : Number(String(given).trim());
    if (!Number.isFinite(number)) throw new Untold(`${JSON.stringify(given)} is no number`);
    return `${feel} ${order} ${number}`;
  }
  if (type === 'BOOLEAN' || typeof given === 'boolean') return `${feel} ${order} ${['true', '1', 'True', 'TRUE'].includes(String(given)) ? 'true' : 'false'}`;
  if (typeof given === 'object') throw new Untold('it compares with a list or an object');
  return `${feel} ${order} ${feelText(type === 'DATETIME' ? instantText(String(given)) : String(given))}`;
}

/** As the form's field holds it. */
const instantText = (text: string): string => text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2})?)$/, (_, day: string, time: string) => `${day}T${time.length === 5 ? `${time}:00` : time}Z`);

/** Comparisons of texts. The engine there asks whether the value lies in what is given, and so is it asked here. */
function worded(feel: string, op: string, given: unknown): string {
  const items = itemsOf(given);
  const lies = items.length > 1 ? `list contains(${listText(items)}, ${feel})` : `${feel} != null and contains(${feelText(items[0] ?? '')}, ${feel})`;
  switch (op) {
    case 'in': return lies;
    case 'notin': return `not(${lies})`;
    case 'contains': case 'include': case 'issuperset': return `${feel} != null and contains(${feel}, ${feelText(items.join(','))})`;
    case 'notcontains': case 'exclude': case 'notissuperset': return `not(${feel} != null and contains(${feel}, ${feelText(items.join(','))}))`;
    case 'startswith': return `${feel} != null and starts with(${feel}, ${feelText(items.join(','))})`;
    case 'endswith': return `${feel} != null and ends with(${feel}, ${feelText(items.join(','))})`;
    default: throw new Untold(op === '' ? 'it names no comparison' : `"${cutTo(op, 40)}" is no comparison known here`);
  }
}
