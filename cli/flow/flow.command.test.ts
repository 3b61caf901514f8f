import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '#embedded/project';
import { runFlow } from './flow.command.ts';

const shipped = 'seed/flows/incident.flow.json';
const text = async (): Promise<Record<string, never>> => JSON.parse(await readFile(join(projectFolder, shipped), 'utf8')) as Record<string, never>;

/** Runs the command on the project's files and the given ones. */
async function run(argv: string[], files: Record<string, unknown> = {}): Promise<{ code: number; out: string[]; err: string }> {
  let [out, err] = ['', ''];
  const code = await runFlow(argv, {
    stdout: { write: (more) => { out += more; } }, stderr: { write: (more) => { err += more; } },
    readFile: (path) => (Object.hasOwn(files, path) ? Promise.resolve(typeof files[path] === 'string' ? files[path] : JSON.stringify(files[path])) : readFile(join(projectFolder, path), 'utf8')),
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
      'b.json: diagnose: /setAssignee: "diagnose" has a field nobody knows: "setAssignee". Did you mean "setsAssignee"? Rename it, or remove it.',
      'b.json: repair: /maxAtempts: "repair" has a field nobody knows: "maxAtempts". Did you mean "maxAttempts"? Rename it, or remove it.',
    ]));
  });

  it('proves what is drawn, and names the steps that lead into a deadlock', async () => {
    const { code, out } = await run(['check', 'domain/flow/soundness/fixtures/deadlock.flow.json', '--json']);
    const [answer] = out.map((line) => JSON.parse(line) as { file: string; verdict: string; findings: { code: string; file: string; path: string; trace?: string[] }[] });
    expect([code, answer?.verdict]).toEqual([1, 'unsound']);
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
    for (const argv of [[], ['check'], ['chek', 'a.json'], ['check', 'a.json', '--jsno']]) expect(await run(argv)).toMatchObject({ code: 2, out: [], err: expect.stringContaining('Try: signalbox flow check --help') });
  });
});
