import { expect, it } from 'vitest';
import { httpConfigSchema } from './http.executor.ts';

// Against a real server: cli/demo/device.test.ts.
it.each([
  [{ url: 'https://device.example/' }, true], [{ url: 'http://[2001:db8::1]:8080/x', method: 'DELETE' }, true],
  [{ url: 'ftp://device.example/' }, false], [{ url: 'https://device.example/', method: 'TRACE' }, false], [{ url: 'https://device.example/', headers: { Host: 'other' } }, false], [{}, false],
])('the HTTP call is told an address and headers it may send: %j', (config, isUsable) => expect(httpConfigSchema.safeParse(config).success).toBe(isUsable));
