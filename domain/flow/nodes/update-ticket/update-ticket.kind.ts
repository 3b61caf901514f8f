/** Changes the run's own ticket: title, priority, team, assignee, fields. Whether team and assignee are in the directory is looked up first, by an activity; what changes is the run's variable `ticket`. */
import { z } from 'zod';
import { jsonSchema, type Json } from '../../../values.ts';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import type { Vars } from '../../kernel/kernel.types.ts';
import { faultTold } from '../../fault.told.ts';
import { expressionsIn, faultOf, literalOrFeelSchema, loggedReasons, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';
import { unfit } from '../node.settable.ts';

/** The activity that looks team and assignee up. */
export const holdersActivity = 'ticket-holders';

const members = ['title', 'priority', 'team', 'assignee'] as const;
const config = z.strictObject({
  title: literalOrFeelSchema.optional(),
  /** "P1" to "P4". */
  priority: literalOrFeelSchema.optional(),
  /** Ids; an expression that gives null takes it away. */
  team: literalOrFeelSchema.optional(), assignee: literalOrFeelSchema.optional(),
  /** By name: values, or FEEL with "=" in front. The other fields stay. */
  fields: z.record(nameSchema, jsonSchema).default({}),
});
type Config = z.infer<typeof config>;

const given = (value: string | undefined): value is string => value !== undefined && value !== '';
const named = (from: Config) => members.filter((member) => given(from[member]));

export const updateTicketKind: NodeKind<Config> = {
  kind: 'update-ticket', category: 'machine', shape: 'card', icon: 'EditOutlined', takesInput: true,
  title: { en: 'Change the ticket', zh: '更改工单', ar: 'تعديل التذكرة' },
  about: { en: 'Sets title, priority, team, assignee or fields of its ticket.', zh: '设置工单的标题、优先级、团队、受理人或字段。', ar: 'يعيّن عنوان التذكرة أو أولويتها أو فريقها أو المكلّف بها أو حقولها.' },
  config,
  form: {
    schema: object({
      title: field('string', { en: 'Title', zh: '标题', ar: 'العنوان' }),
      priority: field('string', { en: 'Priority', zh: '优先级', ar: 'الأولوية' }, { examples: ['P1', 'P2', 'P3', 'P4'] }, { en: 'P1 to P4; = in front makes it an expression.', zh: 'P1 至 P4；以 = 开头则为表达式。', ar: 'من P1 إلى P4؛ ابدأ بـ = لكتابة تعبير.' }),
      team: field('string', { en: 'Team', zh: '团队', ar: 'الفريق' }, {}, { en: 'Its id; =null takes it away.', zh: '团队的标识；=null 表示清空。', ar: 'معرّفه؛ و =null لإزالته.' }),
      assignee: field('string', { en: 'Assignee', zh: '受理人', ar: 'المكلّف' }, {}, { en: "A person's id; =null takes it away.", zh: '人员的标识；=null 表示清空。', ar: 'معرّف شخص؛ و =null لإزالته.' }),
      fields: field('object', { en: 'Fields', zh: '字段', ar: 'الحقول' }, { additionalProperties: true }, { en: 'Those that are not named stay. A value starting with = is FEEL.', zh: '未列出的字段保持不变。以 = 开头的值为 FEEL。', ar: 'تبقى الحقول غير المذكورة. القيمة التي تبدأ بـ = هي FEEL.' }),
    }),
    ui: { title: { 'ui:field': 'literalOrFeel' }, priority: { 'ui:field': 'literalOrFeel' }, team: { 'ui:field': 'literalOrFeel' }, assignee: { 'ui:field': 'literalOrFeel' }, fields: { 'ui:field': 'variables' } },
  },
  initial: { priority: 'P2' },
  outcomes: () => [{ key: null, name: { en: 'Changed', zh: '已更改', ar: 'تم التعديل' }, isRequired: true }],
  check(node, settings) {
    if (named(settings).length === 0 && Object.keys(settings.fields).length === 0) return [faultOf(node, 'ticket-unchanged', null)];
    const { priority } = settings;
    return given(priority) && !priority.startsWith('=') && unfit('ticket.priority', priority) !== null ? [faultOf(node, 'priority-unknown', '/priority', { priority })] : [];
  },
  expressions: (settings) => [...members.flatMap((member) => expressionsIn(settings[member], `/${member}`)), ...expressionsIn(settings.fields, '/fields')],
  summary: (settings) => ({ en: [...named(settings).map((member) => `${member} = ${settings[member]!.replace(/^=/, '')}`), ...Object.keys(settings.fields)].join('; ').slice(0, 120) }),
  behaviour: {
    whenDataUnknown: 'anyOutcome',
    enter(turn) {
      const changes = changesOf(turn);
      if (changes === null) return;
      const [team, assignee] = [changes['ticket.team'] ?? null, changes['ticket.assignee'] ?? null];
      if (team === null && assignee === null) change(turn, changes);
      else turn.runActivity({ activity: holdersActivity, config: { team, assignee, changes }, resultVariable: null, timeoutSeconds: 30, maxAttempts: 20, retrySeconds: 2 });
    },
    activityDone: (turn, _result, request) => change(turn, request.config['changes'] as Vars),
    activityFailed(turn, failure, request) {
      if (turn.throwUp({ kind: 'error', code: failure.code, message: failure.message.slice(0, 1000) })) return;
      turn.incident('ACTIVITY_FAILED', { fault: faultTold(failure), cause: failure.code }, request);
    },
    skip: (turn) => turn.leave(),
  },
};

function change(turn: NodeTurn<Config>, changes: Vars): void {
  turn.setVariables(changes);
  turn.leave();
}

/** By path; null: the turn ended by an incident. */
function changesOf(turn: NodeTurn<Config>): Vars | null {
  const changes: Record<string, Json> = {};
  const values = [...named(turn.config).map((member) => [member, turn.config[member]!] as const), ...Object.entries(turn.config.fields).map(([name, value]) => [`fields.${name}`, value] as const)];
  for (const [member, value] of values) {
    const [path, result] = [`ticket.${member}`, turn.evaluateConfig(value, member)];
    if (!result.ok) { turn.incident(result.code, result.params); return null; }
    if (result.value === null && result.reasons.length > 0) turn.note({ variable: path, null: loggedReasons(result.reasons) });
    const expected = unfit(path, result.value);
    if (expected !== null) { turn.incident('FLOW_VALUE_UNUSABLE', { what: path, actual: JSON.stringify(result.value).slice(0, 100), expected }); return null; }
    changes[path] = result.value;
  }
  return changes;
}
