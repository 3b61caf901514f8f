import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFlowText } from '#domain/flow/file/flow.file';
import { runFlow } from './flow.command.ts';

const model = (id: string, inside = '<startEvent id="s"/><task id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>'): string => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="${id}" name="Of ${id}">${inside}</process></definitions>`;

/** Runs the command on models by their paths; a path without an ending is a folder. */
async function run(argv: string[], models: Record<string, string | Uint8Array>, write: (path: string, text: string) => Promise<void> = () => Promise.resolve()) {
  let [out, err] = ['', ''];
  const written = new Map<string, string>();
  const code = await runFlow(argv, {
    stdout: { write: (more) => { out += more; } }, stderr: { write: (more) => { err += more; } },
    files: {
      list: (path, ending) => Promise.resolve(Object.hasOwn(models, path) || path.includes('.') ? [path] : Object.keys(models).filter((one) => one.startsWith(`${path}/`) && one.endsWith(ending)).sort()),
      read(path, limit) {
        const content = models[path];
        if (content === undefined) return Promise.reject(new Error(`ENOENT: ${path}`));
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return Promise.resolve({ bytes: bytes.subarray(0, limit), isCut: bytes.byteLength > limit });
      },
    },
    output: { write: async (path, text) => { await write(path, text); written.set(path, text); } },
  });
  return { code, err, written, out, lines: argv.includes('--json') ? out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { file: string; flows: { key: string; name: string; out: string }[]; findings: { code: string; file: string; severity: string }[]; lost: object[] }) : [] };
}

describe('signalbox flow import', () => {
  it('writes a flow file of each process and says in a line where', async () => {
    const { code, lines, written } = await run(['import', 'desk.bpmn', '--out', 'flows', '--json'], { 'desk.bpmn': model('p') });
    expect([code, lines]).toEqual([0, [{ file: 'desk.bpmn', flows: [{ key: 'p', name: 'Of p', out: join('flows', 'desk.p.flow.json') }], findings: [], lost: [] }]]);
    const text = written.get(join('flows', 'desk.p.flow.json'))!;
    expect([parseFlowText(text).ok, text.endsWith('}\n')]).toEqual([true, true]);
  });

  it('takes a folder with all its folders, and gives no two flows one name', async () => {
    const models = { 'm/a.bpmn': model('p'), 'm/sub/a.bpmn20.xml': model('p'), 'm/sub/A.bpmn': model('p'), 'm/p.bpmn2': model('p'), 'm/other.txt': 'x' };
    const { code, lines, written } = await run(['import', 'm', '--out', 'o', '--json'], models);
    expect([code, lines.map(({ file }) => file)]).toEqual([0, ['m/a.bpmn', 'm/p.bpmn2', 'm/sub/A.bpmn', 'm/sub/a.bpmn20.xml']]);
    expect([...written.keys()]).toEqual(['o/a.p.flow.json', 'o/p.flow.json', 'o/sub/A.p.flow.json', 'o/sub/a.p-2.flow.json'].map((path) => join(...path.split('/'))));
  });

  it('goes on after models it cannot read, and ends with 1', async () => {
    const { code, lines } = await run(['import', 'none.bpmn', 'half.bpmn', 'large.bpmn', 'evil.bpmn', 'good.bpmn', '--out', 'o', '--json'], {
      'half.bpmn': '<definitions', 'large.bpmn': new Uint8Array(50 * 1024 * 1024), 'evil.bpmn': `<!DOCTYPE a>${model('p')}`, 'good.bpmn': model('p'),
    });
    expect([code, lines.map(({ flows, findings }) => [flows.length, findings.map(({ code: one, file }) => [one, file])])]).toEqual([1, [
      [0, [['file-unreadable', 'none.bpmn']]], [0, [['bpmn-xml', 'half.bpmn']]], [0, [['file-too-large', 'large.bpmn']]], [0, [['bpmn-doctype', 'evil.bpmn']]], [1, []],
    ]]);
  });

  it('tells people what was found and how much was lost', async () => {
    const { code, out } = await run(['import', 'a.bpmn', '--out', 'o'], { 'a.bpmn': model('p', '<startEvent id="s"><conditionalEventDefinition/></startEvent><dataObject id="d"><extensionElements xmlns:v="u"><v:a constructor="x"/></extensionElements></dataObject>') });
    expect([code, out.split('\n')]).toEqual([0, ['a.bpmn: s: /trigger: warning: The start "s" was begun by "conditionalEventDefinition"; here it is begun by a form. Choose what begins it, or start it from outside.', `a.bpmn: ${join('o', 'a.p.flow.json')}; 1 thing of the model is not in it (--json says which)`, '']]);
  });

  const states = [{ id: 1, type: 'START' }, { id: 2, type: 'NORMAL', name: 'Fill in' }, { id: 3, type: 'END' }];
  const process = JSON.stringify([{ workflow_id: 4, name: 'Of bk', states, transitions: [{ id: 1, from_state: 1, to_state: 2 }, { id: 2, from_state: 2, to_state: 3 }], fields: [] }]);

  it('takes processes of bk-itsm beside models, whatever the file is called', async () => {
    const { code, lines, written } = await run(['import', 'm', 'export', '--out', 'o', '--json'], { 'm/a.bpmn': model('p'), 'm/b.json': process, export: process });
    expect([code, lines.map(({ file, flows }) => [file, flows.map(({ key, name }) => [key, name])])]).toEqual([0, [['m/a.bpmn', [['p', 'Of p']]], ['m/b.json', [['of-bk', 'Of bk']]], ['export', [['of-bk', 'Of bk']]]]]);
    expect([...written.keys()]).toEqual(['a.p.flow.json', 'b.of-bk.flow.json', 'export.of-bk.flow.json'].map((name) => join('o', name)));
    expect([...written.values()].every((text) => parseFlowText(text).ok)).toBe(true);
  });

  it('passes over other JSON of a folder, but not where it was named, nor what looks like a process', async () => {
    const other = { 'm/package.json': '{"name": "x"}', 'm/list.json': '[1]', 'm/notes.json': '{"a": // b', 'm/half.json': '{"states": {}, "transitions": ' };
    const { code, lines } = await run(['import', 'm', '--out', 'o', '--json'], { ...other, 'm/a.json': process });
    expect([code, lines.map(({ file, findings }) => [file, findings.filter(({ severity }) => severity === 'error').map((one) => one.code)])]).toEqual([1, [['m/a.json', []], ['m/half.json', ['file-not-json']]]]);
    for (const [file, found] of [['m/package.json', 'bk-none'], ['m/notes.json', 'file-not-json']] as const) {
      const named = await run(['import', file, '--out', 'o', '--json'], other);
      expect([named.code, named.lines.map(({ findings }) => findings.map((one) => one.code))]).toEqual([1, [[found]]]);
    }
    expect(await run(['import', 'm', '--out', 'o'], { 'm/package.json': '{}' })).toMatchObject({ code: 2, err: expect.stringContaining('no model of BPMN and no process') as string });
  });

  it('says what is wrong with a call', async () => {
    const wrong = (argv: string[]) => run(argv, { 'a.bpmn': model('p') });
    for (const [argv, why] of [[['import', 'a.bpmn'], '--out'], [['import', '--out', 'o'], 'name at least one'], [['import', 'empty', '--out', 'o'], 'no model'], [['import', 'a.bpmn', '--out', 'o', '--auto'], '--auto goes with run'], [['check', 'a.json', '--out', 'o'], '--out goes with import']] as const) {
      expect(await wrong([...argv])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(why) as string });
    }
    expect(await run(['import', 'a.bpmn', '--out', 'o'], { 'a.bpmn': model('p') }, () => Promise.reject(new Error('EROFS')))).toMatchObject({ code: 2, err: expect.stringContaining('cannot be written: EROFS') as string });
    expect((await wrong(['import', '--help'])).out).toContain('signalbox flow import');
  });

  it('takes many models in one call', async () => {
    const models = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`m/f${at}.bpmn`, model(`p${at}`)]));
    const { code, lines } = await run(['import', 'm', '--out', 'o', '--json'], models);
    expect([code, lines.length]).toEqual([0, 300]);
  });
});
