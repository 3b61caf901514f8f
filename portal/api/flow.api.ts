/** Flows: list, draft, check, publish, versions; and the catalogue of node kinds the designer draws from. */
import { z } from 'zod';
import { messageParamsSchema } from '#domain/message.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { fileLimits } from '#domain/flow/file/flow.file';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { actorRefSchema, type Action } from '#domain/identity/identity.schema';
import { route } from './route.ts';

export const findingSchema = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'info']), node: z.string().nullable(), edge: z.string().nullable().optional(), field: z.string().nullable(), path: z.string().optional(), file: z.string().optional(), params: messageParamsSchema.optional(), frame: z.string().optional(), message: z.string(), fix: z.string(), trace: z.array(z.string()).optional() });
export const checkSchema = z.object({ findings: z.array(findingSchema), soundness: z.object({ verdict: z.enum(['sound', 'unsound', 'not-proven']), trace: z.array(z.string()), statesSeen: z.number().int() }) });
export const flowRow = z.object({ key: z.string(), name: textSchema, description: textSchema.nullable(), ticketType: z.string().nullable(), latestVersion: z.number().int().nullable(), draftRevision: z.number().int(), hasDraftChanges: z.boolean(), updatedAt: instantSchema, updatedBy: actorRefSchema.nullable(), runningByVersion: z.record(z.string(), z.number().int()) });
export const versionRow = z.object({ version: z.number().int(), sha256: z.string(), publishedAt: instantSchema, publishedBy: actorRefSchema, note: z.string(), verdict: z.string() });
export const nodeKindView = z.object({ kind: z.string(), category: z.string(), shape: z.string(), icon: z.string(), title: textSchema, about: textSchema, form: z.object({ schema: jsonSchema, ui: jsonSchema }), initial: jsonSchema, takesInput: z.boolean(), help: z.string() });
/** A plug-in of integrations with the form its settings are drawn from. `help` is its page, Markdown. */
export const pluginView = z.object({ kind: z.string(), title: textSchema, about: textSchema, form: z.object({ schema: jsonSchema, ui: jsonSchema }), help: z.string() });
/** What a step can have done. `initial`: inputs it starts with; `result`: JSON Schema of what comes back. */
export const executorView = pluginView.extend({ initial: z.record(z.string(), jsonSchema), result: jsonSchema });
/** A flow file as it comes: the handler reads it whole, so that each fault names node, field and remedy. */
const anyFlowSchema = z.unknown();
/** The largest flow file, and room for what is sent around it. */
const bodyBytes = fileLimits.bytes + 64 * 1024;
const byKey = z.object({ key: z.string().max(80) });
/** Rights that are about one flow: its page asks for them there, not anywhere. */
export const flowRights = ['flow.edit', 'flow.publish'] as const satisfies readonly Action[];

export const flowRoutes = {
  'flows.list': route({ method: 'GET', path: '/api/flows', summary: 'All flows', access: 'flow.read', response: z.object({ items: z.array(flowRow) }) }),
  'flows.read': route({ method: 'GET', path: '/api/flows/:key', summary: 'A flow with its draft and versions', access: 'flow.read', params: byKey, response: z.object({ flow: flowRow, draft: flowFileSchema, versions: z.array(versionRow), can: z.array(z.enum(flowRights)) }) }),
  'flows.version': route({ method: 'GET', path: '/api/flows/:key/versions/:version', summary: 'A published version', access: 'flow.read', params: z.object({ key: z.string(), version: z.coerce.number().int() }), response: z.object({ version: versionRow, file: flowFileSchema }) }),
  'flows.saveDraft': route({ method: 'PUT', path: '/api/flows/:key/draft', summary: 'Keeps the draft; a stale revision is refused', access: 'flow.edit', errors: ['FLOW_FILE_INVALID', 'FLOW_DRAFT_STALE'], params: byKey, bodyBytes, body: z.object({ revision: z.number().int(), file: anyFlowSchema }), response: z.object({ revision: z.number().int(), savedAt: instantSchema }) }),
  'flows.check': route({ method: 'POST', path: '/api/flows/:key/check', summary: 'Structure rules and soundness of a file; one waiting check a person', access: 'flow.edit', errors: ['FLOW_CHECK_REPLACED'], params: byKey, bodyBytes, body: z.object({ file: anyFlowSchema }), response: checkSchema }),
  'flows.publish': route({ method: 'POST', path: '/api/flows/:key/publish', summary: 'Publishes the draft as the next version', access: 'flow.publish', errors: ['FLOW_CHECK_REPLACED', 'FLOW_DRAFT_STALE', 'FLOW_UNSOUND', 'FLOW_NOT_PROVEN', 'FLOW_UNCHANGED'], params: byKey, body: z.object({ revision: z.number().int(), note: z.string().max(2000).default(''), confirmNotProven: z.boolean().default(false) }), response: z.object({ version: versionRow }) }),
  'catalog.read': route({ method: 'GET', path: '/api/catalog', summary: 'Plug-ins with their forms', access: 'signedIn', response: z.object({ nodes: z.array(nodeKindView), sources: z.array(pluginView), executors: z.array(executorView), probes: z.array(executorView) }) }),
};
