/** Flows: list, draft, check, publish, versions; and the catalogue of node kinds the designer draws from. */
import { z } from 'zod';
import { messageParamsSchema } from '#domain/message.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { fileLimits } from '#domain/flow/file/flow.file';
import { flowFileSchema } from '#domain/flow/flow.schema';
import { actorRefSchema } from '#domain/identity/identity.schema';
import { route } from './route.ts';

export const findingSchema = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'info']), node: z.string().nullable(), edge: z.string().nullable().optional(), field: z.string().nullable(), path: z.string().optional(), file: z.string().optional(), params: messageParamsSchema.optional(), frame: z.string().optional(), message: z.string(), fix: z.string(), trace: z.array(z.string()).optional() });
export const checkSchema = z.object({ findings: z.array(findingSchema), soundness: z.object({ verdict: z.enum(['sound', 'unsound', 'not-proven']), trace: z.array(z.string()), statesSeen: z.number().int() }) });
export const flowRow = z.object({ key: z.string(), name: textSchema, description: textSchema.nullable(), ticketType: z.string().nullable(), latestVersion: z.number().int().nullable(), draftRevision: z.number().int(), hasDraftChanges: z.boolean(), updatedAt: instantSchema, updatedBy: actorRefSchema.nullable(), runningByVersion: z.record(z.string(), z.number().int()) });
export const versionRow = z.object({ version: z.number().int(), sha256: z.string(), publishedAt: instantSchema, publishedBy: actorRefSchema, note: z.string(), verdict: z.string() });
export const nodeKindView = z.object({ kind: z.string(), category: z.string(), shape: z.string(), icon: z.string(), title: textSchema, about: textSchema, form: z.object({ schema: jsonSchema, ui: jsonSchema }), initial: jsonSchema, takesInput: z.boolean(), help: z.string() });
/** A flow file as it comes: the handler reads it whole, so that each fault names node, field and remedy. */
const anyFlowSchema = z.unknown();
/** The largest flow file, and room for what is sent around it. */
const bodyBytes = fileLimits.bytes + 64 * 1024;
const byKey = z.object({ key: z.string().max(80) });

export const flowRoutes = {
  'flows.list': route({ method: 'GET', path: '/api/flows', summary: 'All flows', access: 'flow.read', response: z.object({ items: z.array(flowRow) }) }),
  'flows.read': route({ method: 'GET', path: '/api/flows/:key', summary: 'A flow with its draft and versions', access: 'flow.read', params: byKey, response: z.object({ flow: flowRow, draft: flowFileSchema, versions: z.array(versionRow) }) }),
  'flows.version': route({ method: 'GET', path: '/api/flows/:key/versions/:version', summary: 'A published version', access: 'flow.read', params: z.object({ key: z.string(), version: z.coerce.number().int() }), response: z.object({ version: versionRow, file: flowFileSchema }) }),
  'flows.saveDraft': route({ method: 'PUT', path: '/api/flows/:key/draft', summary: 'Keeps the draft; a stale revision is refused', access: 'flow.edit', params: byKey, bodyBytes, body: z.object({ revision: z.number().int(), file: anyFlowSchema }), response: z.object({ revision: z.number().int(), savedAt: instantSchema }) }),
  'flows.check': route({ method: 'POST', path: '/api/flows/:key/check', summary: 'Structure rules and soundness of a file; one waiting check a person', access: 'flow.edit', params: byKey, bodyBytes, body: z.object({ file: anyFlowSchema }), response: checkSchema }),
  'flows.publish': route({ method: 'POST', path: '/api/flows/:key/publish', summary: 'Publishes the draft as the next version', access: 'flow.publish', params: byKey, body: z.object({ revision: z.number().int(), note: z.string().max(2000).default(''), confirmNotProven: z.boolean().default(false) }), response: z.object({ version: versionRow }) }),
  'catalog.read': route({ method: 'GET', path: '/api/catalog', summary: 'Plug-ins with their forms', access: 'signedIn', response: z.object({ nodes: z.array(nodeKindView), sources: z.array(jsonSchema), executors: z.array(jsonSchema), probes: z.array(jsonSchema) }) }),
};
