import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFlow } from './flow.command.ts';

const model = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><collaboration id="c"><participant id="pa" processRef="a"/><participant id="pb" processRef="b"/><messageFlow id="m" sourceRef="t" targetRef="u"/></collaboration>
  <process id="a"><startEvent id="s"/><task id="t" name="Tell"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process><process id="b"><task id="u"/></process></definitions>`;

/** Runs the command on files by their paths; what it writes is there for the next. A path without an ending is a folder. */
function disk(files: Record<string, string>) {
  return async (argv: string[], write: (path: string) => Promise<void> = () => Promise.resolve()) => {
    let [out, err] = ['', ''];
    const code = await runFlow(argv, {
      stdout: { write: (more) => { out += more; } }, stderr: { write: (more) => { err += more; } },
      files: {
        list: (path, ending) => Promise.resolve(Object.hasOwn(files, path) || path.includes('.') ? [path] : Object.keys(files).filter((one) => one.startsWith(join(path, '/')) && one.endsWith(ending)).sort()),
        read: (path) => (files[path] === undefined ? Promise.reject(new Error(`ENOENT: ${path}`)) : Promise.resolve({ bytes: new TextEncoder().encode(files[path]), isCut: false })),
      },
      output: { write: async (path, text) => { await write(path); files[path] = text; } },
    });
    return { code, out, err };
  };
}
const said = (out: string) => JSON.parse(out) as { file: string | string[]; out: string | null; findings: { code: string; file: string }[]; lost: { element: string }[] };

describe('signalbox flow export', () => {
  it('joins the flows of a model to it again, and says in a line what is lost', async () => {
    const files: Record<string, string> = { 'm.bpmn': model };
    const run = disk(files);
    await run(['import', 'm.bpmn', '--out', 'o']);
    const whole = await run(['export', 'o', '--format', 'bpmn', '--out', 'again.bpmn', '--json']);
    expect([whole.code, said(whole.out)]).toEqual([0, { file: 'o', out: 'again.bpmn', findings: [], lost: [] }]);
    for (const part of ['<participant id="pa" processRef="a"/>', '<participant id="pb" processRef="b"/>', '<messageFlow id="m" sourceRef="t" targetRef="u"/>', '<task id="t" name="Tell"']) expect(files['again.bpmn']).toContain(part);
    const alone = await run(['export', join('o', 'm.a.flow.json'), '--format', 'bpmn', '--out', 'a.bpmn', '--json']);
    expect([alone.code, said(alone.out).lost.map(({ element }) => element), files['a.bpmn']!.includes('pb')]).toEqual([0, ['m'], false]);
    const named = await run(['export', join('o', 'm.b.flow.json'), join('o', 'm.a.flow.json'), '--format', 'bpmn', '--out', 'named.bpmn', '--json']);
    expect([said(named.out).file, files['named.bpmn']]).toEqual([[join('o', 'm.b.flow.json'), join('o', 'm.a.flow.json')], files['again.bpmn']]);
  });

  it('shows what was changed in the flow file', async () => {
    const files: Record<string, string> = { 'm.bpmn': model };
    const run = disk(files);
    await run(['import', 'm.bpmn', '--out', 'o']);
    files[join('o', 'm.a.flow.json')] = files[join('o', 'm.a.flow.json')]!.replace('"Tell"', '"Ask"');
    const { code, out } = await run(['export', 'o', '--format', 'bpmn', '--out', 'again.bpmn']);
    expect([code, out, files['again.bpmn']!.includes('<task id="t" name="Ask"')]).toEqual([0, 'o: again.bpmn\n', true]);
  });

  it('writes nothing where a flow cannot be read, and ends with 1', async () => {
    const files: Record<string, string> = { 'm.bpmn': model };
    const run = disk(files);
    await run(['import', 'm.bpmn', '--out', 'o']);
    files['o/broken.json'] = '{';
    const { code, out } = await run(['export', 'o', '--format', 'bpmn', '--out', 'again.bpmn', '--json']);
    expect([code, said(out).out, said(out).findings.map((one) => [one.code, one.file]), files['again.bpmn']]).toEqual([1, null, [['file-not-json', 'o/broken.json']], undefined]);
  });

  it('says what is wrong with a call', async () => {
    const run = disk({ 'empty/none.txt': '' });
    for (const [argv, why] of [
      [['export', 'a.json', '--out', 'o.bpmn'], '--format bpmn'], [['export', 'a.json', '--format', 'xpdl', '--out', 'o'], '--format bpmn'], [['export', 'a.json', '--format', 'bpmn'], 'say with --out'], [['export', '--format', 'bpmn', '--out', 'o'], 'name at least one'],
      [['export', 'empty', '--format', 'bpmn', '--out', 'o'], 'no flow'], [['check', 'a.json', '--format', 'bpmn'], '--format goes with export'],
    ] as const) expect(await run([...argv])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(why) as string });
    const full = disk({ 'm.bpmn': model });
    await full(['import', 'm.bpmn', '--out', 'o']);
    expect(await full(['export', 'o', '--format', 'bpmn', '--out', 'x'], () => Promise.reject(new Error('EROFS')))).toMatchObject({ code: 2, err: expect.stringContaining('cannot be written: EROFS') as string });
    expect((await run(['export', '--help'])).out).toContain('signalbox flow export');
  });
});
