/** Evaluates the expressions of a flow on the variables seen from a scope. What FEEL is, and what it may cost, is decided in domain/flow/feel. */
import { faultPhrase } from '../../errors.ts';
import { phrase, type Phrase } from '../../message.ts';
import type { Json } from '../../values.ts';
import { compileExpression, evaluate, isCompiled, variablesOf, type Compiled, type ExpressionKind, type FeelFinding } from '../feel/feel.ts';
import type { FlowNode } from '../flow.schema.ts';
import type { Evaluated, Params } from './kernel.behaviour.ts';
import type { Draft } from './kernel.draft.ts';
import { own } from './kernel.paths.ts';
import type { Definition, NodeId, ScopeId, Vars } from './kernel.types.ts';

/** Compiled expressions of a definition: a memo, never part of the state. */
const memo = new WeakMap<Definition, Map<string, Compiled | Params>>();

function compiled(definition: Definition, expression: string, kind: ExpressionKind): Compiled | Params {
  let known = memo.get(definition);
  if (!known) memo.set(definition, known = new Map());
  const key = kind === 'expression' ? expression : `${kind} ${expression}`;
  const before = known.get(key);
  if (before) return before;
  const answer = compileExpression(expression, { kind });
  const entry = isCompiled(answer) ? answer : unreadable(answer[0]);
  known.set(key, entry);
  return entry;
}

const unreadable = (found: FeelFinding | undefined): Params => (found ? { fault: faultPhrase(found.code, found.params), feel: found.code } : { fault: phrase('feel.syntax.empty'), feel: null });

/** `what` names the expression in faults ("condition of e3", "config.value"); `extra` are variables nearer than those of the scope. A null carries its reasons. */
export function evaluateIn(draft: Draft, scope: ScopeId, node: FlowNode & { id: NodeId }, expression: string, what: string, extra: Vars = {}, kind: ExpressionKind = 'expression'): Evaluated {
  const entry = compiled(draft.definition, expression, kind);
  const failed = (params: Params): Evaluated => ({ ok: false, code: 'FLOW_EXPRESSION_FAILED', params: { node: node.name.en, what, expression: expression.slice(0, 200), ...params } });
  if (!('root' in entry)) return failed(entry as Params);
  const program = entry as Compiled;
  const vars: Vars = kind === 'unaryTests' ? { '?': own(extra, '?') ?? null } : {};
  for (const name of variablesOf(program)) {
    const nearest = own(extra, name);
    if (nearest !== undefined) { vars[name] = nearest; continue; }
    for (let at: ScopeId | null = scope; at !== null; at = draft.state.scopes[at]!.parent) {
      const value = own(draft.state.scopes[at]!.vars, name);
      if (value !== undefined) { vars[name] = value; break; }
    }
  }
  const result = evaluate(program, vars, { now: draft.now });
  if (!result.ok) return failed({ fault: faultPhrase(result.code, result.params), feel: result.code, offset: result.at?.offset ?? null });
  return { ok: true, value: result.value, reasons: result.value === null ? result.warnings.map((warning) => warning.says) : [], steps: result.steps };
}

/** Config values: text starting with "=" is FEEL, inside lists and objects too. References to secrets stay references. */
export function evaluateConfigValue(draft: Draft, scope: ScopeId, node: FlowNode & { id: NodeId }, value: Json, what: string): Evaluated {
  if (typeof value === 'string') return value.startsWith('=') ? evaluateIn(draft, scope, node, value.slice(1), what) : { ok: true, value, reasons: [] };
  if (typeof value !== 'object' || value === null || isSecret(value)) return { ok: true, value, reasons: [] };
  const reasons: Phrase[] = [];
  const entries: [string, Json][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const result = evaluateConfigValue(draft, scope, node, inner, `${what}.${key}`);
    if (!result.ok) return result;
    reasons.push(...result.reasons);
    entries.push([key, result.value]);
  }
  return { ok: true, value: Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries), reasons };
}

/** {"secret": "name"}: resolved by the activity that uses it, never here. */
export const isSecret = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1 && typeof value['secret'] === 'string';
