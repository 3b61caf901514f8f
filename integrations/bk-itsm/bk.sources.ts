/** Who gives the variables their values: fields, decisions, answers of machines, the ticket. What a condition, a person to be asked or a text means by a key is looked up here. */
import { feelText } from '../bpmn/expression.print.ts';
import { keysIn, type Resolve, type Term } from './bk.conditions.ts';
import type { BkDraft, Source } from './bk.draft.ts';
import type { BkField, BkProcess, BkState } from './bk.process.ts';
import { isRaw, memberOf, objectAt, textAt, valuesAt } from './bk.values.ts';

/** What a ticket there is called, and here. */
const ofTicket: Readonly<Record<string, string>> = {
  ticket_title: 'ticket.title', ticket_creator: 'requester.id', ticket_sn: 'ticket.key', ticket_id: 'ticket.key', ticket_current_status: 'ticket.state', creator: 'requester.id', sn: 'ticket.key',
};

export const decides = ({ type }: BkState): boolean => type === 'APPROVAL' || type === 'SIGN';
export const codeOf = (field: BkField): string => textAt(objectAt(field.raw, 'meta'), 'code');
/** The field a decision is made in: the buttons stand for it. */
export const isResult = (field: BkField): boolean => codeOf(field) === 'APPROVE_RESULT';

/** A remark that is there for one of the two results: the comment of the decision stands for it. */
export function isRemark(state: BkState, field: BkField): boolean {
  const results = new Set(state.fields.filter(isResult).map(({ key }) => key));
  if (!decides(state) || field.type !== 'TEXT' && field.type !== 'STRING' || textAt(field.raw, 'show_type') !== '0') return false;
  const keys = keysIn(objectAt(field.raw, 'show_conditions'));
  // Templates were exported with the key left out.
  return keys.length > 0 ? keys.every((key) => results.has(key)) : hasBareLeaf(field);
}
const hasBareLeaf = (field: BkField): boolean => valuesAt(objectAt(field.raw, 'show_conditions'), 'expressions').some((one) => isRaw(one) && textAt(one, 'key') === '' && memberOf(one, 'value') !== undefined);

export function collectSources(draft: BkDraft, { states }: BkProcess): void {
  const set = (key: string, source: Source): void => { if (!draft.sources.has(key)) draft.sources.set(key, source); };
  for (const state of states) {
    for (const field of state.fields) {
      if (decides(state) && isResult(field)) set(field.key, { is: 'decision', state: state.id, code: 'NODE_APPROVE_RESULT' });
      else if (isRemark(state, field)) set(field.key, { is: 'comment', state: state.id });
      else set(field.key, { is: 'field', type: field.type });
    }
    for (const { key, code, path } of state.outputs) {
      if (decides(state) && code !== '') set(key, { is: 'decision', state: state.id, code });
      else if (isMachine(state)) set(key, { is: 'answer', state: state.id, path });
    }
  }
}

export const isMachine = ({ type }: BkState): boolean => type === 'WEBHOOK' || type === 'BK-PLUGIN' || type === 'TASK' || type.startsWith('TASK-');

/** Codes of decisions that count answers. */
export const counting: ReadonlySet<string> = new Set(['PROCESS_COUNT', 'PASS_COUNT', 'REJECT_COUNT', 'PASS_RATE', 'REJECT_RATE']);

/** The variables it names are declared; what nothing in the definition gives is told. */
export const resolverOf = (draft: BkDraft, told: (key: string) => void): Resolve => (key) => {
  const source = draft.sources.get(key);
  if (source === undefined) {
    if (Object.hasOwn(ofTicket, key)) return { feel: ofTicket[key]!, type: 'STRING' };
    told(key);
    return { ...declared(draft, key, 'ANY'), isUncertain: true };
  }
  switch (source.is) {
    case 'field': return declared(draft, key, source.type);
    case 'comment': { const one = draft.decided.get(source.state); return one?.holds === 'one' ? { feel: `${one.variable}.comment`, type: 'TEXT' } : { why: 'it reads the remark of one of several' }; }
    case 'answer': { const variable = draft.answers.get(source.state); return { ...(variable === undefined ? declared(draft, key, 'ANY') : { feel: pathIn(variable, source.path), type: 'ANY' }), isUncertain: true }; }
    case 'decision': return decisionTerm(draft, source);
  }
};

function declared(draft: BkDraft, key: string, type: string): Term {
  const name = draft.variable(key);
  draft.declare([name]);
  return { feel: name, type };
}

/** "data.info.0" of an answer: members by name, elements from 1 on. */
function pathIn(variable: string, path: string): string {
  return path.replace(/^\$?\.?(resp|response|data_resp)\./, '').split('.').filter((part) => part !== '').slice(0, 10).reduce((feel, part) => (/^\d+$/.test(part) ? `${feel}[${Number(part) + 1}]` : `get value(${feel}, ${feelText(part)})`), variable);
}

function decisionTerm(draft: BkDraft, { state, code }: Extract<Source, { is: 'decision' }>): Term | { why: string } {
  const one = draft.decided.get(state);
  if (!one) return { why: 'it reads a decision nobody makes here' };
  const { variable, holds } = one;
  const count = (outcome: string | null): string => (holds === 'one'
    ? `(if ${outcome === null ? `${variable} != null` : `${variable}.outcome = "${outcome}"`} then 1 else 0)`
    : `count(${variable}[${outcome === null ? 'item != null' : `item = "${outcome}"`}])`);
  const total = holds === 'one' ? '1' : `count(${variable})`;
  switch (code) {
    case 'NODE_APPROVE_RESULT': return { feel: holds === 'one' ? `(if ${variable}.outcome = "approved" then "true" else "false")` : `(if list contains(${variable}, "rejected") then "false" else "true")`, type: 'STRING', equals: (value) => outcomeTest(one, value) };
    case 'PROCESS_COUNT': return { feel: count(null), type: 'INT' };
    case 'PASS_COUNT': return { feel: count('approved'), type: 'INT' };
    case 'REJECT_COUNT': return { feel: count('rejected'), type: 'INT' };
    case 'PASS_RATE': return { feel: `100 * ${count('approved')} / ${total}`, type: 'INT' };
    case 'REJECT_RATE': return { feel: `100 * ${count('rejected')} / ${total}`, type: 'INT' };
    case 'NODE_APPROVER': return holds === 'one' ? { feel: `${variable}.by`, type: 'STRING' } : { why: 'it reads who of several decided' };
    default: return { why: `it reads "${code}" of a decision, which is not kept` };
  }
}

/** True where it was decided so; null for what no decision is. */
function outcomeTest({ variable, holds }: { variable: string; holds: 'one' | 'each' }, value: string): string | null {
  if (!/^(true|false)$/i.test(value)) return null;
  const isYes = value.toLowerCase() === 'true';
  if (holds === 'one') return `${variable}.outcome = "${isYes ? 'approved' : 'rejected'}"`;
  return isYes ? `not(list contains(${variable}, "rejected"))` : `list contains(${variable}, "rejected")`;
}
