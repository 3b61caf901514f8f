/** Tells a refusal of the kernel with names: the kernel knows people, teams and roles by id. Pure. */
import type { Refusal } from '#domain/flow/kernel/kernel.behaviour';
import type { MessageParam, MessageParams } from '#domain/message';
import type { Names } from '../ticket/ticket.names.ts';

/**
 * `by` is one person; `whom` is whomever a task is for, ids with commas between, cut with " ...". The kernel keeps it as one text: refusals are part of a run's state, and a
 * state with a list would be unreadable to workers from before.
 */
const idsIn = (name: string, value: unknown): string[] => (typeof value !== 'string' ? [] : name === 'by' ? [value] : name === 'whom' ? value.replace(/ \.\.\.$/, ', …').split(', ') : []);

/** Ids that may be people's, to ask their names for. */
export const peopleOfRefusal = ({ params = {} }: Refusal): string[] => Object.entries(params).flatMap(([name, value]) => idsIn(name, value));

/** The parameters with every id named that somebody has; what is no id stays. */
export function namedParams({ params = {} }: Refusal, names: Pick<Names, 'person' | 'team' | 'role'>): MessageParams {
  const told = (name: string, value: NonNullable<Refusal['params']>[string]): MessageParam => {
    const ids = idsIn(name, value);
    if (ids.length === 0) return value;
    const known = ids.map((id) => names.person(id) ?? names.team(id) ?? (name === 'whom' ? names.role(id) : id));
    return name === 'whom' ? known : known[0] ?? value;
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, told(name, value)]));
}
