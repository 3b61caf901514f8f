/** Secrets as administrators keep them: what is told is everything but the value, which goes in and never comes out again, not in answers, events or logs. */
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { CatalogueError, errorDetail } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { useByName, type SecretFacts, type StoredSecret } from '#domain/identity/secret.schema';
import { phrase } from '#domain/message';
import { instantOf, type Json } from '#domain/values';
import type { SecretView } from '#api/secret.api';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { FlowText } from '#store/flow/flow-in-force';
import type { SecretRepo } from '#store/secret/secret.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../sla/calendar.routes.ts';
import { secretUsesOf, type SecretUsedBy } from './secret.uses.ts';

export interface SecretRouteDeps {
  secrets: Pick<SecretRepo, 'described' | 'read' | 'edit' | 'drop'>; sources: Pick<AlarmSourceRepo, 'list'>; events: Pick<EventRepo, 'append'>;
  /** Texts of flows that count now and name a secret. */
  flowTexts(): Promise<FlowText[]>;
  /** Name of the secret of the mail server's account; null where none is asked for. */
  mailSecret: string | null;
  nowMs(): number;
}

/** What events tell: a value is told by nothing but that there is another one. */
const told = ({ use, hosts }: SecretFacts, isNew: boolean): Json => ({ use, hosts: [...hosts], ...(isNew ? { value: 'new' } : {}) });

export function createSecretRoutes({ secrets, sources, events, flowTexts, mailSecret, nowMs }: SecretRouteDeps): Handlers {
  const uses = async (): Promise<Map<string, SecretUsedBy[]>> => secretUsesOf({ flows: await flowTexts(), sources: await sources.list(), mailSecret, nowMs: nowMs() });
  const view = async (secret: StoredSecret): Promise<SecretView> => ({ ...secret, usedBy: (await uses()).get(secret.name) ?? [] });
  const record = (action: EventAction, actor: Actor, requestId: string, name: string, change: { before?: Json; after?: Json }) => (session: ClientSession): Promise<void> =>
    events.append([portalEvent({ requestId, at: instantOf(nowMs()), action, actor: refOf(actor), refs: [{ kind: 'secret', id: name }], ...change, data: { name } })], session);
  /** Throws SECRET_MISSING, SECRET_OF_PORTAL. */
  async function kept(name: string): Promise<StoredSecret> {
    const secret = await secrets.read(name);
    if ((secret?.use ?? useByName(name)) === 'system') throw new CatalogueError('SECRET_OF_PORTAL', { name });
    if (secret === null) throw new CatalogueError('SECRET_MISSING', { name });
    return secret;
  }

  return {
    'secrets.list': async () => {
      const [all, known] = await Promise.all([secrets.described(), uses()]);
      return { items: all.filter(({ use }) => use !== 'system').map((secret) => ({ ...secret, usedBy: known.get(secret.name) ?? [] })) };
    },
    'secrets.set': async ({ body: { value, ...facts }, actor, requestId }) => {
      if (useByName(facts.name) === 'system') throw new CatalogueError('SECRET_OF_PORTAL', { name: facts.name });
      demandHosts(facts);
      return view(await secrets.edit(facts, value, { revision: 0, by: refOf(actor), alongside: record('secret.made', actor, requestId, facts.name, { after: told(facts, true) }) }));
    },
    'secrets.change': async ({ params: { name }, body: { hosts, value, revision }, actor, requestId }) => {
      const before = await kept(name);
      const facts = { name, use: before.use, hosts };
      demandHosts(facts);
      return view(await secrets.edit(facts, value, { revision, by: refOf(actor), alongside: record('secret.changed', actor, requestId, name, { before: told(before, false), after: told(facts, value !== null) }) }));
    },
    'secrets.remove': async ({ params: { name }, query: { revision }, actor, requestId }) => {
      const before = await kept(name);
      const usedBy = (await uses()).get(name) ?? [];
      if (usedBy.length > 0) throw new CatalogueError('SECRET_USED', { name, uses: usedBy.slice(0, 10).map((one) => one.name) });
      await secrets.drop(name, revision, record('secret.removed', actor, requestId, name, { before: told(before, false) }));
      return { removed: true };
    },
  };
}

/** The secret of a source is sent nowhere. */
function demandHosts({ use, hosts }: SecretFacts): void {
  if (use === 'source' && hosts.length > 0) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'hosts', { problem: phrase('secret.sent-nowhere') })]);
}
