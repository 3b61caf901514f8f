import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';
import { inputFiles } from '../input-files.ts';
import { runFlow } from './flow.command.ts';

const shipped = 'seed/flows/incident.flow.json';
const text = async (): Promise<Record<string, never>> => JSON.parse(await readFile(join(projectFolder, shipped), 'utf8')) as Record<string, never>;

/** Runs the command on the project's files and the given ones. */
async function run(argv: string[], files: Record<string, unknown> = {}): Promise<{ code: number; out: string[]; err: string }> {
  let [out, err] = ['', ''];
  const code = await runFlow(argv, {
    stdout: { write: (more) => { out += more; } }, stderr: { write: (more) => { err += more; } },
    output: { write: () => Promise.reject(new Error('nothing is written here')) },
    files: {
      list: async (path, ending) => (await inputFiles.list(join(projectFolder, path), ending)).map((found) => relative(projectFolder, found)),
      read: (path, limit) => (Object.hasOwn(files, path) ? Promise.resolve({ bytes: new TextEncoder().encode(typeof files[path] === 'string' ? files[path] : JSON.stringify(files[path])), isCut: false }) : inputFiles.read(join(projectFolder, path), limit)),
    },
  });
  return { code, out: out.split('\n').filter((line) => line !== ''), err };
}

