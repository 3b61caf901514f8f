import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '#domain/errors';
import { routes, routeGroups } from '../routes.ts';
import type { RouteSpec } from '../route.ts';
import { codesOf } from './codes.ts';
import { openApiDocument } from './document.ts';

const document = openApiDocument();
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods)) as { operationId: string; tags: string[]; security: Record<string, string[]>[]; parameters?: { $ref?: string; name?: string; in?: string; example?: unknown }[]; requestBody?: unknown; responses: Record<string, unknown> }[];
const of = (name: string) => operations.find(({ operationId }) => operationId === name)!;
const specs = Object.entries<RouteSpec>(routes);

/** Every pointer inside. */
const pointers = (value: unknown): string[] => (typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, part]) => (key === '$ref' && typeof part === 'string' ? [part] : pointers(part))));

describe('the description of the API', () => {
  it('has every route once, under its name and its feature', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(routes).sort());
    for (const [tag, group] of Object.entries(routeGroups)) for (const name of Object.keys(group)) expect(of(name).tags).toEqual([tag]);
  });
  it('tells what receivers of webhooks are sent, in the shape that is sent', () => {
    const { event, test } = document.webhooks as Record<string, { post: { parameters: { name: string; required: boolean }[]; requestBody: { content: Record<string, { schema: { required: string[] } }> } } }>;
    for (const { post } of [event!, test!]) {
      expect(post.parameters.map(({ name, required }) => [name, required])).toEqual([['webhook-id', true], ['webhook-timestamp', true], ['webhook-signature', true]]);
      expect(post.requestBody.content['application/json']!.schema.required).toEqual(['type', 'timestamp', 'data']);
    }
  });
  it('points at nothing that is not there', () => {
    const missing = pointers(document).filter((pointer) => pointer.slice(2).split('/').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/')], document) === undefined);
    expect(missing).toEqual([]);
  });
  it('names every place in a path as a parameter that is required', () => {
    for (const [path, methods] of Object.entries(document.paths)) for (const operation of Object.values(methods) as typeof operations) {
      const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters?.filter(({ in: place }) => place === 'path').map(({ name }) => name) ?? []).toEqual(places);
    }
  });
  it.each(specs)('has for %s the status of every code it can answer', (name, spec) => {
    expect(Object.keys(of(name).responses).sort()).toEqual([...new Set([String(spec.status ?? 200), ...codesOf(spec).map((code) => String(errorCatalogue[code]!.status))])].sort());
  });
  it.each(specs.filter(([, { example }]) => example))('has an example for %s that has its shape', (_, spec) => {
    for (const part of ['params', 'query', 'body'] as const) if (spec.example?.[part] !== undefined) expect(spec[part].safeParse(spec.example[part]).error).toBeUndefined();
  });
  it('asks machines for the right of the route, and lets none do what is for people in a browser', () => {
    expect(of('tickets.cancel').security).toEqual([{ bearer: ['ticket.cancel'] }, { session: [], csrf: [] }]);
    expect(of('tickets.read').security).toEqual([{ bearer: ['ticket.read'] }, { session: [] }]);
    expect(of('apiTokens.make').security).toEqual([{ session: [], csrf: [] }]);
    expect(of('openapi.read').security).toEqual([]);
  });
  it('offers the idempotency key where it is looked at', () => {
    const offers = (name: string) => of(name).parameters?.some(({ $ref }) => $ref === '#/components/parameters/idempotencyKey') ?? false;
    expect(['tickets.open', 'apiTokens.make', 'alarms.receive', 'tickets.list'].map(offers)).toEqual([true, false, false, false]);
  });
  it('says of what is a file that it is one, and of which kind', () => {
    const answers = (path: string) => Object.keys((document.paths[path] as Record<string, { responses: Record<string, { content: object }> }>)['get']!.responses['200']!.content);
    expect([answers('/api/tickets/export'), answers('/api/events/export'), answers('/api/documents/{id}/file'), answers('/api/files/{id}/content'), answers('/api/tickets')]).toEqual([['text/csv'], ['text/csv', 'application/json'], ['application/pdf'], ['*/*'], ['application/json']]);
  });
  it('says what a file holds where it has a shape', () => {
    const content = (document.paths['/api/events/export'] as Record<string, { responses: Record<string, { content: Record<string, { schema: object }> }> }>)['get']!.responses['200']!.content;
    expect(content['text/csv']!.schema).toMatchObject({ format: 'binary' });
    expect(content['application/json']!.schema).toMatchObject({ type: 'object', required: ['events'] });
  });
  it('is the same each time', () => expect(JSON.stringify(openApiDocument())).toBe(JSON.stringify(document)));
});
