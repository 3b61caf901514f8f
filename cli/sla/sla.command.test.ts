/** The command as a terminal or a pipe sees it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runSla } from './sla.command.ts';

const examples = fileURLToPath(new URL('../../docs/examples/', import.meta.url));

interface Ran { code: number; out: string; err: string; lines: Record<string, unknown>[] }
async function run(argv: string[], stdin: (string | Uint8Array)[] = [], onWrite: (text: string) => void = () => {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await runSla(argv, {
    stdout: { write: (text) => { out += text; onWrite(text); return true; } },
    stderr: { write: (text) => { err += text; return true; } },
    stdin: (async function* () { yield* stdin; })(),
    readFile: (path) => readFile(path, 'utf8'),
  });
  const lines = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, out, err, lines };
}
const single = ['explain', '--calendar', `${examples}calendar-berlin.json`, '--start', '2026-03-27 15:30', '--target', 'PT4H'];
const row = (more: object): string => `${JSON.stringify({ calendar: 'calendar-247.json', start: '2026-03-28T12:00:00Z', target: 'PT24H', ...more })}\n`;
const batch = ['explain', '--batch', '--calendars', examples];

describe('signalbox sla explain', () => {
  it('answers one question in JSON', async () => {
    const ran = await run([...single, '--warn', '-PT30M', '--escalate=PT10H', '--pause', '2026-03-30 09:00/2026-03-30 10:00/waiting for customer', '--json']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.lines).toEqual([expect.objectContaining({ id: null, due: '2026-03-30T10:30:00Z', warn: '2026-03-30T10:00:00Z', escalate: '2026-03-31T12:30:00Z', holdSeconds: 3600, elapsedSeconds: null, breachedAt: null })]);
    expect(Object.keys(ran.lines[0]!)).toEqual(['id', 'due', 'warn', 'escalate', 'holdSeconds', 'elapsedSeconds', 'breachedAt', 'explain']);
  });

  it('answers one question for people, with its reasons', async () => {
    const { out, code } = await run([...single, '--stop', '2026-03-30 12:00']);
    expect(code).toBe(0);
    expect(out).toContain('Due       2026-03-30 11:30:00 Europe/Berlin   2026-03-30T09:30:00Z\n');
    expect(out).toContain('Breached  2026-03-30 11:30:00');
    expect(out).toContain('Elapsed   4 h 30 min\n');
    expect(out).toContain('  - The clocks change by 60 min at Sun 2026-03-29 03:00:00.\n');
  });

  it('counts between two times', async () => {
    expect((await run(['explain', '--calendar', `${examples}calendar-247`, '--between', '2026-01-01/2026-01-02', '--json'])).lines[0]).toMatchObject({ elapsedSeconds: 86_400, due: null });
  });

  it('answers a failed question with exit code 1: for people on stderr, with --json as a line', async () => {
    const bad = single.with(-1, 'P1Y');
    expect(await run(bad)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('(SLA_DURATION_UNIT)') });
    expect(await run([...bad, '--json'])).toMatchObject({ code: 1, err: '', lines: [{ id: null, error: { code: 'SLA_DURATION_UNIT', message: expect.stringContaining('years') } }] });
  });

  it.each([
    [[]], [['forecast']], [['explain']], [['explain', '--calendar', 'x', '--start', 'y']], [[...single, '--colour', 'red']], [[...single, '--warn']], [[...single, '--start', 'again']],
    [[...single, '--pause', 'only-one']], [['explain', '--batch', '--start', 'x']], [['explain', '--calendar', 'x', '--between', 'a']], [[...single, '--event', 'x']],
  ])('wrong usage %j ends with 2 and says how', async (argv) => {
    expect(await run(argv)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--help') });
  });

  it('runs as the command people type', async () => {
    const launcher = fileURLToPath(new URL('../signalbox.mjs', import.meta.url));
    const ran = await promisify(execFile)(process.execPath, [launcher, 'sla', ...single, '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ due: '2026-03-30T09:30:00Z' });
  }, 60_000);

  it('helps', async () => {
    for (const argv of [['--help'], ['explain', '--help'], ['explain', '-h'], ['help']]) expect(await run(argv)).toMatchObject({ code: 0, out: expect.stringContaining('Examples') });
  });
});

describe('signalbox sla explain --batch', () => {
  it('answers each line in order, goes on after a bad one, and ends with 1', async () => {
    const ran = await run(batch, [row({ id: 1 }), 'nonsense\n', '[]\n', '\n', row({ id: 'two', target: 'P1Y' }), row({ id: 3, calendar: 'missing' }), row({ id: 4, calendar: { zone: 'UTC', versions: [{ week: {} }] } }), row({ id: 5 })]);
    expect(ran.code).toBe(1);
    expect(ran.lines.map((line) => [line['id'], (line['error'] as { code: string } | undefined)?.code ?? line['due']])).toEqual([
      [1, '2026-03-29T12:00:00Z'], [null, 'SLA_QUESTION_NOT_JSON'], [null, 'SLA_QUESTION_NOT_JSON'], ['two', 'SLA_DURATION_UNIT'], [3, 'SLA_CALENDAR_NOT_FOUND'], [4, 'SLA_CALENDAR_EMPTY'], [5, '2026-03-29T12:00:00Z'],
    ]);
    for (const line of ran.lines.filter((each) => 'error' in each)) expect(Object.keys(line)).toEqual(['id', 'error']);
  });

  it('is stopped by no line, whatever is in it', async () => {
    const odd = ['null', '7', '"x"', '{', '{}', '{"__proto__":{"a":1}}', '{"id":{},"calendar":[]}', `{"calendar":"calendar-247.json","pauses":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      JSON.stringify({ calendar: { zone: 'UTC', versions: { length: 1e9 } } }), JSON.stringify({ calendar: 'x\u0000y' }), row({ start: '2026-13-01' }).trim(), row({ policy: [] }).trim(), row({ events: [null] }).trim()];
    const lines = Array.from({ length: 900 }, (_, i) => (i % 3 === 0 ? `${odd[(i / 3) % odd.length]!}\n` : row({ id: i, warn: '75%', pauses: [['2026-03-28T13:00:00Z', '2026-03-28T14:00:00Z']] })));
    const ran = await run(batch, [lines.join('')]);
    expect([ran.code, ran.lines.length]).toEqual([1, 900]);
    expect(ran.lines.filter((line) => 'due' in line)).toHaveLength(600);
    expect(new Set(ran.lines.map((line) => (line['error'] as { code: string } | undefined)?.code))).not.toContain('INTERNAL');
  }, 30_000);

  it('answers a line that finds a fault of ours, and goes on', async () => {
    const broken = row({ id: 1, calendar: 'broken' });
    let answers = '';
    const code = await runSla(batch, {
      stdout: { write: (text) => { answers += text; return true; } }, stderr: { write: () => true }, stdin: (async function* () { yield broken + row({ id: 2 }); })(),
      readFile: (path) => {
        if (path.includes('broken')) throw new TypeError('a fault of ours');
        return readFile(path, 'utf8');
      },
    });
    const [first, second] = answers.trim().split('\n').map((line) => JSON.parse(line) as { error?: { code: string }; due?: string });
    expect([code, first?.error?.code, second?.due]).toEqual([1, 'INTERNAL', '2026-03-29T12:00:00Z']);
  });

  it('ends with 0 when every line was answered', async () => {
    expect((await run(batch, [row({ id: 1 }), row({ id: 2 })])).code).toBe(0);
  });

  it('takes lines cut anywhere, also within a letter, with CRLF, a byte order mark and no last line break', async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${row({ id: 'ü' }).trim()}\r\n${row({ id: '调休' }).trim()}`);
    const ran = await run(batch, Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(ran.lines.map((line) => line['id'])).toEqual(['ü', '调休']);
  });

  it('answers a line before the next one comes', async () => {
    const seen: string[] = [];
    const order: string[] = [];
    const stdin = async function* (): AsyncGenerator<string> {
      yield row({ id: 1 });
      order.push(`asked 2 after ${seen.length} answers`);
      yield row({ id: 2 });
    };
    await runSla(batch, { stdout: { write: (text) => { seen.push(text); } }, stderr: { write: () => true }, stdin: stdin(), readFile: (path) => readFile(path, 'utf8') });
    expect(order).toEqual(['asked 2 after 1 answers']);
  });

  it('waits for a slow reader', async () => {
    let drain: (() => void) | null = null;
    let written = 0;
    const done = runSla(batch, {
      stdout: { write: () => { written++; return false; }, once: (event, listener) => { if (event === 'drain') drain = listener; } },
      stderr: { write: () => true }, stdin: (async function* () { yield row({ id: 1 }) + row({ id: 2 }); })(), readFile: (path) => readFile(path, 'utf8'),
    });
    while (drain === null) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(1);
    const release = (): void => { const listener = drain; drain = null; listener?.(); };
    release();
    while (drain === null) await new Promise((resolve) => setImmediate(resolve));
    release();
    expect(await done).toBe(0);
  });

  it('ends quietly when nobody reads any more', async () => {
    let lines = 0;
    let fail: (() => void) | null = null;
    const code = await runSla(batch, {
      stdout: { write: () => { lines++; setImmediate(() => fail?.()); return false; }, once: (event, listener) => { if (event === 'error') fail = listener; } },
      stderr: { write: () => true }, stdin: (async function* () { for (let i = 0; i < 50; i++) yield row({ id: i }); })(), readFile: (path) => readFile(path, 'utf8'),
    });
    expect([code, lines]).toEqual([0, 1]);
  });

  it('uses --calendar where a row names none, and calendars written into rows', async () => {
    const inline = { zone: 'UTC', versions: [{ week: { sat: [{ from: '12:00', to: '24:00' }] } }] };
    const ran = await run([...batch, '--calendar', 'calendar-247.json'], [row({ id: 1, calendar: undefined }), row({ id: 2, calendar: inline })]);
    expect(ran.lines.map((line) => line['due'])).toEqual(['2026-03-29T12:00:00Z', '2026-04-05T00:00:00Z']);
  });

  it('reads a calendar file once', async () => {
    let reads = 0;
    await runSla(batch, { stdout: { write: () => true }, stderr: { write: () => true }, stdin: (async function* () { for (let i = 0; i < 50; i++) yield row({ id: i }); })(), readFile: (path) => { reads++; return readFile(path, 'utf8'); } });
    expect(reads).toBe(1);
  });
});