describe('signalbox flow check', () => {
  it('finds the shipped flow sound', async () => {
    expect(await run(['check', shipped])).toEqual({ code: 0, out: [`${shipped}: sound`], err: '' });
  });

  it('says for each fault the file, the step, the field and what to do', async () => {
    const file = await text() as unknown as { nodes: Record<string, { config: Record<string, unknown> } & Record<string, unknown>>; edges: Record<string, Record<string, unknown>> };
    file.nodes['diagnose']!['ticketSate'] = 'resolved';
    file.edges['is-up-no']!['conditon'] = 'true';
    const shape = await run(['check', 'a.json'], { 'a.json': file });
    expect(shape).toMatchObject({ code: 1, err: '' });
    expect(shape.out).toEqual([
      'a.json: diagnose: ticketSate: "nodes/diagnose" has a field nobody knows: "ticketSate". Did you mean "ticketState"? Rename it, or remove it.',
      'a.json: is-up-no: conditon: "edges/is-up-no" has a field nobody knows: "conditon". Did you mean "condition"? Rename it, or remove it.',
      'a.json: cannot be published, 2 errors',
    ]);
    const settings = await text() as unknown as typeof file;
    settings.nodes['diagnose']!.config['setAssignee'] = true;
    settings.nodes['repair']!.config['maxAtempts'] = 3;
    expect((await run(['check', 'b.json'], { 'b.json': settings })).out).toEqual(expect.arrayContaining([
      'b.json: diagnose: /setAssignee: "Diagnose" has a setting nobody knows: "setAssignee". Did you mean "setsAssignee"? Rename it, or remove it.',
      'b.json: repair: /maxAtempts: "Bring the interface up" has a setting nobody knows: "maxAtempts". Did you mean "maxAttempts"? Rename it, or remove it.',
    ]));
  });

  it('proves what is drawn, and names the steps that lead into a deadlock', async () => {
    const { code, out } = await run(['check', 'domain/flow/soundness/fixtures/deadlock.flow.json', '--json']);
    const [answer] = out.map((line) => JSON.parse(line) as { file: string; soundness: { verdict: string; trace: string[] }; findings: { code: string; file: string; path: string; trace?: string[] }[] });
    expect([code, answer?.soundness.verdict]).toEqual([1, 'unsound']);
    expect(answer?.soundness.trace.length).toBeGreaterThan(0);
    expect(answer?.findings).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'deadlock', file: answer?.file, path: expect.stringMatching(/^\/nodes\//), trace: expect.any(Array) })]));
  });

  it('reads older formats, and goes on after a file it cannot read', async () => {
    const old = { formatVersion: 0, key: 'old', name: 'Old', nodes: [{ id: 'start', kind: 'start', name: 'Begin' }, { id: 'end', kind: 'end', name: 'Over' }], edges: [{ id: 'e1', from: 'start', to: 'end' }] };
    const { code, out } = await run(['check', 'none.json', 'half.json', 'old.json'], { 'half.json': '{"formatVersion": 1,', 'old.json': old });
    expect(code).toBe(1);
    expect(out[0]).toMatch(/^none\.json: The file cannot be read: .*ENOENT.* Check its name and its rights\.$/);
    expect(out[2]).toMatch(/^half\.json: The file is not JSON: /);
    expect(out.at(-1)).toBe('old.json: sound; read from format version 0');
  });

  it('says how it is used', async () => {
    expect(await run(['check', '--help'])).toMatchObject({ code: 0 });
    for (const argv of [[], ['check'], ['chek', 'a.json'], ['check', 'a.json', '--jsno'], ['check', 'a.json', '--auto']]) expect(await run(argv)).toMatchObject({ code: 2, out: [], err: expect.stringContaining('Try: signalbox flow check --help') });
  });
});

describe('signalbox flow run', () => {
  it('begins at each start it is told, and says which', async () => {
    const ways = 'domain/flow/nodes/start/fixtures/by-message.flow.json';
    expect((await run(['run', ways, '--auto', '--start', 'byForm'])).out.at(-1)).toMatch(/: from byForm, completed after/);
    expect((await run(['run', ways, '--auto', '--start', 'byMessage'])).out.at(-1)).toMatch(/: from byMessage, completed after/);
    const { code, out } = await run(['run', ways, '--start', 'work', '--json']);
    expect([code, JSON.parse(out[0]!)]).toMatchObject([1, { start: null, findings: [{ code: 'RUN_START_UNKNOWN' }] }]);
  });

  interface Ran { file: string; status: string; path: { node: string; event: string; seq: number }[]; tokens: unknown[]; waiting: unknown[]; variables: Record<string, unknown>; findings: { code: string; severity: string; file: string }[] }
  const ran = async (argv: string[], files: Record<string, unknown> = {}) => { const { code, out, err } = await run(['run', ...argv, '--json'], files); return { code, err, lines: out.map((line) => JSON.parse(line) as Ran) }; };

  it('plays a folder by itself, one line a flow', async () => {
    const { code, lines } = await ran(['seed/flows', '--auto']);
    expect([code, lines.map(({ file, status }) => [file, status])]).toEqual([0, [['seed/flows/incident.flow.json', 'completed'], ['seed/flows/service-request.flow.json', 'completed']]]);
    expect(Object.keys(lines[0]!)).toEqual(['file', 'status', 'start', 'path', 'tokens', 'waiting', 'variables', 'findings']);
    expect(lines[0]!.path[0]).toEqual({ node: 'start-alarm', event: 'enter', seq: expect.any(Number) as number });
    expect((await ran(['seed/flows', '--auto'])).lines).toEqual(lines);
    expect((await run(['run', shipped])).out).toEqual([expect.stringMatching(/incident\.flow\.json: from start-alarm, waiting after \d+ steps; waits for /)]);
  });

  it('plays the example script with its outputs, as the help says', async () => {
    const { code, lines: [line] } = await ran([shipped, '--script', 'docs/examples/incident.script.json', '--outputs', 'docs/examples/incident.outputs.json']);
    expect([code, line?.status, line?.findings]).toEqual([0, 'completed', []]);
    expect(line?.path.map(({ node }) => node)).toEqual(expect.arrayContaining(['approve', 'repair', 'check', 'resolved']));
  });

  it('goes on after files that are broken or hostile, and ends each of them', async () => {
    const file = await text() as unknown as { nodes: Record<string, { kind: string; config: Record<string, unknown> }> };
    file.nodes['repair']!.kind = 'no-such-kind';
    const { code, lines } = await ran(['none.json', 'half.json', 'deep.json', 'proto.json', 'large.json', 'list.json', 'kind.json', shipped, '--auto'], {
      'half.json': '{"formatVersion": 1,', 'deep.json': '['.repeat(200_000), 'proto.json': '{"formatVersion":1,"key":"a","__proto__":{"x":1}}', 'large.json': ' '.repeat(3_000_000), 'list.json': [], 'kind.json': file,
    });
    expect([code, lines.map(({ status, findings }) => [status, findings[0]?.code])]).toEqual([1, [
      ['failed', 'file-unreadable'], ['failed', 'file-not-json'], ['failed', 'file-not-json'], ['failed', 'name-refused'], ['failed', 'file-too-large'], ['failed', 'file-no-object'], ['failed', 'kind-unknown'], ['completed', undefined],
    ]]);
  });

  it('says which script, outputs or steps cannot be used', async () => {
    const files = { 's.json': { steps: [{ task: 'a', odd: 1 }] }, 'o.json': [], 'n.json': '{', 'd.json': '{"a":' + '['.repeat(1_000) + ']'.repeat(1_000) + '}' };
    for (const [argv, why] of [[['--script', 's.json'], 'steps.0'], [['--outputs', 'o.json'], 'the outputs o.json cannot be used'], [['--script', 'n.json'], 'cannot be read'], [['--outputs', 'd.json'], 'nested deeper'], [['--script', 'none.json'], 'ENOENT'], [['--max-steps', '0'], '--max-steps takes'], [['--max-steps', 'many'], '--max-steps takes']] as const) {
      expect(await run(['run', shipped, ...argv], files)).toMatchObject({ code: 2, out: [], err: expect.stringMatching(new RegExp(`${why}[\\s\\S]*Try: signalbox flow run --help`)) as string });
    }
    expect(await ran([shipped, '--auto', '--max-steps', '3'])).toMatchObject({ code: 1, lines: [{ status: 'failed', findings: expect.arrayContaining([expect.objectContaining({ code: 'FLOW_RUN_STEPS_EXCEEDED' })]) as unknown }] });
    expect((await run(['run', '--help'])).out[0]).toContain('signalbox flow run');
  });

  it('plays many files in one call', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}.json`, { formatVersion: 1, key: `f${at}`, name: { en: 'F' }, nodes: { start: { kind: 'start', name: { en: 'S' } }, wait: { kind: 'timer', name: { en: 'W' }, config: { value: 'PT1H' } }, end: { kind: 'end', name: { en: 'E' } } }, edges: { a: { from: 'start', to: 'wait' }, b: { from: 'wait', to: 'end' } } }]));
    const { code, lines } = await ran([...Object.keys(files), '--auto'], files);
    expect([code, lines.length, new Set(lines.map(({ status }) => status))]).toEqual([0, 200, new Set(['completed'])]);
  });
});
