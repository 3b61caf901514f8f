import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmSchema } from '#domain/alarm/alarm.schema';
import { projectFolder } from '#embedded/project';
import { inputFiles } from '../input-files.ts';
import { runAlarm } from './alarm.command.ts';

interface Line { file: string; alarms: { fingerprint: string; name: string; labels: Record<string, string>; startsAt: string; severity: string; state: string }[]; findings: { code: string; severity: string; at: string; message: string; fix: string }[] }

const now = '2026-11-20T10:00:00.000Z';
async function run(...argv: string[]): Promise<{ code: number; lines: Line[]; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runAlarm(argv, { stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { err += text; } }, files: inputFiles, now: () => now });
  return { code, out, err, lines: out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line) };
}

let folder = '';
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
};
const alert = (labels: unknown, more: Record<string, unknown> = {}) => ({ status: 'firing', labels, startsAt: '2026-03-02T08:00:00Z', ...more });
const body = (...alerts: unknown[]) => ({ version: '4', alerts });
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'signalbox-alarm-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('signalbox alarm normalise', () => {
  it('gives a recorded body in normal form, one JSON line, with --json and without', async () => {
    const path = join(projectFolder, 'test/fixtures/alertmanager/link-down.firing.json');
    const { code, lines, out } = await run('normalise', 'alertmanager', path);
    expect(code).toBe(0);
    expect(lines).toEqual([{ file: path, alarms: [expect.objectContaining({ source: 'alertmanager', name: 'LinkDown', severity: 'critical', state: 'firing' })], findings: [] }]);
    expect(alarmSchema.parse(lines[0]!.alarms[0])).toEqual(lines[0]!.alarms[0]);
    expect((await run('normalise', 'alertmanager', path, '--json')).out).toBe(out);
    expect((await run('normalise', 'prometheus', path)).out).toBe(out);
    expect((await run('normalise', 'alertmanager', path, '--text')).out).toMatch(/: firing critical LinkDown {2}ae90ed35ab62232d {2}alertname=LinkDown /);
  });

  it('says of a folder what lies in it, in order, and goes on after what it cannot read', async () => {
    mkdirSync(join(folder, 'many/below'), { recursive: true });
    const [good, bad] = [file('many/a.json', body(alert({ alertname: 'A', severity: 'info' }))), file('many/below/b.json', '{"version": "4",')];
    file('many/notes.txt', 'no body');
    const { code, lines } = await run('normalise', 'alertmanager', join(folder, 'many'));
    expect([code, lines.map((line) => [line.file, line.alarms.length, line.findings.map((one) => one.code)])]).toEqual([1, [[good, 1, []], [bad, 0, ['body-not-json']]]]);
  });

  it('takes the alarms of a body it understands, and says which it does not', async () => {
    const { code, lines: [line] } = await run('normalise', 'alertmanager', file('partly.json', body(alert({ alertname: 'A' }), alert('no labels'))));
    expect(code).toBe(1);
    expect(line).toMatchObject({ alarms: [{ name: 'A', severity: 'warning' }], findings: [{ code: 'entry-not-understood', severity: 'error', at: 'alerts[1]' }, { code: 'severity-missing', severity: 'warning' }] });
    for (const finding of line!.findings) expect(finding.message.length * finding.fix.length).toBeGreaterThan(0);
  });

  it('makes every combination of a file of templates, each of its own fingerprint', async () => {
    const path = file('templates.json', { 'Full (of something)': { payload: { summary: 'full', labels: { severity: 'critical' } }, parameters: { 'labels.queue': ['q1', 'q2'], 'labels.k8s.io/app': ['x', 'y', 'z'] } } });
    const { code, lines } = await run('normalise', 'alertmanager', path);
    expect([code, lines.length, new Set(lines.map(({ alarms }) => alarms[0]!.fingerprint)).size]).toEqual([0, 6, 6]);
    expect(lines[5]).toMatchObject({ file: path, alarms: [{ name: 'Full (of something)', severity: 'critical', startsAt: now, labels: { queue: 'q2', 'k8s.io/app': 'z' }, annotations: { summary: 'full' } }] });
    expect((await run('normalise', 'alertmanager', path, '--received-at', '2026-01-01')).lines[0]?.alarms[0]?.startsAt).toBe('2026-01-01T00:00:00.000Z');
  });

  it.each<[string, unknown, string]>([
    ['10 MB of it', JSON.stringify({ version: '4', alerts: 'x'.repeat(10_000_000) }), 'body-too-large'],
    ['nested without end', '['.repeat(500_000) + ']'.repeat(500_000), 'body-not-understood'],
    ['templates nested without end', `{"a":{"payload":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`, 'body-not-understood'],
    ['a template nested without end', `{"a":{"payload":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}},"renders":{"y":["z"]}}}`, 'body-too-deep'],
    ['templates of too many combinations', { a: { payload: {}, parameters: Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, Array.from({ length: 100 }, (_, at) => at)])) } }, 'templates-too-many'],
    ['a list', [], 'body-not-understood'], ['a number', '7', 'body-not-understood'], ['null', 'null', 'body-not-understood'], ['nothing', '', 'body-not-json'], ['alerts of the wrong type', { version: '4', alerts: 7 }, 'body-not-understood'],
    ['zeros', new Uint8Array(64), 'body-not-json'],
  ])('finds it wrong and does not stumble: %s', async (_, content, code) => {
    const { lines, ...answer } = await run('normalise', 'alertmanager', file('bad.json', content));
    expect([answer.code, lines.map(({ alarms, findings }) => [alarms, findings.map((one) => [one.code, one.severity])])]).toEqual([1, [[[], [[code, 'error']]]]]);
  });

  it('reads what is hostile as the text it is: names that reach a prototype, bytes that are no UTF-8, codes of a terminal', async () => {
    const text = '{"version":"4","alerts":[{"status":"firing","labels":{"alertname":"A\\u001b[2J","severity":"info","__proto__":"x","constructor":"c"}}]}';
    const bytes = Buffer.concat([Buffer.from(text.slice(0, -4)), Buffer.from(',"odd":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}}]}')]);
    const { code, lines: [line] } = await run('normalise', 'alertmanager', file('hostile.json', bytes));
    expect([code, line?.findings.map((one) => one.code).sort()]).toEqual([0, ['bytes-replaced', 'label-dropped', 'time-unreadable']]);
    expect(Object.keys(line!.alarms[0]!.labels).sort()).toEqual(['alertname', 'constructor', 'odd', 'severity']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect((await run('normalise', 'alertmanager', join(folder, 'hostile.json'), '--text')).out).not.toContain('\u001b');
    const template = file('proto.json', '{"a":{"payload":{"labels":{"severity":"info"}},"parameters":{"labels.__proto__":["x"],"__proto__.polluted":["y"]}}}');
    expect((await run('normalise', 'alertmanager', template)).lines[0]?.alarms[0]?.labels).toEqual({ alertname: 'a', severity: 'info' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says that a file is not there, and how it is used', async () => {
    expect(await run('normalise', 'alertmanager', join(folder, 'none.json'))).toMatchObject({ code: 1, lines: [{ alarms: [], findings: [{ code: 'file-unreadable', message: expect.stringContaining('ENOENT') as string }] }] });
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
    mkdirSync(join(folder, 'empty'));
    for (const argv of [[], ['normalise'], ['normalize', 'alertmanager', 'a'], ['normalise', 'nagios3', 'a'], ['normalise', 'alertmanager'], ['normalise', 'alertmanager', 'a', 'b'], ['normalise', 'alertmanager', 'a', '--jsno'], ['normalise', 'alertmanager', 'a', '--received-at', 'noon'], ['normalise', 'alertmanager', join(folder, 'empty')]]) {
      expect(await run(...argv)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Try: signalbox alarm normalise --help') as string });
    }
    expect((await run('normalise', 'nagios3', 'a')).err).toContain('alertmanager');
  });
});
