/** Roles for who manages people: what each may do and who has it, own ones written down and removed, and what somebody would see. */
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { CatalogueError, errorDetail } from '#domain/errors';
import { missingToGive } from '#domain/identity/give-role';
import type { Actor, Role } from '#domain/identity/identity.schema';
import { everywhere } from '#domain/identity/rights';
import { gainedActions, isShippedRole, ownRoleKeySchema, tidyRole } from '#domain/identity/role-edit';
import { phrase } from '#domain/message';
import { serviceKinds } from '#domain/object/object.schema';
import { instantOf, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { AccountRepo } from '#store/identity/account.repo';
import type { DirectoryEditRepo } from '#store/identity/directory-edit.repo';
import type { DirectoryListRepo } from '#store/identity/directory-list.repo';
import type { HoldingsRepo } from '#store/identity/holdings.repo';
import type { RoleRepo } from '#store/identity/role.repo';
import type { ObjectRepo } from '#store/object/object.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../sla/calendar.routes.ts';
import { demandEverywhere } from './directory.demands.ts';
import type { Sight } from './sight.ts';

export interface RoleRouteDeps {
  directory: DirectoryEditRepo; list: DirectoryListRepo; holdings: Pick<HoldingsRepo, 'usesOfRole'>; roles: Pick<RoleRepo, 'list'>; objects: Pick<ObjectRepo, 'ofKinds'>;
  /** Null where the directory gives roles. */
  accounts: Pick<AccountRepo, 'byRole'> | null;
  sight: Sight; events: Pick<EventRepo, 'append'>; nowMs: () => number;
}

/** Services and device groups to choose from, each at most. */
const mostChoices = 2_000;
const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'role' });

export function createRoleRoutes({ directory, list, holdings, roles, objects, accounts, sight, events, nowMs }: RoleRouteDeps): Handlers {
  const eventOf = (action: EventAction, actor: Actor, role: Role, requestId: string, more: { before?: Json; after?: Json }) =>
    portalEvent({ requestId, at: instantOf(nowMs()), action, actor: refOf(actor), refs: [{ kind: 'role', id: role.key }], ...more, data: { name: { ...role.name } } });
  const namedIn = (key: string): Promise<string[]> => accounts?.byRole(key) ?? Promise.resolve([]);

  async function demandThere(key: string): Promise<void> {
    if (!(await directory.roles()).some(({ value }) => value.key === key)) throw missing();
  }
  function demandOwn(key: string): void {
    if (isShippedRole(key)) throw new CatalogueError('ROLE_SHIPPED', { role: key });
  }
  /** An own role holds wherever it is given: its author must have everywhere what an edit adds. */
  function demandWithin(actor: Actor, before: Role | null, after: Role): void {
    const action = missingToGive(actor, { key: after.key, scope: everywhere, actions: gainedActions(before, after), ownOnly: after.ownOnly });
    if (action === null) return;
    const params = { action: phrase(`right.${action}`) };
    throw new CatalogueError('ROLE_BEYOND_WRITER', params, [errorDetail('ROLE_BEYOND_WRITER', 'role.actions', params)]);
  }

  return {
    'roles.list': async () => ({ items: (await roles.list()).map(({ key, name }) => ({ key, name })) }),
    'directory.roles': async ({ actor }) => {
      demandEverywhere(actor);
      const all = await directory.roles();
      return { items: await Promise.all(all.map(async ({ value, ...marks }) => ({ ...value, isShipped: isShippedRole(value.key), holders: await list.countHolders(value.key, await namedIn(value.key)), ...marks }))) };
    },
    'directory.roleHolders': async ({ params: { key }, query: { cursor, limit }, actor }) => {
      demandEverywhere(actor);
      await demandThere(key);
      const page = await list.holders(key, await namedIn(key), { limit, ...(cursor ? { cursor } : {}) });
      return { items: page.items.map(({ id, name, isActive, assignments }) => ({ id, name, isActive, scopes: assignments.filter(({ role }) => role === key).map(({ scope }) => scope) })), next: page.nextCursor, total: page.total };
    },
    'directory.saveRole': async ({ params: { key }, body: { revision, role: edit }, actor, requestId }) => {
      demandEverywhere(actor);
      demandOwn(key);
      if (revision === 0 && !ownRoleKeySchema.safeParse(key).success) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'params.key', { problem: phrase('form.key') })]);
      return directory.inTurn(async (turn) => {
        const before = (await turn.role(key))?.value ?? null;
        const role: Role = { key, ...tidyRole(edit) };
        const next = await turn.putRole(role, revision, { at: instantOf(nowMs()), by: refOf(actor) });
        demandWithin(actor, before, role);
        await events.append([eventOf('role.changed', actor, role, requestId, { before: before as unknown as Json, after: role as unknown as Json })], turn.session);
        return { revision: next };
      });
    },
    'directory.roleUses': async ({ params: { key }, actor }) => {
      demandEverywhere(actor);
      await demandThere(key);
      return holdings.usesOfRole(key, await namedIn(key));
    },
    'directory.removeRole': async ({ params: { key }, query: { revision }, actor, requestId }) => {
      demandEverywhere(actor);
      demandOwn(key);
      await directory.inTurn(async (turn) => {
        const before = (await turn.role(key))?.value;
        if (!before) throw missing();
        await turn.dropRole(key, revision);
        // In its turn nobody else gives it to somebody.
        const { count } = await holdings.usesOfRole(key, await namedIn(key));
        if (count > 0) throw new CatalogueError('ROLE_USED', { count });
        await events.append([eventOf('role.removed', actor, before, requestId, { before: before as unknown as Json })], turn.session);
      });
      return { removed: true };
    },
    'directory.scopeObjects': async ({ actor }) => {
      demandEverywhere(actor);
      const [services, deviceGroups] = await Promise.all([objects.ofKinds(serviceKinds, mostChoices), objects.ofKinds(['deviceGroup'], mostChoices)]);
      return { services, deviceGroups };
    },
    'directory.sight': async ({ params: { id }, body, actor }) => {
      demandEverywhere(actor);
      return sight.of(id, body, actor);
    },
  };
}
