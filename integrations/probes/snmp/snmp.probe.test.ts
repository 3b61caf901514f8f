import { expect, it } from 'vitest';
import { snmpConfigSchema } from './snmp.probe.ts';

// Against a real agent: cli/demo/device.test.ts.
it.each([
  [{ target: 'sw-1', interface: 2 }, true], [{ target: '[2001:db8::1]:1161', oids: { name: '1.3.6.1.2.1.1.5.0' } }, true],
  [{ target: 'sw-1' }, false], [{ target: 'sw 1', interface: 2 }, false], [{ target: 'sw-1', oids: { name: 'sysName' } }, false], [{ target: 'sw-1', interface: 0 }, false],
])('the SNMP probe is asked for something that can be read: %j', (config, isUsable) => expect(snmpConfigSchema.safeParse(config).success).toBe(isUsable));
