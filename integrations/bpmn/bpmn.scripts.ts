/** What a machine is to do: scripts and expressions that only set variables become assignments; everything else is an activity that still waits for its executor. */
import type { Json } from '#domain/values';
import type { FlowDraft } from './bpmn.draft.ts';
import { bodyOf, elementOf, tagOf, textOf, vendorElements, vendorOf, type BpmnElement } from './bpmn.elements.ts';
import { translateExpression, type Translated } from './expression.ts';
import { feelText, variableName } from './expression.print.ts';

/** Attributes and elements that are read here. */
export const machineNames = ['class', 'expression', 'delegateExpression', 'resultVariable', 'resultVariableName', 'topic', 'type', 'taskDefinition', 'script', 'decisionRef', 'resource'];

type Assigned = Record<'variable' | 'value', string>;
const most = 50;
/** A script beyond this does more than set variables. */
const longest = 10_000;
const kinds: Record<string, string> = { serviceTask: 'service-task', scriptTask: 'script-task', sendTask: 'send-task', businessRuleTask: 'business-rule-task', callActivity: 'called-flow' };

/** The assignments of a task that does nothing else; null for one that does. */
export function assignedBy(draft: FlowDraft, task: BpmnElement): Assigned[] | null {
  const set = setBy(task);
  if (!set) return null;
  draft.declare(set.flatMap(({ variables }) => variables));
  return set.map(({ variable, value }) => ({ variable, value }));
}

function setBy(task: BpmnElement): (Assigned & { variables: string[] })[] | null {
  const result = vendorOf(task, 'resultVariable', 'resultVariableName');
  const [zeebe] = vendorElements(task, 'script');
  if (typeof zeebe?.['expression'] === 'string' && typeof zeebe['resultVariable'] === 'string') return pairs([[zeebe['resultVariable'], zeebe['expression']]], null);
  const expression = vendorOf(task, 'expression');
  if (tagOf(task) === 'serviceTask') return expression !== undefined && result !== undefined ? pairs([[result, expression]], null) : null;
  if (tagOf(task) !== 'scriptTask') return null;
  const script = textOf(task, 'script') ?? bodyOf(elementOf(task, 'script'));
  if (script === undefined || script.length > longest) return null;
  const format = textOf(task, 'scriptFormat') ?? null;
  const lines = script.split(/[;\r\n]+/).map((line) => line.replace(/\/\/.*$/, '').trim()).filter((line) => line !== '');
  if (result !== undefined && lines.length === 1 && statement(lines[0]!) === null) return pairs([[result, lines[0]!]], format);
  const statements = lines.map(statement);
  return statements.length === 0 || statements.includes(null) ? null : pairs(statements as [string, string][], format);
}

/** `x = a + b`, `var x = 1`, `execution.setVariable("x", a)`; null for any other. */
function statement(line: string): [variable: string, value: string] | null {
  const called = /^(?:execution|kcontext|task|delegateTask)\.setVariable(?:Local)?\(\s*["']([A-Za-z_]\w*)["']\s*,\s*(.+)\)$/.exec(line);
  const plain = called ?? /^(?:var\s+|let\s+|const\s+|def\s+)?([A-Za-z_]\w*)\s*=(?!=)\s*(.+)$/.exec(line);
  return plain === null ? null : [plain[1]!, plain[2]!];
}

function pairs(given: readonly (readonly [string, string])[], language: string | null): (Assigned & { variables: string[] })[] | null {
  if (given.length > most) return null;
  const read = given.map(([variable, text]): [string, Translated] => [variableName(variable), translateExpression(text, language)]);
  const set = read.flatMap(([variable, translated]) => (translated.ok && /^[A-Za-z_]\w{0,79}$/.test(variable) ? [{ variable, value: translated.feel, variables: [variable, ...translated.variables] }] : []));
  return set.length === read.length ? set : null;
}

/** The settings of an activity that somebody still has to choose an executor for; what the model says of it stands in its inputs. */
export function placeholder(draft: FlowDraft, task: BpmnElement): Record<string, Json> {
  const [definition] = vendorElements(task, 'taskDefinition');
  const [called] = vendorElements(task, 'calledElement');
  const said: Record<string, string | undefined> = {
    implementation: textOf(task, 'implementation'), class: vendorOf(task, 'class'), expression: vendorOf(task, 'expression'), delegateExpression: vendorOf(task, 'delegateExpression'),
    topic: vendorOf(task, 'topic'), type: vendorOf(task, 'type') ?? textOf(definition, 'type'), operation: textOf(elementOf(task, 'operationRef'), 'name'), message: textOf(elementOf(task, 'messageRef'), 'name'),
    flow: textOf(task, 'calledElement') ?? textOf(called, 'processId'), decision: vendorOf(task, 'decisionRef'), language: textOf(task, 'scriptFormat'), script: textOf(task, 'script') ?? bodyOf(elementOf(task, 'script')),
  };
  const inputs = Object.fromEntries(Object.entries(said).flatMap(([name, text]): [string, Json][] => (text === undefined || text === '##WebService' || text === '##unspecified' ? [] : [[name, literal(text.slice(0, 3000))]])));
  const result = vendorOf(task, 'resultVariable', 'resultVariableName');
  if (result !== undefined) draft.declare([variableName(result)]);
  return { activity: kinds[tagOf(task)] ?? 'task', inputs, ...(result === undefined ? {} : { resultVariable: variableName(result) }) };
}

/** Text that begins with "=" would be an expression here. */
const literal = (text: string): string => (text.startsWith('=') ? `=${feelText(text)}` : text);
