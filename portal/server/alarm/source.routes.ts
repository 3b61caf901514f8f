/** Alarm sources as they are kept: made, changed, switched, given a new secret, removed, tried. What holds for arriving bodies is read anew by every portal within seconds (alarm.intake.ts). */
import { editOf, formerSecretHours, formerSecretNameOf, secretNameOf, type AlarmSourceEdit } from '#domain/alarm/source.schema';
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import { groupKeyOf, groupTitle } from '#domain/alarm/grouping';
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { CatalogueError, codeOf, errorDetail, type ErrorDetail } from '#domain/errors';
import { validateForm } from '#domain/flow/form/form';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can, sourceResource } from '#domain/identity/rights';
import { phrase, sayParam } from '#domain/message';
import { instantOf, type Json } from '#domain/values';
import { alarmSourceKind, alarmSourceKinds } from '#integrations/sources/index';
import type { AlarmSourceKind } from '#integrations/sources/source.kind';
import { triedAlarms, type AlarmSourceView } from '#api/source.api';
import type { DeadLetterRepo } from '#store/alarm/dead-letter.repo';
import type { AlarmSourceRepo } from '#store/alarm/source.repo';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { TeamRepo } from '#store/identity/team.repo';
import type { SecretRepo } from '#store/secret/secret.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';
import { refOf } from '../sla/calendar.routes.ts';
import { presentSource } from './alarm.presenter.ts';

export interface SourceRouteDeps {
  sources: AlarmSourceRepo; letters: Pick<DeadLetterRepo, 'counts'>; secrets: Pick<SecretRepo, 'resolve' | 'store' | 'remove'>; teams: Pick<TeamRepo, 'read'>; ticketTypes: Pick<TicketTypeRepo, 'read'>; events: Pick<EventRepo, 'append'>;
  /** A secret nobody can guess. */
  makeSecret(): string;
  publicUrl: string; nowMs(): number;
}

const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'alarm-source' });
const hourMs = 3_600_000;

