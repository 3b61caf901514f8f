/** A turn with some of its verbs replaced: for checks and dry runs, which let a kind behave as it does but for what it may not know. */
import type { NodeTurn } from './kernel.behaviour.ts';

/** The turn itself is untouched; what is not replaced acts on it. */
export const withVerbs = (turn: NodeTurn, verbs: Partial<NodeTurn>): NodeTurn => new Proxy(turn, {
  get(inner, name) {
    if (Object.hasOwn(verbs, name)) return verbs[name as keyof NodeTurn];
    const member: unknown = Reflect.get(inner, name, inner);
    return typeof member === 'function' ? (member.bind(inner) as unknown) : member;
  },
});
