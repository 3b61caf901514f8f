/** Boundaries are set up once their host's token has come to rest. One that cannot be leaves its host as it is, with an incident. */
import { faultText } from './kernel.faults.ts';
import { behaviourOf, rollBack, savepoint, type Draft } from './kernel.draft.ts';
import { Turn } from './kernel.turn.ts';
import type { NodeId, TokenId } from './kernel.types.ts';

/** Those on the host's edge; `boundaries`: only these of them. */
export function attachBoundaries(draft: Draft, id: TokenId, host: NodeId, boundaries: readonly NodeId[] = draft.definition.boundaries.get(host) ?? []): void {
  const token = draft.state.tokens[id];
  if (!token || token.node !== host || token.waitsFor === null || token.waitsFor === 'join' || draft.agenda.slice(draft.head).some((item) => item.token === id)) return;
  for (const boundary of boundaries) {
    const save = savepoint(draft);
    try {
      behaviourOf(draft, boundary).attach?.(new Turn(draft, id, boundary));
    } catch (thrown) {
      rollBack(draft, save);
      new Turn(draft, id, boundary).incident('FLOW_NODE_BROKEN', { fault: faultText(thrown) });
    }
  }
}
