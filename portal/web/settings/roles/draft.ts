/** A role that is being edited: as it is sent, and how its actions are chosen. Pure. */
import type { RoleView } from '#api/role.api';
import type { Action } from '#domain/identity/identity.schema';
import { ownableActions, tidyRole, type RoleEdit } from '#domain/identity/role-edit';
import type { Text } from '#domain/values';

/** `key` is chosen for a new one; `revision` is the saved one it began from, 0 for a new one. */
export interface RoleDraft { revision: number; key: string; role: RoleEdit }
type Kept = Pick<RoleView, 'name' | 'actions' | 'ownOnly' | 'defaultScope'>;

const editOf = ({ name, actions, ownOnly, defaultScope }: Kept): RoleEdit => tidyRole({ name, actions, ownOnly: ownableActions.filter((action) => ownOnly.includes(action)), defaultScope });
export const roleDraftOf = (view: RoleView): RoleDraft => ({ revision: view.revision, key: view.key, role: editOf(view) });
/** A new role that may do what another does, under a name of its own; nothing at all where there is no other. */
export const copyOf = (from: Kept | null, name: Text): RoleDraft => ({ revision: 0, key: '', role: from === null ? { name, actions: [], ownOnly: [], defaultScope: 'memberTeams' } : { ...editOf(from), name } });

export const isOwnable = (action: Action): action is (typeof ownableActions)[number] => (ownableActions as readonly Action[]).includes(action);
/** Some actions chosen or not; what is not done at all is not done for own things either. */
export function withActions(role: RoleEdit, actions: readonly Action[], isChosen: boolean): RoleEdit {
  const rest = role.actions.filter((action) => !actions.includes(action));
  return tidyRole({ ...role, actions: isChosen ? [...rest, ...actions] : rest });
}
export const withOwn = (role: RoleEdit, action: Action, isOwn: boolean): RoleEdit => tidyRole({ ...role, ownOnly: [...role.ownOnly.filter((one) => one !== action), ...(isOwn && isOwnable(action) ? [action] : [])] });

/** Without what is left empty. */
export function sentRole({ role }: RoleDraft): RoleEdit {
  const { en, zh, ar } = role.name;
  return { ...role, name: { en: en.trim(), ...(zh?.trim() ? { zh: zh.trim() } : {}), ...(ar?.trim() ? { ar: ar.trim() } : {}) } };
}
