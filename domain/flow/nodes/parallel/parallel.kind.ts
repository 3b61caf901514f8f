/** Splits into every edge, and joins: a FIFO of tokens per incoming edge, one from each is used up. A count of tokens would hang or fire wrongly when one edge is taken twice. */
import { z } from 'zod';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import type { TokenId } from '../../kernel/kernel.types.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});

export const parallelKind: NodeKind<z.infer<typeof config>> = {
  kind: 'parallel', category: 'decision', shape: 'gateway', icon: 'PlusOutlined', takesInput: true,
  title: { en: 'Parallel', zh: '并行', ar: 'توازٍ' },
  about: { en: 'Waits for one token from every way in, then goes on along every way out.', zh: '等待每条入边各到一个令牌，然后沿所有出边继续。', ar: 'ينتظر رمزًا من كل مدخل، ثم يتابع في كل المخارج.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [{ key: null, name: { en: 'Each', zh: '全部', ar: 'الكل' }, isRequired: true }],
  check: () => [],
  summary: () => null,
  behaviour: {
    whenDataUnknown: 'itself',
    enter(turn) {
      if (turn.incoming.length <= 1) { turn.leave(); return; }
      turn.arrive();
      turn.wait('join');
      fire(turn);
    },
    settle: fire,
  },
};

/** Uses up the first token of every edge when every edge has one; the turn's own token goes on. */
function fire(turn: NodeTurn): boolean {
  const queues = turn.arrive();
  const heads: TokenId[] = [];
  for (const edge of turn.incoming) {
    const head = queues[edge.id]?.[0];
    if (head === undefined) return false;
    heads.push(head);
  }
  const own = turn.token.id;
  if (!heads.includes(own)) return false;
  turn.consume(heads.filter((id) => id !== own));
  turn.dequeue();
  turn.leave();
  return true;
}
