/** `signalbox alarm normalise` on alarm templates nobody here wrote: every combination is understood, and each is an alarm of its own. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Alarm } from '#domain/alarm/alarm.schema';
import { runAlarm } from '#cli/alarm/alarm.command';
import { inputFiles } from '#cli/input-files';
import { describeWithData } from '../setup/data.ts';

interface Line { file: string; alarms: Alarm[]; findings: { code: string; severity: string }[] }

async function normalised(source: string, path: string): Promise<{ code: number; lines: Line[] }> {
  let out = '';
  const code = await runAlarm(['normalise', source, path, '--json'], { stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { out += text; } }, files: inputFiles, now: () => '2026-11-20T10:00:00.000Z' });
  return { code, lines: out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line) };
}

describeWithData('alarm templates', (data) => {
  it.each([
    ['alertmanager', 'prometheus', 63 + 27 + 3 + 63 + 45, 201], ['grafana', 'grafana', 9 + 9, 6], ['cloudwatch', 'cloudwatch', 144 + 81 + 81, 9], ['graylog', 'graylog', 1, 1], ['librenms', 'libre_nms', 1, 1],
  ])('of %s become one alarm a combination', async (source, name, bodies, different) => {
    const { code, lines } = await normalised(source, join(data, `alarms/${name}.mock.json`));
    expect([code, lines.length]).toEqual([0, bodies]);
    expect(lines.filter(({ alarms, findings }) => alarms.length !== 1 || findings.some(({ severity }) => severity === 'error'))).toEqual([]);
    expect(new Set(lines.map(({ alarms }) => alarms[0]?.fingerprint)).size).toBe(different);
  });
});
