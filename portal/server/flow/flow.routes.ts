/** Flows over HTTP: list, read, keep a draft, check, publish. What is wrong with a flow is decided by domain/flow; what is stored, by store/flow. */
import { CatalogueError, errorDetail } from '#domain/errors';
import { canonicalJson, hashFlowFile } from '#domain/flow/file/flow.canonical';
import { parseFlowFile, storedFlow } from '#domain/flow/file/flow.file';
import { detailsOf } from '#domain/flow/file/flow.findings';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Action, Actor, ActorRef } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { allowedOn, can } from '#domain/identity/rights';
import { flowRights } from '#api/flow.api';
import type { FlowVersionRepo, WorkBegun } from '#store/flow/flow-version.repo';
import type { ClientSession } from '#store/core/connection';
import type { Handlers } from '../http/handler.ts';
import { presentFlow, presentVersion } from './flow.presenter.ts';
import type { FlowVersionDocument } from '#store/flow/flow-version.model';
import type { FlowCheck } from './flow.check.ts';

export interface FlowRouteDeps {
  flows: FlowVersionRepo;
  /** Numbers of running runs by flow and version: { incident: { "1": 3 } }. */
  runningByVersion(): Promise<Record<string, Record<string, number>>>;
  check: FlowCheck;
  /** These write the event inside the transaction of what it tells. */
  recordPublished(session: ClientSession, version: FlowVersionDocument, requestId: string): Promise<void>;
  recordDrafted(session: ClientSession, begun: WorkBegun, requestId: string): Promise<void>;
  now(): Date;
}

const refOf = (actor: Actor): ActorRef => ({ kind: 'person', id: actor.person, name: actor.name });
const missing = () => new CatalogueError('NOT_FOUND', { what: 'flow' });

export function createFlowRoutes(deps: FlowRouteDeps): Handlers {
  const { flows } = deps;
  /** A flow belongs to its ticket type: who may not see that type's flows does not learn that there is one. */
  const scopeOf = (file: FlowFile) => ({ type: file.ticketType ?? null });
  function demand(actor: Actor, action: Action, file: FlowFile): void {
    if (!can(actor, 'flow.read', scopeOf(file))) throw missing();
    if (!can(actor, action, scopeOf(file))) throw notAllowed(action);
  }
  async function draftOf(key: string, actor: Actor, action: Action = 'flow.read') {
    const draft = await flows.draft(key);
    if (!draft) throw missing();
    demand(actor, action, storedFlow(draft.text));
    return draft;
  }
  return {
    'flows.list': async ({ actor }) => {
      const [drafts, running] = await Promise.all([flows.drafts(), deps.runningByVersion()]);
      const shown = drafts.map((draft) => ({ draft, file: storedFlow(draft.text) })).filter(({ file }) => can(actor, 'flow.read', scopeOf(file)));
      return { items: shown.map(({ draft, file }) => presentFlow(draft, file, running[draft._id] ?? {})) };
    },
    'flows.read': async ({ params, actor }) => {
      const [draft, versions, running] = await Promise.all([draftOf(params.key, actor), flows.versions(params.key), deps.runningByVersion()]);
      const file = storedFlow(draft.text);
      return { flow: presentFlow(draft, file, running[params.key] ?? {}), draft: file, versions: versions.map(presentVersion), can: allowedOn(actor, flowRights, scopeOf(file)) };
    },
    'flows.version': async ({ params, actor }) => {
      const version = await flows.read(params.key, params.version);
      if (!version) throw missing();
      const file = storedFlow(version.text);
      demand(actor, 'flow.read', file);
      return { version: presentVersion(version), file };
    },
    'flows.saveDraft': async ({ params, body, actor, requestId }) => {
      if (await flows.draft(params.key)) await draftOf(params.key, actor, 'flow.edit');
      // What is incomplete is kept and found by the check; what would be lost or cannot be read is refused.
      const parsed = parseFlowFile(body.file);
      if (!parsed.ok) throw new CatalogueError('FLOW_FILE_INVALID', { count: parsed.findings.length }, detailsOf(parsed.findings));
      const { file } = parsed;
      if (file.key !== params.key) throw new CatalogueError('FLOW_FILE_INVALID', { count: 1 }, [{ ...errorDetail('FLOW_KEY_FIXED', '/key', { key: params.key }), node: null, field: 'key' }]);
      demand(actor, 'flow.edit', file);
      const saved = await flows.saveDraft(
        { key: params.key, text: canonicalJson(file), sha256: hashFlowFile(file), revision: body.revision, by: refOf(actor), at: deps.now() },
        (session, begun) => deps.recordDrafted(session, begun, requestId),
      );
      return { revision: saved.revision, savedAt: saved.updatedAt.toISOString() };
    },
    'flows.check': async ({ params, body, actor, isGone }) => {
      if (await flows.draft(params.key)) await draftOf(params.key, actor, 'flow.edit');
      return deps.check(body.file, { person: actor.person, isPublishing: false, isWanted: () => !isGone() });
    },
    'flows.publish': async ({ params, body, actor, requestId }) => {
      const draft = await draftOf(params.key, actor, 'flow.publish');
      if (draft.revision !== body.revision) throw new CatalogueError('FLOW_DRAFT_STALE', { by: draft.updatedBy.name ?? draft.updatedBy.id, revision: draft.revision });
      const checked = await deps.check(JSON.parse(draft.text), { person: actor.person, isPublishing: true, flow: params.key });
      const errors = checked.findings.filter((finding) => finding.severity === 'error');
      if (errors.length > 0) throw new CatalogueError('FLOW_UNSOUND', { count: errors.length }, detailsOf(errors));
      if (checked.soundness.verdict === 'not-proven' && !body.confirmNotProven) throw new CatalogueError('FLOW_NOT_PROVEN', { states: checked.soundness.statesSeen });
      const version = await flows.publish(
        { key: params.key, revision: body.revision, note: body.note, verdict: checked.soundness.verdict, by: refOf(actor), at: deps.now() },
        (session, published) => deps.recordPublished(session, published, requestId),
      );
      return { version: presentVersion(version) };
    },
  };
}
