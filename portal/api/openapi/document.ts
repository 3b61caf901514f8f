/**
 * The OpenAPI 3.1 description of the API, made from the table of routes: what it says is what the server checks. docs/openapi.json is generated from here,
 * GET /api/openapi.json answers with it, and /api/docs draws it.
 */
import type { z } from 'zod';
import { webhookEventBodySchema, webhookTestBodySchema } from '#domain/notify/webhook.body';
import { errorCatalogue, type ErrorCode } from '#domain/errors';
import { routeGroups } from '../routes.ts';
import { pageQuery, streamedSchema, type RouteSpec } from '../route.ts';
import { errorAnswerSchema } from '../error.api.ts';
import { codesOf, isRepeatable, takes, takesKey } from './codes.ts';
import { createShapes, type JsonSchema, type Shapes } from './shapes.ts';

export interface OpenApiDocument { openapi: string; info: JsonSchema; tags: JsonSchema[]; paths: Record<string, Record<string, JsonSchema>>; webhooks: Record<string, Record<string, JsonSchema>>; components: JsonSchema }

const json = (schema: JsonSchema, example?: unknown): JsonSchema => ({ 'application/json': { schema, ...(example === undefined ? {} : { example }) } });
const idempotencyKey = { name: 'Idempotency-Key', in: 'header', required: false, description: 'The same key and request get the first answer again for 24 hours.', schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,200}$' } };
const repeated = { 'Idempotency-Replayed': { description: '"true" when the answer is that of an earlier request with the same key.', schema: { type: 'string' } } };
const retryAfter = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } };

const info = {
  title: 'Signalbox', version: '1', license: { name: 'MIT', identifier: 'MIT' },
  description: 'Lists are read page by page: pass `next` back as `cursor`; null is the end. Every refusal has one shape, with a code that programs match; the codes are listed with each status. '
    + 'Machines send an API token (made by a person under "API tokens") or an access token of the identity provider as bearer; the browser sends its session cookie and, with writes, the token against forged requests.',
};
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An API token (sbx_...), or an access token of the identity provider. The words beside it are the scopes an API token needs.' },
  session: { type: 'apiKey', in: 'cookie', name: 'signalbox.sid', description: 'The session of a browser.' },
  csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'csrfToken of GET /api/me; with every write of a session.' },
};

/** The whole description. The same sources give the same document. */
export function openApiDocument(): OpenApiDocument {
  const shapes = createShapes();
  const refusals = createRefusals(shapes.of(errorAnswerSchema, 'output'));
  const paths: OpenApiDocument['paths'] = {};
  for (const [tag, group] of Object.entries(routeGroups)) for (const [name, spec] of Object.entries<RouteSpec>(group)) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(name, tag, spec, shapes, refusals) };
  }
  const parameters = Object.fromEntries(Object.keys(pageQuery).map((name) => [name, pageParameter(name as keyof typeof pageQuery, shapes)]));
  return { openapi: '3.1.0', info, tags: Object.keys(routeGroups).map((name) => ({ name })), paths, webhooks: { event: { post: webhook('webhook.event', 'An event that a webhook asks for', webhookEventBodySchema, shapes) }, test: { post: webhook('webhook.test', 'What somebody sends to try a webhook', webhookTestBodySchema, shapes) } }, components: { schemas: shapes.components(), responses: refusals.components, parameters: { ...parameters, idempotencyKey }, securitySchemes } };
}

/** The text of docs/openapi.json. */
export const generateOpenApi = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;

function operation(name: string, tag: string, spec: RouteSpec, shapes: Shapes, refusals: Refusals): JsonSchema {
  const parameters = [...parametersOf(spec, 'params', shapes), ...parametersOf(spec, 'query', shapes), ...(takesKey(spec) ? [{ $ref: '#/components/parameters/idempotencyKey' }] : [])];
  const hasBody = spec.isRawBody === true || (spec.isWrite && !spec.isFileBody && takes(spec.body));
  return {
    operationId: name, tags: [tag], summary: spec.summary, security: securityOf(spec), ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody ? { requestBody: { required: true, content: json(shapes.of(spec.body, 'input'), spec.example?.body) } } : {}),
    ...(spec.isFileBody ? { requestBody: { required: true, content: { '*/*': bytes } } } : {}),
    responses: {
      [spec.status ?? 200]: { description: 'Done.', ...(isRepeatable(spec) ? { headers: repeated } : {}), content: spec.response === streamedSchema ? fileOf(spec, shapes) : json(shapes.of(spec.response, 'output')) },
      ...refusals.of(codesOf(spec)),
    },
  };
}

