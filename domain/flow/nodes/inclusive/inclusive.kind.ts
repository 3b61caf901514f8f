/**
 * Takes every way whose condition is true, and brings together as many as were taken: it waits while a token that is still under way could come
 * by a way that has none (BPMN 2.0.2, 13.4.3). A token that could as well come by a way that has one is not waited for.
 */
import { z } from 'zod';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import { upstreamOf } from '../../kernel/kernel.reach.ts';
import { defaultFaults, edgesFrom, readWays, takeWays } from '../conditions.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});

export const inclusiveKind: NodeKind<z.infer<typeof config>> = {
  kind: 'inclusive', category: 'decision', shape: 'gateway', icon: 'BorderOutlined', takesInput: true,
  title: { en: 'Some ways', zh: '若干路径', ar: 'بعض المسارات' },
  about: { en: 'Takes every way whose condition is true; waits for all that can still come.', zh: '走所有条件成立的路径；等待所有仍可能到达的令牌。', ar: 'يأخذ كل مسار يتحقق شرطه، وينتظر كل ما قد يصل بعد.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [{ key: null, name: { en: 'Any of them', zh: '任意几条', ar: 'أيٌّ منها' }, isRequired: true }],
  check(node, _config, file) {
    const edges = edgesFrom(file, node.id);
    return edges.length < 2 ? [] : defaultFaults(node, edges, edges.some(([, edge]) => edge.condition === undefined));
  },
  summary: () => null,
  behaviour: {
    enter(turn) {
      if (turn.incoming.length <= 1) { split(turn); return; }
      turn.arrive();
      turn.wait('join');
    },
    settle: join,
    whenDataUnknown: 'anyEdges',
  },
};

function split(turn: NodeTurn): void {
  const ways = readWays(turn, { most: Infinity, bare: 'taken' });
  if (ways) takeWays(turn, ways);
}

/** Uses up the first token of each way that has one, once no other can come. */
function join(turn: NodeTurn): boolean {
  const queues = turn.arrive();
  const leadsTo = (edges: typeof turn.incoming, node: string): boolean => edges.some((edge) => upstreamOf(turn.definition, edge.id).has(node));
  const given = turn.incoming.filter((edge) => queues[edge.id]?.length);
  const missing = turn.incoming.filter((edge) => !queues[edge.id]?.length);
  if (turn.elsewhere().some((node) => leadsTo(missing, node) && !leadsTo(given, node))) return false;
  turn.consume(given.map((edge) => queues[edge.id]![0]!).filter((id) => id !== turn.token.id));
  turn.dequeue();
  split(turn);
  return true;
}
