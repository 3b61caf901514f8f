import { describe, expect, it } from 'vitest';
import type { ManagedObject } from '../object/object.schema.ts';
import { affectedObject, commonLabels, objectClues } from './affected-object.ts';
import { changeOf, groupFor } from './dedupe.ts';
import { groupKeyOf, groupText, groupTitle } from './grouping.ts';
import { priorityOf } from './priority.ts';

const firing = { group: 'g', state: 'firing', severity: 'major' } as const;
const resolved = { ...firing, state: 'resolved' } as const;

describe('a change of a fingerprint', () => {
  it.each([
    ['never seen, firing', null, { state: 'firing', severity: 'major' }, 'new'],
    ['never seen, resolved', null, { state: 'resolved', severity: 'major' }, null],
    ['firing, firing again', firing, { state: 'firing', severity: 'major' }, null],
    ['firing, graver', firing, { state: 'firing', severity: 'critical' }, 'severity'],
    ['firing, resolved', firing, { state: 'resolved', severity: 'major' }, 'resolved'],
    ['resolved, resolved again', resolved, { state: 'resolved', severity: 'major' }, null],
    ['resolved, firing anew', resolved, { state: 'firing', severity: 'major' }, 'new'],
  ] as const)('%s', (_, bound, alarm, change) => { expect(changeOf(bound, alarm)).toBe(change); });

  it('goes to the group its fingerprint is bound to, and to the group of today when it begins anew', () => {
    expect(groupFor(firing, 'resolved', 'today')).toBe('g');
    expect(groupFor(firing, null, 'today')).toBe('g');
    expect(groupFor(resolved, 'new', 'today')).toBe('today');
    expect(groupFor(null, 'new', 'today')).toBe('today');
  });
});

describe('grouping', () => {
  it('takes the values of the labels, in order of name, missing ones as empty', () => {
    expect(groupKeyOf({ labels: { b: '2', a: '1', c: '3' } }, ['b', 'a', 'missing', 'a'])).toEqual([['a', '1'], ['b', '2'], ['missing', '']]);
  });
  it('does not find what every object has', () => {
    expect(groupKeyOf({ labels: {} }, ['constructor', '__proto__', 'toString'])).toEqual([['__proto__', ''], ['constructor', ''], ['toString', '']]);
  });
  it('tells groups apart whose values only look alike when joined', () => {
    expect(groupText('s', [['a', '1,b'], ['c', '']])).not.toBe(groupText('s', [['a', '1'], ['b,c', '']]));
  });
  it('is called by its values, or by the source when it takes all', () => {
    expect(groupTitle({ name: 'Prometheus' }, [['alertname', 'DiskFull'], ['host', ''], ['service', 'kafka']])).toBe('DiskFull · kafka');
    expect(groupTitle({ name: 'Prometheus' }, [])).toBe('Prometheus');
  });
});

describe("the priority of an alarm's ticket", () => {
  it.each([
    ['critical', 1, 'P1'], ['critical', 2, 'P1'], ['critical', 3, 'P2'], ['critical', 4, 'P3'], ['major', 1, 'P1'], ['major', 2, 'P2'], ['major', 3, 'P3'],
    ['minor', 1, 'P2'], ['minor', 4, 'P4'], ['warning', 1, 'P3'], ['warning', 3, 'P4'], ['info', 1, 'P3'], ['info', 4, 'P4'],
  ] as const)('%s with impact %i is %s', (severity, impact, priority) => { expect(priorityOf(severity, impact)).toBe(priority); });
});

describe('the affected object', () => {
  const object = (id: string, over: Partial<ManagedObject> = {}): ManagedObject => ({ id, kind: 'device', name: id, parents: [], labels: {}, owner: null, team: null, impact: 3, endpoints: {}, ...over });
  it('is found by its label, with or without the port', () => {
    const clues = objectClues({ instance: 'edge-1:9116', job: 'snmp' });
    expect(clues).toEqual([{ label: 'instance', values: ['edge-1:9116', 'edge-1'] }, { label: 'job', values: ['snmp'] }]);
    expect(affectedObject(clues, [object('x', { labels: { job: 'snmp' } }), object('e', { labels: { instance: 'edge-1' } })])?.id).toBe('e');
  });
  it('is found by name when no label says it, the more exact clue first', () => {
    const clues = objectClues({ service: 'payments', host: 'srv-7' });
    expect(affectedObject(clues, [object('payments', { kind: 'service' }), object('o', { name: 'srv-7' })])?.id).toBe('o');
    expect(affectedObject(clues, [object('payments', { kind: 'service' })])?.id).toBe('payments');
  });
  it('is none when nothing fits, and the graver one when two do', () => {
    const clues = objectClues({ host: 'srv-7' });
    expect(affectedObject(clues, [object('a')])).toBeNull();
    expect(affectedObject(clues, [object('b', { labels: { host: 'srv-7' }, impact: 3 }), object('c', { labels: { host: 'srv-7' }, impact: 1 })])?.id).toBe('c');
  });
  it('follows what all alarms of the group agree on', () => {
    expect(commonLabels([{ a: '1', b: '2' }, { a: '1', b: '3', c: '4' }])).toEqual({ a: '1' });
    expect(commonLabels([])).toEqual({});
  });
});
