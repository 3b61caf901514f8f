import { describe, expect, it } from 'vitest';
import { mayGoTo, useByName } from './secret.schema.ts';

describe('a secret', () => {
  it.each([
    [[], 'device.example:443', true], [['device.example'], 'device.example:443', true], [['device.example:443'], 'device.example:443', true],
    [['device.example:443'], 'device.example:8443', false], [['device.example'], 'device.example.evil:443', false], [['example'], 'device.example:443', false], [['[::1]:80'], '[::1]:80', true],
  ])('kept for %j may go to %s: %s', (hosts, address, expected) => expect(mayGoTo({ hosts }, address)).toBe(expected));

  it.each([['signalbox.idp-signing-key', 'system'], ['source.alertmanager', 'source'], ['device-token', 'flow'], ['my.source.token', 'flow']])('of old named %s is for %s', (name, use) => expect(useByName(name)).toBe(use));
});
