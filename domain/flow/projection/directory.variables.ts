/** What a run knows of the directory and the registry: the built-in variables `object`, `team` and `requester`. Read when it starts, and again when a person asks to try a stopped step anew. */
import type { Person, Team } from '../../identity/identity.schema.ts';
import type { ManagedObject } from '../../object/object.schema.ts';
import type { Json } from '../../values.ts';
import type { Vars } from '../kernel/kernel.types.ts';

export interface DirectoryFacts {
  requester: Pick<Person, 'id' | 'name' | 'manager'> | null;
  /** The requester's manager; null where there is none, or they are not in the directory. */
  manager: Pick<Person, 'isActive'> | null;
  team: Team | null;
  object: ManagedObject | null;
}

/** A manager who has left is no manager: nobody would ever answer. */
export function directoryVariables({ requester, manager, team, object }: DirectoryFacts): Vars {
  return {
    object: object === null ? null : { id: object.id, name: object.name, kind: object.kind, owner: object.owner, labels: object.labels, endpoints: object.endpoints },
    team: team === null ? null : { id: team.id, name: { ...team.name } as Json, lead: team.lead, manager: team.manager },
    requester: requester === null ? null : { id: requester.id, name: requester.name, manager: manager?.isActive === true ? requester.manager : null },
  };
}