const bytes: JsonSchema = { schema: { type: 'string', format: 'binary' } };
const fileOf = ({ media = ['*/*'], fileShapes = {} }: RouteSpec, shapes: Shapes): JsonSchema =>
  Object.fromEntries(media.map((type) => [type, fileShapes[type] === undefined ? bytes : { schema: shapes.of(fileShapes[type], 'output') }]));

const webhookHeaders = [
  ['webhook-id', 'The same for the same event, however often it is sent: `msg_` and 32 characters. Take a message once by it.', { type: 'string', pattern: '^msg_[0-9a-f]{32}$' }],
  ['webhook-timestamp', 'When this attempt was made, in seconds since 1970. Refuse what is older than five minutes.', { type: 'string', pattern: '^[0-9]+$' }],
  ['webhook-signature', 'Standard Webhooks: one or more of `v1,<base64>` with spaces between, each HMAC-SHA256 over `id.timestamp.body` under a secret. One that fits is enough.', { type: 'string' }],
].map(([name, description, schema]) => ({ name, in: 'header', required: true, description, schema }));

/** What receivers are sent (docs/webhooks.md). */
const webhook = (operationId: string, summary: string, body: z.ZodType, shapes: Shapes): JsonSchema => ({
  operationId, tags: ['notify'], summary, security: [], parameters: webhookHeaders, requestBody: { required: true, content: json(shapes.of(body, 'output')) },
  responses: { '2XX': { description: 'It was taken.' }, '410': { description: 'Nothing more is wanted: the webhook is switched off.' }, default: { description: 'It was not taken, and is tried again for three days.' } },
});

interface Refusals { components: Record<string, JsonSchema>; of(codes: readonly ErrorCode[]): Record<string, JsonSchema> }

/** Answers by status, each with the codes that come with it and what they say to people. Named after their codes, so that routes share them. */
function createRefusals(error: JsonSchema): Refusals {
  const components: Record<string, JsonSchema> = {};
  function shared(status: string, codes: readonly ErrorCode[]): JsonSchema {
    const name = codes.join('.');
    components[name] ??= {
      description: codes.map((code) => `${code}: ${errorCatalogue[code]!.message}`).join('\n'),
      ...(status === '429' || status === '503' ? { headers: retryAfter } : {}),
      content: json({ allOf: [error, { properties: { error: { properties: { code: { enum: codes } } } } }] }),
    };
    return { $ref: `#/components/responses/${name}` };
  }
  return {
    components,
    of(codes) {
      const byStatus: Record<string, ErrorCode[]> = {};
      for (const code of codes) (byStatus[errorCatalogue[code]!.status] ??= []).push(code);
      return Object.fromEntries(Object.entries(byStatus).map(([status, listed]) => [status, shared(status, listed)]));
    },
  };
}

function securityOf(spec: RouteSpec): JsonSchema[] {
  if (spec.access === 'public') return [];
  const session = { session: [], ...(spec.isWrite ? { csrf: [] } : {}) };
  return spec.access === 'session' ? [session] : [{ bearer: spec.access === 'signedIn' ? [] : [spec.access] }, session];
}

function parametersOf(spec: RouteSpec, part: 'params' | 'query', shapes: Shapes): JsonSchema[] {
  const { properties = {}, required = [] } = shapes.of(spec[part], 'input') as { properties?: Record<string, JsonSchema>; required?: string[] };
  const isPaged = part === 'query' && Object.keys(pageQuery).every((name) => name in properties);
  return Object.entries(properties).map(([name, schema]) => (isPaged && name in pageQuery ? { $ref: `#/components/parameters/${name}` } : {
    name, in: part === 'params' ? 'path' : 'query', required: part === 'params' || required.includes(name), schema, ...(spec.example?.[part]?.[name] === undefined ? {} : { example: spec.example[part][name] }),
  }));
}

const pageWords = { cursor: '`next` of the page before; left out for the first.', limit: 'Rows of a page.' };
const pageParameter = (name: keyof typeof pageQuery, shapes: Shapes): JsonSchema => ({ name, in: 'query', required: false, description: pageWords[name], schema: shapes.of(pageQuery[name], 'input') });
