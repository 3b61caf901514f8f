import { describe, expect, it } from 'vitest';
import { scrub } from './log.ts';

describe('the log', () => {
  it.each([
    ['a token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl back', 'eyJzdWIiOiJhbmEifQ'],
    ['a bearer header', 'authorization: Bearer 2YotnFZFEjr1zCsicMWpAA', '2YotnFZFEjr1zCsicMWpAA'],
    ['a basic header', 'Authorization: Basic cG9ydGFsOmh1bnRlcjI=', 'cG9ydGFsOmh1bnRlcjI'],
    ['a code in an address', 'GET /auth/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz12345', 'SplxlOBeZQQYbYS6WxSbIA'],
    ['a state in an address', 'GET /auth/callback?code=a&state=af0ifjsldkj', 'af0ifjsldkj'],
    ['a password in a database address', 'connect mongodb://portal:hunter2@db:27017/x', 'hunter2'],
    ['a field named secret', '{"clientSecret":"hun\\"ter2","name":"x"}', 'ter2'],
    ['a cookie field', '{"set-cookie":"sid=abcdef"}', 'abcdef'],
  ])('hides %s', (_, line, secret) => {
    expect(line).toContain(secret);
    expect(scrub(line)).not.toContain(secret);
  });

  it('leaves plain facts alone', () => {
    const line = '{"level":"info","method":"GET","path":"/api/tickets/INC-1042","status":200,"ms":12,"msg":"request"}';
    expect(scrub(line)).toBe(line);
  });
});
