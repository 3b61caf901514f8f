/** A task that a second person confirms: who that may be, what they may do, and why not. Never whoever completed it. Pure; used by all who look at a task. */
import type { Refusal } from './kernel.behaviour.ts';
import type { TaskActor, TaskSlot, TaskState } from './kernel.types.ts';

/** What the second person says: it stands, or it goes back to whoever completed it. */
export const countersigns = ['confirmed', 'sentBack'] as const;
export type Countersign = (typeof countersigns)[number];

/** What was put to a second person; null: nothing is. */
export const submissionOf = ({ countersign }: Pick<TaskState, 'countersign'>) => countersign?.submitted ?? null;

/** Who of them is left when this person has completed it. */
export const secondsFor = (slots: readonly TaskSlot[], person: string): TaskSlot[] => slots.map((slot) => ({ ...slot, people: slot.people.filter((one) => one !== person) })).filter(({ people, teams, roles }) => people.length + teams.length + roles.length > 0);

/** Who is asked to confirm now: nobody before it is completed. */
export const askedToConfirm = ({ countersign }: Pick<TaskState, 'countersign'>): TaskSlot[] => (countersign?.submitted ? secondsFor(countersign.slots, countersign.submitted.by.id) : []);

const isFirst = ({ person, onBehalfOf }: TaskActor, first: string): boolean => person === first || onBehalfOf?.id === first;
const isNamed = (slots: readonly TaskSlot[], { person, teams, roles }: TaskActor): boolean => slots.some((slot) => slot.people.includes(person) || slot.teams.some((team) => teams.includes(team)) || slot.roles.some((role) => roles.includes(role)));

/** What somebody may say of it now. Whoever completed it may take it back to themselves, and a supervisor may send it back, so that nobody's absence holds it for ever. */
export function mayCountersign(task: Pick<TaskState, 'countersign'>, actor: TaskActor): Countersign[] {
  const submitted = submissionOf(task);
  if (submitted === null) return [];
  const isSecond = !isFirst(actor, submitted.by.id) && isNamed(askedToConfirm(task), actor);
  return [...(isSecond ? ['confirmed' as const] : []), ...(isSecond || actor.person === submitted.by.id || actor.maySupervise ? ['sentBack' as const] : [])];
}

/** Why somebody cannot say this; null: they can. */
export function countersignFault(task: Pick<TaskState, 'countersign'>, actor: TaskActor, said: Countersign): Refusal | null {
  const submitted = submissionOf(task);
  if (submitted === null) return { code: 'TASK_NOT_SUBMITTED' };
  if (mayCountersign(task, actor).includes(said)) return null;
  if (isFirst(actor, submitted.by.id)) return { code: 'TASK_COUNTERSIGN_OWN' };
  const whom = askedToConfirm(task).flatMap(({ people, teams, roles }) => [...people, ...teams, ...roles]);
  return { code: 'TASK_NOT_YOURS', params: { whom: whom.slice(0, 10).join(', ') } };
}
