import { describe, expect, it, vi } from 'vitest';
import { addressOf, ApiFault, createCall } from './client.ts';

const answer = (status: number, body: unknown) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'x-request-id': 'r-1' } });
function client(reply: () => Promise<Response>) {
  const fetch = vi.fn((_url: string, _init: RequestInit) => reply());
  const onSignedOut = vi.fn();
  return { call: createCall({ fetch, csrfToken: () => 'csrf-1', newKey: () => 'key-1', onSignedOut }), fetch, onSignedOut };
}
const faultOf = async (work: Promise<unknown>): Promise<ApiFault> => {
  const thrown = await work.then(() => null, (error: unknown) => error);
  expect(thrown).toBeInstanceOf(ApiFault);
  return thrown as ApiFault;
};

describe('addresses', () => {
  it('puts parameters in place, encoded, so that a task id with # and / stays one segment', () => {
    expect(addressOf('/api/tasks/:id/actions', { id: 'run/t1/1#task-2' }, {})).toBe('/api/tasks/run%2Ft1%2F1%23task-2/actions');
  });
  it('leaves out what is not asked for', () => {
    expect(addressOf('/api/tickets', {}, { q: '', team: undefined, limit: 50, mine: 'team' })).toBe('/api/tickets?limit=50&mine=team');
  });
});

describe('calls', () => {
  it('carry no token and no key when they only read', async () => {
    const { call, fetch } = client(() => Promise.resolve(answer(200, { isThere: true, tickets: 3 })));
    expect(await call('demo.read')).toEqual({ isThere: true, tickets: 3 });
    expect(fetch.mock.calls[0]![1]).toMatchObject({ method: 'GET', credentials: 'same-origin', headers: { accept: 'application/json' } });
    expect(fetch.mock.calls[0]![1].headers).not.toHaveProperty('x-csrf-token');
  });
  it('carry the csrf token and an idempotency key when they write', async () => {
    const { call, fetch } = client(() => Promise.resolve(answer(200, { accepted: true })));
    await call('tickets.cancel', { params: { key: 'INC-7' }, body: { reason: 'twice' } });
    expect(fetch.mock.calls[0]![0]).toBe('/api/tickets/INC-7/cancel');
    expect(fetch.mock.calls[0]![1]).toMatchObject({ method: 'POST', body: '{"reason":"twice"}', headers: { 'x-csrf-token': 'csrf-1', 'idempotency-key': 'key-1' } });
  });
  it('are sent to their end although the page closes, while they are small enough for that', async () => {
    const { call, fetch } = client(() => Promise.resolve(answer(200, {})));
    await call('tickets.cancel', { params: { key: 'INC-7' }, body: { reason: 'x' } });
    await call('comments.add', { params: { key: 'INC-7' }, body: { visibility: 'public', text: 'x'.repeat(5_000) } });
    expect(fetch.mock.calls.map(([, { keepalive }]) => keepalive)).toEqual([true, false]);
  });
  it('repeat the key they are given, so that a retry is the same write', async () => {
    const { call, fetch } = client(() => Promise.resolve(answer(200, {})));
    await call('tickets.cancel', { params: { key: 'INC-7' }, body: { reason: 'x' }, idempotencyKey: 'mine' });
    expect(fetch.mock.calls[0]![1].headers).toMatchObject({ 'idempotency-key': 'mine' });
  });
  it('give a refusal in the shape of the catalogue', async () => {
    const { call } = client(() => Promise.resolve(answer(409, { code: 'TASK_TAKEN', family: 'conflict', message: 'Ben was faster.', hint: 'Reload.' })));
    const fault = await faultOf(call('demo.read'));
    expect(fault).toMatchObject({ status: 409, shape: { code: 'TASK_TAKEN', message: 'Ben was faster.' } });
  });
  it('say OFFLINE when the portal is not reached', async () => {
    const { call } = client(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await faultOf(call('demo.read'))).shape.code).toBe('OFFLINE');
  });
  it('say ANSWER_UNREADABLE when a proxy answers in HTML, and keep the request id', async () => {
    const { call } = client(() => Promise.resolve(answer(502, '<html>bad gateway</html>')));
    expect((await faultOf(call('demo.read'))).shape).toMatchObject({ code: 'ANSWER_UNREADABLE', requestId: 'r-1' });
  });
  it('tell the page of a lost session, once per 401', async () => {
    const { call, onSignedOut } = client(() => Promise.resolve(answer(401, { code: 'SIGN_IN_NEEDED', family: 'invalid', message: '', hint: '' })));
    await faultOf(call('demo.read'));
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });
});
