import { describe, expect, it } from 'vitest';
import type { Json } from '../../../values.ts';
import { activityKind } from './activity.kind.ts';

const findings = (activity: string, headers: Json) => {
  const config = { activity, inputs: { url: 'http://device.example/', headers } };
  const node = { id: 'call', kind: 'activity', name: { en: 'Call' }, config };
  return activityKind.check(node, activityKind.config.parse(config), {} as never).map(({ severity, code, node: at, field }) => ({ severity, code, at, field }));
};

describe('the activity kind', () => {
  it('refuses headers an HTTP call sets itself, at the step and however they are written', () => {
    expect(findings('http', { Host: 'elsewhere', 'IDEMPOTENCY-KEY': '1', authorization: { secret: 'device-token' } })).toEqual([
      { severity: 'error', code: 'header-fixed', at: 'call', field: '/inputs/headers/Host' }, { severity: 'error', code: 'header-fixed', at: 'call', field: '/inputs/headers/IDEMPOTENCY-KEY' },
    ]);
  });
  it('leaves other headers, computed ones and other activities alone', () => {
    expect(findings('http', { accept: 'text/plain' })).toEqual([]);
    expect(findings('http', '=variables.headers')).toEqual([]);
    expect(findings('http-probe', { Host: 'elsewhere' })).toHaveLength(1);
    expect(findings('snmp', { host: 'x' })).toEqual([]);
  });
});
