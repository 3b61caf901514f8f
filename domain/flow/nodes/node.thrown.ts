/** What kinds that throw or catch errors and escalations share: the code they go by, and what is kept of it. */
import { z } from 'zod';
import { says } from '../../issue.ts';
import type { Thrown } from '../kernel/kernel.types.ts';
import type { NodeTurn } from '../kernel/kernel.behaviour.ts';
import { expressionsIn, literalOrFeelSchema, loggedReasons, nameSchema } from './node.config.ts';
import { field, object } from './node.form.ts';
import type { NodeKind, VariableType } from './node.kind.ts';

/** As the codes of failed activities: HTTP_STATUS, or as a model from elsewhere has it. */
export const thrownCodeSchema = z.string().min(1, says('config.code')).max(100);

const throwConfig = z.strictObject({
  code: thrownCodeSchema,
  /** For people; FEEL with "=" in front. */
  text: literalOrFeelSchema.optional(),
});
export type ThrowConfig = z.infer<typeof throwConfig>;

/** Everything of a kind that throws but its name, its words and its behaviour. */
export const throwKind = {
  shape: 'event', takesInput: true, config: throwConfig,
  form: {
    schema: object({
      code: field('string', { en: 'Code', zh: '代码', ar: 'الرمز' }, { minLength: 1 }, { en: 'Who catches it goes by this.', zh: '捕获方按此匹配。', ar: 'به يعرفه من يلتقطه.' }),
      text: field('string', { en: 'What happened', zh: '发生了什么', ar: 'ما حدث' }, {}, { en: 'For people; = in front makes it an expression.', zh: '供人阅读；以 = 开头则为表达式。', ar: 'للناس؛ ابدأ بـ = لكتابة تعبير.' }),
    }, ['code']),
    ui: { text: { 'ui:field': 'literalOrFeel', 'ui:widget': 'textarea' } },
  },
  check: () => [],
  expressions: (given) => expressionsIn(given.text, '/text'),
  summary: ({ code }) => ({ en: code }),
} satisfies Partial<NodeKind<ThrowConfig>>;

/** Tells who listens around, then does what comes after it; not where the telling has ended its own token. */
export function escalate(turn: NodeTurn<ThrowConfig>, goOn: () => void): void {
  const thrown = thrownBy(turn, 'escalation');
  if (thrown === null) return;
  if (!turn.throwUp(thrown)) turn.note({ escalation: thrown.code, heardBy: null });
  if (!turn.isSettled) goOn();
}

/** What is thrown; null when the turn was ended by an incident. */
export function thrownBy(turn: NodeTurn<ThrowConfig>, kind: Thrown['kind']): Thrown | null {
  const { code, text } = turn.config;
  if (text === undefined || text === '') return { kind, code, message: code };
  const result = turn.evaluateConfig(text, 'text');
  if (!result.ok) { turn.incident(result.code, result.params); return null; }
  if (result.value === null) turn.note({ text: 'null', reasons: loggedReasons(result.reasons) });
  return { kind, code, message: result.value === null ? code : (typeof result.value === 'string' ? result.value : JSON.stringify(result.value)).slice(0, 1000) };
}

export const catchConfig = {
  /** Absent: any. */
  code: thrownCodeSchema.optional(),
  /** Receives {code, message}. */
  resultVariable: nameSchema.optional(),
};
export interface CatchConfig { code?: string | undefined; resultVariable?: string | undefined }
export const catchFields = {
  code: field('string', { en: 'Code', zh: '代码', ar: 'الرمز' }, {}, { en: 'Only what goes by this code; empty: any.', zh: '仅捕获此代码；留空则捕获任何代码。', ar: 'ما يحمل هذا الرمز فقط؛ فارغ: أي رمز.' }),
  resultVariable: field('string', { en: 'Variable for code and words', zh: '保存代码和说明的变量', ar: 'متغير الرمز والنص' }),
};
export const catchSets = (given: CatchConfig): Record<string, VariableType> => (given.resultVariable === undefined ? {} : { [given.resultVariable]: 'context' });

export const catchesCode = (given: CatchConfig, code: string): 'named' | 'any' | null => (given.code === undefined || given.code === '' ? 'any' : given.code === code ? 'named' : null);

export function keepThrown(turn: NodeTurn<CatchConfig>, { code, message }: Thrown): void {
  if (turn.config.resultVariable !== undefined) turn.setVariables({ [turn.config.resultVariable]: { code, message } });
}
