import { describe, expect, it } from 'vitest';
import type { Request, Response } from 'express';
import { CatalogueError, codeOf } from '#domain/errors';
import { createRateLimits } from './rate-limits.ts';

/** What the limit behind the webhooks makes of a refusal; real posts over HTTP are in test/scenarios/portal-edge.test.ts. */
function limits() {
  const { refusedWebhook } = createRateLimits();
  const headers = new Map<string, string>();
  const response = { get: (name: string) => headers.get(name), setHeader: (name: string, value: string) => headers.set(name.toLowerCase(), value), append: () => undefined, headersSent: false } as unknown as Response;
  const refuse = (code: string, ip = '192.0.2.1') => new Promise<unknown>((answer) => {
    void refusedWebhook(new CatalogueError(code), { ip, headers: {}, app: { get: () => false }, get: () => undefined } as unknown as Request, response, answer);
  });
  const times = async (count: number, code: string, ip?: string): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (let n = 0; n < count; n += 1) {
      const answered = codeOf(await refuse(code, ip)) ?? 'none';
      counts[answered] = (counts[answered] ?? 0) + 1;
    }
    return counts;
  };
  return { refuse, times };
}

describe('the limit of the API', () => {
  it('counts each API token by itself, by fewer than a person', async () => {
    const { api } = createRateLimits();
    const ask = (caller: object) => new Promise<unknown>((answer) => {
      const headers = new Map<string, string>();
      const response = { get: (name: string) => headers.get(name), setHeader: (name: string, value: string) => headers.set(name.toLowerCase(), value), append: () => undefined, headersSent: false } as unknown as Response;
      void api({ ip: '192.0.2.1', headers: {}, app: { get: () => false }, get: () => undefined, ...caller } as unknown as Request, response, answer);
    });
    const passed = async (caller: object, count: number): Promise<number> => {
      let good = 0;
      for (let n = 0; n < count; n += 1) if (await ask(caller) === undefined) good += 1;
      return good;
    };
    const token = (id: string) => ({ apiToken: { id, person: 'ana' } });
    expect(await passed(token('a'), 610)).toBe(600);
    expect(await passed(token('b'), 10)).toBe(10);
    expect(await passed({ session: { person: 'ana' } }, 3_010)).toBe(3_000);
  });
  it('lets each caller send sixty signals a minute: each may go to thousands of runs', async () => {
    const { signal } = createRateLimits();
    const response = { get: () => undefined, setHeader: () => undefined, append: () => undefined, headersSent: false } as unknown as Response;
    const answers: unknown[] = [];
    for (const id of [...Array.from({ length: 62 }, () => 'a'), 'b']) answers.push(await new Promise((answer) => { void signal({ ip: '192.0.2.1', headers: {}, app: { get: () => false }, get: () => undefined, apiToken: { id, person: 'ana' } } as unknown as Request, response, answer); }));
    expect(answers.map((answer) => (answer === undefined ? 'passed' : codeOf(answer))).reduce<Record<string, number>>((all, one) => ({ ...all, [String(one)]: (all[String(one)] ?? 0) + 1 }), {})).toEqual({ passed: 61, RATE_LIMITED: 2 });
  });
});

describe('the limit of refused webhooks', () => {
  it('slows down guesses at secrets and sources, each address by itself, and says for how long', async () => {
    const { times, refuse } = limits();
    expect(await times(100, 'ALARM_SECRET_WRONG')).toEqual({ ALARM_SECRET_WRONG: 100 });
    expect(await times(50, 'NOT_FOUND')).toEqual({ NOT_FOUND: 20, RATE_LIMITED: 30 });
    expect(await times(5, 'ALARM_SECRET_WRONG', '192.0.2.2')).toEqual({ ALARM_SECRET_WRONG: 5 });
    const limited = await refuse('ALARM_SECRET_WRONG') as CatalogueError;
    expect(limited.params['seconds']).toBeGreaterThan(0);
  });

  it('counts nothing that a sender with the right secret is told: too much at once stays 503, which it comes back after', async () => {
    const { times } = limits();
    for (const code of ['SERVICE_UNAVAILABLE', 'ALARM_BODY_WRONG', 'REQUEST_NOT_JSON', 'REQUEST_TOO_LARGE']) expect(await times(200, code)).toEqual({ [code]: 200 });
    expect(await times(1, 'ALARM_SECRET_WRONG')).toEqual({ ALARM_SECRET_WRONG: 1 });
  });
});
