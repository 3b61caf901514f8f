/** Tells people something, each in the language they read. Goes on when it is noted for each of them; how it reaches them is the delivery's. */
import { z } from 'zod';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import { faultTold } from '../../fault.told.ts';
import { assignmentSchema, merged, resolveAssignments } from '../assignment.ts';
import { expressionsIn, faultOf, nameSchema, quotedNull } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { whomText, wordsNow, wordsOrFeelSchema } from '../node.people.ts';

/** The activity that notes it; whom it may tell at once. */
export const notifyActivity = 'notify';
export const mostTold = 200;

const config = z.strictObject({
  assignments: z.array(assignmentSchema).max(50),
  /** One line. */
  subject: wordsOrFeelSchema,
  text: wordsOrFeelSchema.optional(),
  /** Receives {told, notTold}: ids of people. */
  resultVariable: nameSchema.optional(),
});
type Config = z.infer<typeof config>;

export const notifyKind: NodeKind<Config> = {
  kind: 'notify', category: 'people', shape: 'card', icon: 'BellOutlined', takesInput: true,
  title: { en: 'Notify', zh: '通知', ar: 'إشعار' },
  about: { en: 'Tells people something and goes on.', zh: '通知相关人员后继续。', ar: 'يخبر الأشخاص بشيء ثم يتابع.' },
  config,
  form: {
    schema: object({
      assignments: field('array', { en: 'Who is told', zh: '通知谁', ar: 'من يُبلَّغ' }, { minItems: 1, items: { type: 'object' } }),
      subject: field(null, { en: 'Subject', zh: '主题', ar: 'الموضوع' }, {}, { en: 'One line; = in front makes it an expression.', zh: '一行文字；以 = 开头则为表达式。', ar: 'سطر واحد؛ ابدأ بـ = لكتابة تعبير.' }),
      text: field(null, { en: 'Text', zh: '内容', ar: 'النص' }, {}, { en: 'What is told below the subject; = in front makes it an expression.', zh: '主题下方的内容；以 = 开头则为表达式。', ar: 'ما يُكتب تحت الموضوع؛ ابدأ بـ = لكتابة تعبير.' }),
      resultVariable: field('string', { en: 'Variable for who was told', zh: '保存已通知人员的变量', ar: 'متغير من أُبلغوا' }),
    }, ['assignments', 'subject']),
    ui: { assignments: { 'ui:field': 'assignments' }, subject: { 'ui:field': 'words' }, text: { 'ui:field': 'words' } },
  },
  initial: { assignments: [{ by: 'relation', relation: 'requester' }], subject: { en: 'Something has happened', zh: '有新的情况', ar: 'حدث شيء ما' } },
  outcomes: () => [{ key: null, name: { en: 'Told', zh: '已通知', ar: 'تم الإبلاغ' }, isRequired: true }],
  check: (node, { assignments, subject }) => [
    ...(assignments.length === 0 ? [faultOf(node, 'nobody-told', '/assignments')] : []),
    ...((typeof subject === 'string' ? subject : subject.en).trim() === '' ? [faultOf(node, 'subject-missing', '/subject')] : []),
  ],
  expressions: (given) => [
    ...given.assignments.flatMap((one, index) => (one.by === 'expression' ? [{ field: `/assignments/${index}/expression`, text: one.expression }] : [])),
    ...expressionsIn(given.subject, '/subject'), ...expressionsIn(given.text, '/text'),
  ],
  sets: (given) => (given.resultVariable === undefined ? {} : { [given.resultVariable]: 'context' }),
  outline: ({ assignments }) => ({ assignments: assignments.filter((one) => one.by !== 'expression') }),
  summary: (given) => whomText(given.assignments),
  behaviour: {
    whenDataUnknown: 'anyOutcome',
    enter(turn) {
      const whom = whomNow(turn);
      const subject = whom && saidNow(turn, 'subject');
      if (!whom || !subject) return;
      if (subject.words === null) { turn.incident('FLOW_VALUE_UNUSABLE', { what: 'its-subject', actual: quotedNull(subject.reasons), expected: 'text' }); return; }
      const text = saidNow(turn, 'text');
      if (!text) return;
      turn.runActivity({ activity: notifyActivity, config: { ...whom, subject: subject.words, text: text.words }, resultVariable: null, timeoutSeconds: 30, maxAttempts: 20, retrySeconds: 2 });
    },
    activityDone(turn, result) {
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: result });
      turn.leave();
    },
    activityFailed(turn, failure, request) {
      if (turn.throwUp({ kind: 'error', code: failure.code, message: failure.message.slice(0, 1000) })) return;
      turn.incident('ACTIVITY_FAILED', { fault: faultTold(failure), cause: failure.code }, request);
    },
    skip(turn) {
      if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: null });
      turn.leave();
    },
  },
};

/** False: the turn ended by an incident. */
function whomNow(turn: NodeTurn<Config>): { people: string[]; teams: string[]; roles: string[] } | false {
  const resolved = resolveAssignments(turn, turn.config.assignments);
  if (!resolved.ok) { turn.incident(resolved.code, resolved.params); return false; }
  if (resolved.slots.length === 0) { turn.incident('TASK_NOBODY', { slot: resolved.gaps.join(', ') || 'assignments' }); return false; }
  const { people, teams, roles } = merged(resolved.slots);
  if (people.length > mostTold) { turn.incident('NOTIFY_TOO_MANY', { count: people.length, limit: mostTold }); return false; }
  return { people, teams, roles };
}

const longest = { subject: 200, text: 2000 };
function saidNow(turn: NodeTurn<Config>, what: 'subject' | 'text'): ReturnType<typeof wordsNow> {
  const given = turn.config[what];
  return given === undefined ? { words: null, reasons: [] } : wordsNow(turn, given, what, longest[what]);
}