export function createSourceRoutes({ sources, letters, secrets, teams, ticketTypes, events, makeSecret, publicUrl, nowMs }: SourceRouteDeps): Handlers {
  const now = () => instantOf(nowMs());
  const record = (action: EventAction, actor: Actor, requestId: string, id: string, facts: { before?: AlarmSourceEdit; after?: AlarmSourceEdit; name: string }) => (session: ClientSession): Promise<void> => events.append([portalEvent({
    requestId, at: now(), action, actor: refOf(actor), refs: [{ kind: 'alarmSource', id }], ...(facts.before ? { before: facts.before as unknown as Json } : {}), ...(facts.after ? { after: facts.after as unknown as Json } : {}), data: { name: facts.name },
  })], session);
  async function view(id: string): Promise<AlarmSourceView> {
    const [found, counts] = await Promise.all([sources.list(), letters.counts([id])]);
    const source = found.find((one) => one.id === id);
    if (!source) throw missing();
    return presentSource(source, publicUrl, counts.get(id) ?? 0);
  }
  /** Throws NOT_FOUND also where somebody else manages it. */
  async function managed(id: string, actor: Actor): Promise<AlarmSource> {
    const source = await sources.read(id);
    if (!source || source.removedAt !== null || !can(actor, 'source.manage', sourceResource(source))) throw missing();
    return source;
  }
  /** Every fault at once, each at its field. */
  async function demandEdit(edit: AlarmSourceEdit, kind: AlarmSourceKind, actor: Actor): Promise<void> {
    if (!can(actor, 'source.manage', sourceResource(edit))) throw notAllowed('source.manage');
    const [team, type] = await Promise.all([teams.read(edit.team), ticketTypes.read(edit.ticketType)]);
    const details = [
      ...(team ? [] : [errorDetail('TEAM_UNKNOWN', 'team', { team: edit.team })]), ...(type ? [] : [errorDetail('TICKET_TYPE_UNKNOWN', 'ticketType', { type: edit.ticketType })]), ...configFaults(kind, edit.config),
    ];
    if (details.length > 0) throw new CatalogueError('REQUEST_INVALID', {}, details);
  }

  return {
    'alarmSources.list': async ({ actor }) => {
      const managedHere = (await sources.list()).filter((source) => can(actor, 'source.manage', sourceResource(source)));
      const counts = await letters.counts(managedHere.map(({ id }) => id));
      return { items: managedHere.map((source) => presentSource(source, publicUrl, counts.get(source.id) ?? 0)) };
    },
    'alarmSources.read': async ({ params: { id }, actor }) => {
      await managed(id, actor);
      return { ...await view(id), lastBody: await sources.lastBody(id) };
    },
    'alarmSources.make': async ({ body: { id, kind, ...edit }, actor, requestId }) => {
      await demandEdit(edit, kindNamed(kind), actor);
      const secret = makeSecret();
      const source: AlarmSource = { id, kind, ...edit, secret: { secret: secretNameOf(id) }, formerSecretUntil: null, revision: 1, changedAt: now(), changedBy: refOf(actor), removedAt: null };
      const told = record('source.made', actor, requestId, id, { after: edit, name: edit.name });
      await sources.make(source, async (session) => {
        await secrets.store({ name: secretNameOf(id), use: 'source', hosts: [] }, secret, { session, by: refOf(actor) });
        await told(session);
      });
      return { source: await view(id), secret };
    },
    'alarmSources.save': async ({ params: { id }, body: { revision, ...edit }, actor, requestId }) => {
      const before = await managed(id, actor);
      await demandEdit(edit, kindNamed(before.kind), actor);
      await sources.change(id, edit, { revision, at: now(), by: refOf(actor) }, record('source.changed', actor, requestId, id, { before: editOf(before), after: edit, name: edit.name }));
      return view(id);
    },
    'alarmSources.remove': async ({ params: { id }, query: { revision }, actor, requestId }) => {
      const before = await managed(id, actor);
      const told = record('source.removed', actor, requestId, id, { before: editOf(before), name: before.name });
      // A secret of its own is of no use to anybody else; one by another name may be.
      const others = new Set((await sources.list()).filter((source) => source.id !== id).map(({ secret }) => secret.secret));
      const own = [secretNameOf(id), formerSecretNameOf(id)].filter((name) => !others.has(name));
      await sources.remove(id, { revision, at: now(), by: refOf(actor) }, async (session) => {
        for (const name of own) await secrets.remove(name, session);
        await told(session);
      });
      return { removed: true };
    },
    'alarmSources.renewSecret': async ({ params: { id }, body: { revision }, actor, requestId }) => {
      const source = await managed(id, actor);
      const former = await secrets.resolve(source.secret.secret, 'source').catch((thrown: unknown) => {
        // What cannot be read proves nobody any more: nothing is lost with it.
        if (!['SECRET_MISSING', 'SECRET_USE_REFUSED', 'SECRET_UNREADABLE'].includes(codeOf(thrown) ?? '')) throw thrown;
        return null;
      });
      const secret = makeSecret();
      const fields = { secret: { secret: secretNameOf(id) }, formerSecretUntil: former === null ? null : instantOf(nowMs() + formerSecretHours * hourMs) };
      const told = record('source.secretRenewed', actor, requestId, id, { name: source.name });
      await sources.change(id, fields, { revision, at: now(), by: refOf(actor) }, async (session) => {
        const within = { session, by: refOf(actor) };
        if (former !== null) await secrets.store({ name: formerSecretNameOf(id), use: 'source', hosts: [] }, former, within);
        await secrets.store({ name: secretNameOf(id), use: 'source', hosts: [] }, secret, within);
        await told(session);
      });
      return { source: await view(id), secret };
    },
    'alarmSources.try': ({ body: { kind: kindKey, groupBy, config, name, body } }) => {
      const kind = kindNamed(kindKey);
      const faults = configFaults(kind, config);
      if (faults.length > 0) throw new CatalogueError('REQUEST_INVALID', {}, faults);
      const normal = kind.normalise(parsed(body), { source: 'trial', receivedAt: now(), config });
      if (!normal.isUnderstood) return Promise.resolve({ reason: sayParam(normal.reason), says: normal.reason, count: 0, alarms: [], findings: [], rejected: [] });
      const alarms = normal.alarms.slice(0, triedAlarms).map((alarm) => ({ alarm, group: groupTitle({ name }, groupKeyOf(alarm, groupBy)) }));
      return Promise.resolve({ reason: null, says: null, count: normal.alarms.length, alarms, findings: normal.findings.slice(0, triedAlarms), rejected: normal.rejected.slice(0, triedAlarms).map(({ at, reason }) => ({ at, reason: sayParam(reason), says: reason })) });
    },
  };
}

/** Throws REQUEST_INVALID. */
function kindNamed(key: string): AlarmSourceKind {
  const kind = alarmSourceKind(key);
  if (!kind) throw new CatalogueError('REQUEST_INVALID', {}, [errorDetail('FIELD_INVALID', 'kind', { problem: phrase('issue.one-of', { values: alarmSourceKinds.map((known) => known.kind) }) })]);
  return kind;
}

function configFaults(kind: AlarmSourceKind, config: Record<string, Json>): ErrorDetail[] {
  const checked = validateForm(kind.form.schema, config);
  return checked.ok ? [] : checked.details.map((detail) => ({ ...detail, path: `config${detail.path}` }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CatalogueError('REQUEST_NOT_JSON');
  }
}
