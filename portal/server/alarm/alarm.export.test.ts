import { describe, expect, it } from 'vitest';
import type { AlarmGroupView } from '#api/alarm.api';
import { alarmFile } from './alarm.export.ts';

const group = {
  id: 'g1', title: '@uplink', state: 'firing', severity: 'critical', source: 'alertmanager', team: 'network', key: { instance: 'sw-core-2', ifIndex: '2' }, firingCount: 1, alarmCount: 3,
  firstSeenAt: '2026-11-27T08:00:00.000Z', lastSeenAt: '2026-11-27T09:00:00.000Z', ticket: { id: 't', key: 'INC-7' }, acknowledgedBy: { kind: 'person', id: 'ana', name: 'Ana Silva' }, acknowledgedAt: '2026-11-27T08:30:00.000Z',
} as unknown as AlarmGroupView;

describe('alarm groups as a file', () => {
  it('have a line each and no formula', async () => {
    const file = alarmFile('2026-11-27', (async function* given() { yield [group]; yield []; })());
    const pieces: string[] = [];
    for await (const piece of file.pieces) pieces.push(String(piece));
    expect(file.fileName).toBe('alarms-2026-11-27.csv');
    expect(pieces.join('').trimEnd().split('\r\n')[1]).toBe('"g1","\'@uplink","firing","critical","alertmanager","network","instance=sw-core-2 ifIndex=2","1","3","2026-11-27T08:00:00.000Z","2026-11-27T09:00:00.000Z","INC-7","Ana Silva","2026-11-27T08:30:00.000Z"');
  });
});
