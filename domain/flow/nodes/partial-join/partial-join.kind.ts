/** Goes on when so many of its ways have brought a token; what becomes of the others is a choice. Of one way it is a discriminator. Or makes one token of so many, whichever way they come. */
import { z } from 'zod';
import type { Text } from '../../../values.ts';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import { upstreamOf } from '../../kernel/kernel.reach.ts';
import type { EdgeId, NodeId } from '../../kernel/kernel.types.ts';
import { faultOf } from '../node.config.ts';
import { choice, field, object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const rests = ['ignore', 'cancel', 'block'] as const;
const counted = ['ways', 'tokens'] as const;
const config = z.strictObject({
  /** Ways that must have brought a token; or tokens that become one. */
  count: z.number().int().min(1).max(100).default(1),
  /** ignore: what comes late of the same round is used up, and a new round may begin meanwhile. cancel: the ways that are missing are ended. block: a new round begins when all of the last has come. */
  rest: z.enum(rests).default('ignore'),
  /** ways: one token of each counts for a round. tokens: whichever way they come, every `count` become one; there is no rest. */
  counts: z.enum(counted).optional(),
});
type Config = z.infer<typeof config>;
const restNames = {
  ignore: { en: 'Use them up', zh: '忽略', ar: 'تُتجاهل' },
  cancel: { en: 'End them', zh: '取消', ar: 'تُلغى' },
  block: { en: 'Wait for them before the next round', zh: '全部到达后才开始下一轮', ar: 'تُنتظر قبل الجولة التالية' },
};

const countedNames = { ways: { en: 'Ways', zh: '路径', ar: 'المسارات' }, tokens: { en: 'Arrivals, whichever way', zh: '到达次数，不论路径', ar: 'مرات الوصول أيًّا كان المسار' } };
const isMerge = ({ counts }: Config): boolean => counts === 'tokens';

export const partialJoinKind: NodeKind<Config> = {
  kind: 'partial-join', category: 'decision', shape: 'gateway', icon: 'NumberOutlined', takesInput: true,
  title: { en: 'First so many', zh: '先到先行', ar: 'أول ما يصل' },
  about: { en: 'Goes on once so many of its ways have arrived.', zh: '指定数量的路径到达后继续。', ar: 'يتابع متى وصل العدد المطلوب من المسارات.' },
  config,
  form: {
    schema: object({
      count: field('integer', { en: 'How many must arrive', zh: '需到达的数量', ar: 'كم يجب أن يصل' }, { minimum: 1, maximum: 100, default: 1 }),
      counts: choice({ en: 'What is counted', zh: '计数对象', ar: 'ما يُعدّ' }, counted.map((what) => ({ const: what, title: countedNames[what] })), { default: 'ways' }),
      rest: choice({ en: 'The others', zh: '其余路径', ar: 'البقية' }, rests.map((rest) => ({ const: rest, title: restNames[rest] })), { default: 'ignore' }),
    }),
    ui: { counts: { 'ui:widget': 'radio' }, rest: { 'ui:widget': 'radio' } },
  },
  initial: { count: 1, rest: 'ignore' },
  outcomes: () => [{ key: null, name: { en: 'Arrived', zh: '已到达', ar: 'وصل' }, isRequired: true }],
  check(node, given, file) {
    const ways = Object.values(file.edges).filter((edge) => edge.to === node.id).length;
    return given.count > ways && ways > 0 && !isMerge(given) ? [faultOf(node, 'join-count', '/count', { count: given.count, ways })] : [];
  },
  summary: (given) => summaryOf(given),
  behaviour: {
    whenDataUnknown: 'itself',
    enter(turn) {
      const owed = owedOf(turn);
      const edge = turn.token.viaEdge ?? '';
      if (owed.includes(edge) && !isMerge(turn.config)) {
        const left = owed.toSpliced(owed.indexOf(edge), 1);
        turn.remember(left.length > 0 ? left : undefined);
        turn.endToken();
        return;
      }
      turn.arrive();
      turn.wait('join');
      fire(turn);
    },
    settle: fire,
    mergesFrom: (given) => (isMerge(given) ? given.count : null),
    endsOthers: (given) => given.rest === 'cancel' && !isMerge(given),
  },
};

const summaryOf = ({ count, counts }: Config): Text => (counts === 'tokens'
  ? { en: `${count} into one`, zh: `每 ${count} 个合为一个`, ar: `كل ${count} في واحد` }
  : { en: `first ${count}`, zh: `前 ${count} 条`, ar: `أول ${count}` });

/** Ways of the last round that have not brought their token yet. */
const owedOf = (turn: NodeTurn<Config>): readonly EdgeId[] => (turn.memory as EdgeId[] | undefined) ?? [];

/** Uses up the first token of each way that has one, once there are enough. */
function fire(turn: NodeTurn<Config>): boolean {
  if (isMerge(turn.config)) return merge(turn);
  const { count, rest } = turn.config;
  if (rest === 'block' && owedOf(turn).length > 0) return false;
  const queues = turn.arrive();
  const given = turn.incoming.filter((edge) => queues[edge.id]?.length);
  const heads = given.map((edge) => queues[edge.id]![0]!);
  if (given.length < Math.min(count, turn.incoming.length) || !heads.includes(turn.token.id)) return false;
  const missing = turn.incoming.filter((edge) => !given.includes(edge)).map((edge) => edge.id);
  turn.consume(heads.filter((id) => id !== turn.token.id));
  if (rest === 'cancel') turn.cancelAt(onlyLeadingTo(turn, missing, given.map((edge) => edge.id)), missing);
  else if (missing.length > 0) turn.remember([...owedOf(turn), ...missing]);
  turn.dequeue();
  turn.leave();
  return true;
}

/** Uses up so many tokens, those that came first of each way, once there are enough. */
function merge(turn: NodeTurn<Config>): boolean {
  const others = Object.values(turn.arrive()).flat().filter((id) => id !== turn.token.id);
  if (others.length + 1 < turn.config.count) return false;
  turn.consume(others.slice(0, turn.config.count - 1));
  turn.dequeue();
  turn.leave();
  return true;
}

/** Steps of the ways that are missing: what also leads to one that is there, such as the steps before the ways part, is none of theirs. */
function onlyLeadingTo({ definition }: NodeTurn<Config>, missing: readonly EdgeId[], given: readonly EdgeId[]): ReadonlySet<NodeId> {
  const others = new Set(given.flatMap((edge) => [...upstreamOf(definition, edge)]));
  return new Set(missing.flatMap((edge) => [...upstreamOf(definition, edge)]).filter((node) => !others.has(node)));
}
