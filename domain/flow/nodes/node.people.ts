/** What task and approval configs share: whom they ask, what they show, how they are drawn in the side panel, and what is wrong with them. */
import { z } from 'zod';
import { says } from '../../issue.ts';
import type { Phrase } from '../../message.ts';
import { eachWording, plusMs, textSchema, wordsSchema, type Json, type Text, type Words } from '../../values.ts';
import type { Finding, FlowFile, FlowNode } from '../flow.schema.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import { durationMs } from '../kernel/kernel.duration.ts';
import { assignmentSchema, type Assignment } from './assignment.ts';
import { expressionsIn, faultOf, literalOrFeelSchema, loggedReasons, nameSchema } from './node.config.ts';
import { field } from './node.form.ts';
import type { NodeExpression, VariableType } from './node.kind.ts';

export const outcomeSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, says('config.outcome-key')), name: textSchema.strict(),
  needsComment: z.boolean().optional(),
  /** Fields of the form that must be filled for this outcome. */
  requires: z.array(nameSchema).optional(),
  tone: z.enum(['primary', 'danger', 'default']).optional(),
});

/** One text for everybody or one in each language, each a formula where "=" stands in front. */
export const wordsOrFeelSchema = z.union([literalOrFeelSchema, z.strictObject({ en: literalOrFeelSchema.min(1), zh: literalOrFeelSchema.optional(), ar: literalOrFeelSchema.optional() })]);
export const askedSchema = {
  assignments: z.array(assignmentSchema).max(50),
  /** What is asked, one sentence, the same for all or in each language; FEEL with "=" in front. */
  prompt: wordsOrFeelSchema.optional(),
  form: z.string().max(80).optional(),
  /** Shown to people as due; wall-clock duration or FEEL. Service levels are the ticket's business. */
  dueIn: literalOrFeelSchema.optional(),
  /** Whoever asked may take it back; adds the outcome "withdrawn". */
  isWithdrawable: z.boolean().default(false),
  /** Receives {outcome, by, byName, comment, at}. */
  resultVariable: nameSchema.optional(),
};
type Asked = { assignments: Assignment[]; prompt?: Words; form?: string; dueIn?: string; isWithdrawable: boolean };

export const askedFields = {
  assignments: field('array', { en: 'Who is asked', zh: '由谁处理', ar: 'من يُسأل' }, { minItems: 1, items: { type: 'object' } }),
  prompt: field(null, { en: 'What is asked', zh: '请求内容', ar: 'ما المطلوب' }, {}, { en: 'One sentence; = in front makes it an expression.', zh: '一句话；以 = 开头则为表达式。', ar: 'جملة واحدة؛ ابدأ بـ = لكتابة تعبير.' }),
  form: field('string', { en: 'Form', zh: '表单', ar: 'النموذج' }),
  dueIn: field('string', { en: 'Due in', zh: '期限', ar: 'المهلة' }, {}, { en: 'PT4H, P2D, or =FEEL.', zh: 'PT4H、P2D，或 =FEEL。', ar: 'PT4H أو P2D أو =FEEL.' }),
  isWithdrawable: field('boolean', { en: 'Whoever asked may withdraw it', zh: '请求人可撤回', ar: 'يمكن لصاحب الطلب سحبه' }, { default: false }),
  resultVariable: field('string', { en: 'Variable for the decision', zh: '保存结果的变量', ar: 'متغير القرار' }),
};
export const askedUi = {
  assignments: { 'ui:field': 'assignments' }, prompt: { 'ui:field': 'words' }, form: { 'ui:field': 'form' }, dueIn: { 'ui:field': 'literalOrFeel' },
};

export function checkAsked(node: FlowNode & { id: string }, given: Asked, file: FlowFile): Finding[] {
  const findings: Finding[] = [];
  if (given.assignments.length === 0) findings.push(faultOf(node, 'nobody-asked', '/assignments'));
  if (given.form !== undefined && !Object.hasOwn(file.forms, given.form)) findings.push(faultOf(node, 'form-unknown', '/form', { form: given.form }));
  if (given.dueIn !== undefined && !given.dueIn.startsWith('=') && durationMs(given.dueIn) === null) findings.push(faultOf(node, 'due-value', '/dueIn', { value: given.dueIn }));
  return findings;
}

/** Whom a card names, unless it is computed; and whether there is a way back. */
export const askedOutline = ({ assignments, isWithdrawable }: Asked): Pick<Asked, 'assignments' | 'isWithdrawable'> => ({ assignments: assignments.filter((one) => one.by !== 'expression'), isWithdrawable });

