import { describe, expect, it } from 'vitest';
import { didYouMean, inCode, inWords, nameFault } from './names.ts';

describe('the name of a plug-in', () => {
  const taken = new Map([['snmp', 'integrations/probes/snmp']]);
  it.each(['disk-space', 'ntp', 'http2', 'a1-b2'])('may be %s', (name) => expect(nameFault(name, taken)).toBeNull());
  it.each(['Disk', 'disk_space', '-disk', 'disk-', 'disk--space', '1st', '', '../x', 'a b', 'ünder', 'x'.repeat(31)])('is refused where it is no name: %j', (name) => expect(nameFault(name, taken)).toContain('no usable name'));
  it.each(['class', 'default', 'new', 'constructor'])('is refused where it is a word of the language: %s', (name) => expect(nameFault(name, taken)).toContain('word of the language'));
  it('is refused where it says nothing or is taken, with where', () => {
    expect(nameFault('disk-helper', taken)).toContain('says nothing');
    expect(nameFault('snmp', taken)).toBe('"snmp" is taken: integrations/probes/snmp.');
  });
  it('is written as code and as words', () => expect([inCode('disk-space'), inWords('disk-space')]).toEqual(['diskSpace', 'Disk space']));
});

it.each([['prob', ' Did you mean probe?'], ['ticktes', ' Did you mean ticket?'], ['zzz', ''], ['alrm', ' Did you mean alarm?']])('%s is answered with what was meant', (name, answer) => expect(didYouMean(name, ['probe', 'ticket', 'alarm', 'node'])).toBe(answer));
