/** Takes one way: the first edge in order whose condition is true, else the default. With one way out it only brings ways together. */
import { z } from 'zod';
import type { NodeTurn } from '../../kernel/kernel.behaviour.ts';
import type { Finding } from '../../flow.schema.ts';
import { sayParam, type Phrase } from '../../../message.ts';
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
    const edges = Object.entries(file.edges).filter(([, edge]) => edge.from === node.id);
    if (edges.length < 2) return [];
    const findings: Finding[] = edges.filter(([, edge]) => !edge.isDefault && edge.condition === undefined)
      .map(([id]) => faultOf(node, 'condition-missing', null, {}, { edge: id }));
    const defaults = edges.filter(([, edge]) => edge.isDefault);
    if (defaults.length > 1) findings.push(faultOf(node, 'default-twice', null, {}, { edge: defaults[1]![0] }));
    if (defaults.length === 0) findings.push(faultOf(node, 'default-missing', null, {}, { severity: 'warning' }));
    return findings;
  },
  summary: () => null,
  behaviour: { enter: decide, whenDataUnknown: 'anyEdge' },
};

function decide(turn: NodeTurn): void {
  const only = turn.outgoing.length === 1 ? turn.outgoing[0] : undefined;
  if (only && only.condition === undefined) { turn.leaveBy(only.id); return; }
  let unclear: string | Phrase | null = null;
  for (const edge of turn.outgoing) {
    if (edge.isDefault || edge.condition === undefined) continue;
    const result = turn.evaluate(edge.condition, edge.name?.en ?? edge.id);
    if (!result.ok) { turn.incident(result.code, result.params); return; }
    if (result.value === true) { turn.leaveBy(edge.id); return; }
    if (result.value !== false) {
      unclear = result.value === null ? result.reasons[0] ?? 'null' : JSON.stringify(result.value).slice(0, 80);
      turn.note({ edge: edge.id, unclear: sayParam(unclear) });
    }
  }
  const fallback = turn.outgoing.find((edge) => edge.isDefault);
  if (fallback) turn.leaveBy(fallback.id);
  else if (unclear !== null) turn.incident('FLOW_CONDITION_NULL', { reason: unclear });
  else turn.incident('FLOW_NO_PATH');
}