/** Expressions of the shared part. */
export const askedExpressions = (given: Asked): NodeExpression[] => [
  ...given.assignments.flatMap((one, index) => (one.by === 'expression' ? [{ field: `/assignments/${index}/expression`, text: one.expression }] : [])),
  ...expressionsIn(given.prompt, '/prompt'), ...expressionsIn(given.dueIn, '/dueIn'),
];

/** Variables the form's fields and the decision are kept in. */
export function askedSets(given: { form?: string; resultVariable?: string }, file: FlowFile): Record<string, VariableType> {
  const schema = given.form !== undefined && Object.hasOwn(file.forms, given.form) ? file.forms[given.form]!.schema : {};
  const properties = (schema['properties'] ?? {}) as Record<string, { type?: unknown }>;
  const fields = Object.entries(properties).map(([name, property]): [string, VariableType] => [name, formTypes[String(property.type)] ?? 'any']);
  return { ...Object.fromEntries(fields), ...(given.resultVariable === undefined ? {} : { [given.resultVariable]: 'context' as const }) };
}
const formTypes: Record<string, VariableType> = { string: 'text', number: 'number', integer: 'number', boolean: 'boolean', array: 'list', object: 'context' };

const relationNames: Record<string, Text> = {
  requester: { en: 'Requester', zh: '请求人', ar: 'مقدم الطلب' }, objectOwner: { en: 'Owner of the object', zh: '对象负责人', ar: 'مالك الكائن' },
  ownerOrLead: { en: 'Owner, else team lead', zh: '负责人，否则组长', ar: 'المالك وإلا قائد الفريق' }, teamLead: { en: 'Team lead', zh: '组长', ar: 'قائد الفريق' },
  teamManager: { en: 'Team manager', zh: '团队经理', ar: 'مدير الفريق' }, ticketTeam: { en: "The ticket's team", zh: '工单所属团队', ar: 'فريق التذكرة' }, assignee: { en: 'Assignee', zh: '受理人', ar: 'المكلّف' },
};

/** Whom a card names: the first, and how many more. */
export function whomText(assignments: readonly Assignment[]): Text | null {
  const [first, ...rest] = assignments;
  if (!first) return null;
  const more = rest.length ? ` +${rest.length}` : '';
  if (first.by === 'relation') {
    const name = relationNames[first.relation]!;
    return { en: name.en + more, zh: (name.zh ?? name.en) + more, ar: (name.ar ?? name.en) + more };
  }
  return { en: (first.by === 'person' ? first.person : first.by === 'team' ? first.team : first.by === 'role' ? first.role : first.expression) + more };
}

/** A prompt as it came out: a value that is no text is told as JSON, a language that came out null or empty is left to English. Null where English did. */
function wordsOf(given: Words, value: Json): Words | null {
  const told = (one: Json | undefined): string | null => (one === undefined || one === null ? null : typeof one === 'string' ? one : JSON.stringify(one));
  if (typeof given === 'string') return told(value);
  const wordings = Object.entries(value as Record<string, Json>).map(([locale, one]) => [locale, told(one)]).filter(([, one]) => one !== null && one !== '');
  const words = wordsSchema.safeParse(Object.fromEntries(wordings));
  return words.success ? words.data : null;
}

/** What is said to people, evaluated, each wording cut at so many characters; null where the English is. False when the turn was ended by an incident. */
export function wordsNow(turn: NodeTurn, given: Words, what: string, most: number): { words: Words | null; reasons: Phrase[] } | false {
  const result = turn.evaluateConfig(given, what);
  if (!result.ok) { turn.incident(result.code, result.params); return false; }
  const words = wordsOf(given, result.value);
  return { words: words === null ? null : eachWording(words, (text) => text.slice(0, most)), reasons: result.reasons };
}

/** Prompt and due instant, evaluated; false when the turn was ended by an incident. */
export function askedNow(turn: NodeTurn, given: Pick<Asked, 'prompt' | 'dueIn'>): { prompt: Words | null; dueAt: string | null } | false {
  let prompt: Words | null = null;
  if (given.prompt !== undefined) {
    const said = wordsNow(turn, given.prompt, 'prompt', 2000);
    if (!said) return false;
    prompt = said.words;
    if (prompt === null) turn.note({ prompt: 'null', reasons: loggedReasons(said.reasons) });
  }
  if (given.dueIn === undefined) return { prompt, dueAt: null };
  const result = turn.evaluateConfig(given.dueIn, 'dueIn');
  if (!result.ok) { turn.incident(result.code, result.params); return false; }
  const iso = typeof result.value === 'string' ? result.value : ((result.value as { value?: unknown } | null)?.value ?? null);
  const ms = typeof iso === 'string' ? durationMs(iso) : null;
  if (ms === null) turn.note({ dueIn: 'unusable', reasons: loggedReasons(result.reasons) });
  return { prompt, dueAt: ms === null ? null : plusMs(turn.now, ms) };
}
