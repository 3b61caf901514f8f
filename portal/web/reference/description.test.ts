import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#api/openapi/document';
import { routes } from '#api/routes';
import { curlOf, fieldsOf, found, pointsAt, readDescription } from './description.ts';

const { operations, sent, schemas } = readDescription(JSON.parse(JSON.stringify(openApiDocument())));
const of = (id: string) => operations.find((one) => one.id === id)!;

describe('the reference', () => {
  it('shows every route', () => expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(routes).sort()));
  it('says who may ask', () => {
    expect(['tickets.cancel', 'me.read', 'openapi.read', 'apiTokens.make'].map((id) => [of(id).access, of(id).needs])).toEqual([['right', 'ticket.cancel'], ['anybody', null], ['open', null], ['browser', null]]);
  });
  it('shows what webhooks are sent, with their headers and what a receiver may answer', () => {
    expect(sent.map(({ id, access }) => [id, access])).toEqual([['webhook.event', 'sent'], ['webhook.test', 'sent']]);
    expect(sent[0]!.parameters.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    expect(fieldsOf(sent[0]!.body!).map(({ name }) => name)).toEqual(['type', 'timestamp', 'data']);
    expect(sent[0]!.refusals.map(({ status }) => status)).toContain('410');
  });
  it('finds a route by all words of its path, name, right and summary', () => {
    expect(found(operations, 'POST tickets withdraws').map(({ id }) => id)).toEqual(['tickets.cancel']);
    expect(found(operations, 'no such words')).toEqual([]);
    expect(found(operations, '')).toHaveLength(operations.length);
  });
  it('tells of an answer that is a file of which kind it is', () => expect([of('events.export').media, of('files.content').media, of('tickets.list').media]).toEqual([['text/csv', 'application/json'], ['*/*'], []]));
  it('tells each refusal with its code and words', () => {
    expect(of('tickets.cancel').refusals.find(({ status }) => status === '409')!.codes).toContainEqual({ code: 'TICKET_OVER', message: 'Ticket {key} is over already.' });
  });
  it('knows the paging parameters by name', () => expect(of('tickets.list').parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['cursor', 'limit', 'q'])));
  it('opens what a schema points at', () => {
    const name = pointsAt(of('tickets.read').answer!);
    expect(name).toBe('Ticket');
    expect(fieldsOf(schemas[name!]!)).toContainEqual(expect.objectContaining({ name: 'key', required: true }));
  });
  it('writes a command for the shell, whatever the example holds', () => {
    expect(curlOf(of('tickets.list'), 'http://portal')).toBe("curl 'http://portal/api/tickets' -H 'Authorization: Bearer sbx_...'");
    expect(curlOf({ ...of('tickets.cancel'), example: { reason: "it's over" } }, 'http://portal')).toContain(`-d '{"reason":"it'\\''s over"}'`);
  });
});
