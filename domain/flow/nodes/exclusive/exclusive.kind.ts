/** Takes one way: the first edge in order whose condition is true, else the default. With one way out it only brings ways together. */
import { z } from 'zod';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import { defaultFaults, edgesFrom, readWays, takeWays } from '../conditions.ts';
import { faultOf } from '../node.config.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});

export const exclusiveKind: NodeKind<z.infer<typeof config>> = {
  kind: 'exclusive', category: 'decision', shape: 'gateway', icon: 'CloseOutlined', takesInput: true,
  title: { en: 'Decision', zh: '判断', ar: 'قرار' },
  about: { en: 'Takes the first way whose condition is true, else the default.', zh: '选择第一条条件成立的路径，否则走默认路径。', ar: 'يأخذ أول مسار يتحقق شرطه، وإلا فالمسار الافتراضي.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [{ key: null, name: { en: 'Either', zh: '其一', ar: 'أحدها' }, isRequired: true }],
  check(node, _config, file) {
    const edges = edgesFrom(file, node.id);
    if (edges.length < 2) return [];
    const bare = edges.filter(([, edge]) => !edge.isDefault && edge.condition === undefined);
    return [...bare.map(([id]) => faultOf(node, 'condition-missing', null, {}, { edge: id })), ...defaultFaults(node, edges, false)];
  },
  summary: () => null,
  behaviour: { enter: decide, whenDataUnknown: 'anyEdge' },
};

function decide(turn: NodeTurn): void {
  const only = turn.outgoing.length === 1 ? turn.outgoing[0] : undefined;
  if (only && only.condition === undefined) { turn.leaveBy(only.id); return; }
  const ways = readWays(turn, { most: 1, bare: 'never' });
  if (ways) takeWays(turn, ways);
}
