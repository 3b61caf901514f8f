/** Reads the API's description of itself (OpenAPI 3.1, as portal/api makes it) into what the reference shows. Pure. */
import { z } from 'zod';

export type Schema = { readonly [keyword: string]: unknown };
const schema = z.record(z.string(), z.unknown());
const content = z.object({ 'application/json': z.object({ schema, example: z.unknown().optional() }) });
/** What is sent or answered: JSON, or a file, by media type. */
const anyContent = z.record(z.string(), content.shape['application/json']);
const parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), description: z.string().optional(), schema });
const refusal = z.object({ description: z.string() });
const pointer = z.object({ $ref: z.string() });
const operation = z.object({
  operationId: z.string(), tags: z.array(z.string()), summary: z.string(), security: z.array(z.record(z.string(), z.array(z.string()))), parameters: z.array(z.union([pointer, parameter])).default([]),
  requestBody: z.object({ content: anyContent }).optional(), responses: z.record(z.string(), z.union([pointer, refusal.extend({ content: anyContent })])),
});
/** What the portal sends to receivers of webhooks. */
const sentMessage = z.object({ operationId: z.string(), summary: z.string(), parameters: z.array(parameter), requestBody: z.object({ content }), responses: z.record(z.string(), refusal) });
const description = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  webhooks: z.record(z.string(), z.record(z.string(), sentMessage)),
  components: z.object({ schemas: z.record(z.string(), schema), responses: z.record(z.string(), refusal), parameters: z.record(z.string(), parameter) }),
});

export interface Parameter { name: string; in: 'path' | 'query' | 'header'; required: boolean; description?: string | undefined; schema: Schema }
/** `needs`: the right a token must have; `open`, `anybody` and `browser` say who else. `sent`: nobody asks it, the portal sends it, and `refusals` are what a receiver may answer. */
export interface Operation {
  id: string; tag: string; method: string; path: string; summary: string; needs: string | null; access: 'right' | 'open' | 'anybody' | 'browser' | 'sent';
  parameters: Parameter[]; body: Schema | null; example: unknown; status: string; answer: Schema | null; /** Of an answer that is a file: its media types. */ media: string[]; refusals: { status: string; codes: { code: string; message: string }[] }[];
}
export interface Description { operations: Operation[]; /** Messages of webhooks. */ sent: Operation[]; schemas: Readonly<Record<string, Schema>> }

type Content = z.output<typeof anyContent>;
const bodyOf = (sent: { content: Content } | undefined): Content[string] | undefined => Object.values(sent?.content ?? {})[0];

/** Throws when it is no description of ours. */
export function readDescription(document: unknown): Description {
  const { paths, webhooks, components } = description.parse(document);
  const named = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]): Operation => {
    const bearer = one.security.find((way) => way['bearer'])?.['bearer'];
    const good = Object.entries(one.responses).find(([status]) => status.startsWith('2'));
    const answered = good && 'content' in good[1] ? bodyOf(good[1]) : undefined;
    return {
      id: one.operationId, tag: one.tags[0] ?? '', method: method.toUpperCase(), path, summary: one.summary, needs: bearer?.[0] ?? null,
      access: one.security.length === 0 ? 'open' : bearer === undefined ? 'browser' : bearer.length === 0 ? 'anybody' : 'right',
      parameters: one.parameters.flatMap((entry) => ('$ref' in entry ? components.parameters[named(entry.$ref)] ?? [] : entry)),
      body: bodyOf(one.requestBody)?.schema ?? null, example: bodyOf(one.requestBody)?.example,
      status: good?.[0] ?? '200', answer: answered?.schema ?? null, media: answered?.schema['format'] === 'binary' && good && 'content' in good[1] ? Object.keys(good[1].content) : [],
      refusals: Object.entries(one.responses).filter(([status]) => !status.startsWith('2')).map(([status, entry]) => ({
        status, codes: ('$ref' in entry ? components.responses[named(entry.$ref)]?.description ?? '' : entry.description).split('\n').map((line) => ({ code: line.slice(0, line.indexOf(': ')), message: line.slice(line.indexOf(': ') + 2) })),
      })),
    };
  }));
  const sent = Object.values(webhooks).flatMap((methods) => Object.entries(methods).map(([method, one]): Operation => ({
    id: one.operationId, tag: 'webhooks', method: method.toUpperCase(), path: one.operationId, summary: one.summary, needs: null, access: 'sent', parameters: one.parameters,
    body: one.requestBody.content['application/json'].schema, example: null, status: '', answer: null, media: [], refusals: Object.entries(one.responses).map(([status, { description: message }]) => ({ status, codes: [{ code: '', message }] })),
  })));
  return { operations, sent, schemas: components.schemas };
}

/** Those with all words in path, name, right or summary. */
export function found(operations: readonly Operation[], words: string): Operation[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return operations.filter((one) => wanted.every((word) => `${one.method} ${one.path} ${one.id} ${one.needs ?? ''} ${one.summary}`.toLowerCase().includes(word)));
}

export interface Field { name: string; required: boolean; schema: Schema }
/** The fields of an object; empty for anything else. */
export function fieldsOf(shape: Schema): Field[] {
  const { properties, required } = shape as { properties?: Readonly<Record<string, Schema>>; required?: readonly string[] };
  return Object.entries(properties ?? {}).map(([name, part]) => ({ name, required: required?.includes(name) ?? false, schema: part }));
}

/** The name a schema points at; null when it says itself what it is. */
export const pointsAt = (shape: Schema): string | null => (typeof shape['$ref'] === 'string' ? shape['$ref'].slice(shape['$ref'].lastIndexOf('/') + 1) : null);

/** A command that asks it, with places to fill in. */
export function curlOf(one: Operation, origin: string): string {
  const path = one.path.replace(/\{(\w+)\}/g, (_, name: string) => `<${name}>`);
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  return ['curl', ...(one.method === 'GET' ? [] : ['-X', one.method]), quoted(`${origin}${path}`), ...(one.access === 'open' ? [] : ['-H', quoted('Authorization: Bearer sbx_...')]),
    ...(one.body === null ? [] : ['-H', quoted('Content-Type: application/json'), '-d', quoted(JSON.stringify(one.example ?? {}))])].join(' ');
}
