import { describe, expect, it } from 'vitest';
import { runFlowRuns } from './runs.command.ts';
import { flowRunsHelp } from './runs.help.ts';

interface Asked { method: string; path: string; headers: Record<string, string>; body: unknown }
type Answer = { status?: number; body: unknown } | 'away';

/** A portal that answers what it is told to, in turn. */
async function ran(argv: readonly string[], answers: Answer[] = [], env: Record<string, string> = { SIGNALBOX_TOKEN: 'sbx_test' }) {
  const asked: Asked[] = [];
  let [out, err] = ['', ''];
  const fetched = ((address: URL, init: RequestInit) => {
    asked.push({ method: init.method ?? '', path: `${address.pathname}${address.search}`, headers: init.headers as Record<string, string>, body: init.body ? JSON.parse(init.body as string) : null });
    const answer = answers.shift() ?? { body: {} };
    return answer === 'away' ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(new Response(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body), { status: answer.status ?? 200 }));
  }) as unknown as typeof fetch;
  const code = await runFlowRuns(argv, { stdout: { write: (text) => { out += text; } }, stderr: { write: (text) => { err += text; } }, env, fetch: fetched, newKey: () => 'key-1' });
  return { code, out, err, asked };
}
const run = { id: 'INC-7.1', key: 'INC-7', n: 1, title: 'Uplink \u001b[31mdown', priority: 'P2', flow: 'incident', flowName: { en: 'Incident' }, version: 3, phase: 'incident', steps: [{ node: 'repair', name: null }], incidents: 1, startedAt: '2026-11-01T08:00:00.000Z', updatedAt: '2026-11-01T09:00:00.000Z', endedAt: null, isLost: false, isChanged: false, mayRepair: true };
const change = { run: 'INC-7', seq: 9, added: [{ node: 'approval-1', name: { en: 'May we?' }, kind: 'approval' }], moved: [{ token: 't1', from: { node: 'repair', name: null }, to: { node: 'approval-1', name: null } }], cancelled: [{ task: 'task2', node: 'repair', name: null, assignee: 'Ana' }], opened: [{ task: 'task3', node: 'approval-1', name: null }], stopped: [], called: [], stands: [{ node: 'approval-1', name: null }], findings: [], verdict: 'sound', statesSeen: 9, refusal: null };

describe('signalbox flow runs', () => {
  it('lists page by page until there are enough', async () => {
    const { code, out, asked } = await ran(['list', '--flow', 'incident', '--state', 'incident,suspended', '--age', 'P1D', '--limit', '3', '--json'], [{ body: { items: [run, run], next: 'c1', total: 9 } }, { body: { items: [run], next: 'c2', total: null } }]);
    expect(code).toBe(0);
    expect(out.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['INC-7.1', 'INC-7.1', 'INC-7.1']);
    expect(asked.map(({ path }) => path)).toEqual(['/api/runs?flow=incident&phase=incident%2Csuspended&age=P1D&limit=3', '/api/runs?flow=incident&phase=incident%2Csuspended&age=P1D&limit=1&cursor=c1']);
    expect(asked[0]!.headers['authorization']).toBe('Bearer sbx_test');
  });
  it('writes lines for people without what would move their cursor', async () => expect((await ran(['list'], [{ body: { items: [run], next: null, total: 1 } }])).out).toBe('INC-7.1        incident   2026-11-01T09:00Z  incident@3               repair               Uplink  [31mdown\n'));
  it('mends many in one call, tells each, and fails when one was refused', async () => {
    const { code, out, asked } = await ran(['retry', 'INC-7.1/i1', 'INC-8/i2'], [{ body: { results: [{ run: 'INC-7.1', incident: 'i1', accepted: true, shown: true }, { run: 'INC-8', incident: 'i2', accepted: false, shown: false, code: 'INCIDENT_GONE', message: 'This incident was mended already.' }] } }]);
    expect(code).toBe(1);
    expect(out).toBe('INC-7.1/i1: accepted\nINC-8/i2: INCIDENT_GONE: This incident was mended already. Reload the ticket.\n');
    expect(asked).toMatchObject([{ method: 'POST', path: '/api/incidents/mend', body: { action: 'retry', incidents: [{ run: 'INC-7.1', incident: 'i1' }, { run: 'INC-8', incident: 'i2' }] } }]);
    expect(asked[0]!.headers['idempotency-key']).toBe('key-1');
  });
  it('sends more than one call takes in several', async () => {
    const names = Array.from({ length: 150 }, (_, n) => `INC-${n + 1}/i1`);
    const { code, asked } = await ran(['skip', ...names], [{ body: { results: [] } }, { body: { results: [] } }]);
    expect([code, ...asked.map(({ body }) => (body as { incidents: unknown[] }).incidents.length)]).toEqual([0, 100, 50]);
  });
  it('throws an error at a step, and sets variables before it tries again', async () => {
    expect((await ran(['error', 'INC-7/i1', '--code', 'GONE'], [{ body: { results: [] } }])).asked[0]!.body).toEqual({ action: 'throw', code: 'GONE', incidents: [{ run: 'INC-7', incident: 'i1' }] });
    expect((await ran(['retry', 'INC-7.1/i1', '--set', 'n=7', '--set', 'note="a=b"'])).asked).toMatchObject([{ path: '/api/tickets/INC-7/incidents/i1', body: { action: 'retry', edits: { n: 7, note: 'a=b' } } }]);
  });
  it('cancels and suspends with a reason, and resumes', async () => {
    expect((await ran(['suspend', 'INC-7', '--reason', 'Replaced'])).asked).toMatchObject([{ method: 'POST', path: '/api/runs/INC-7/suspend', body: { reason: 'Replaced' } }]);
    expect(await ran(['resume', 'INC-7.2', '--json'], [{ body: { accepted: true, shown: true } }])).toMatchObject({ code: 0, out: '{"run":"INC-7.2","accepted":true,"shown":true}\n' });
  });
  it('shows what would come of a change, then makes it as it was shown', async () => {
    const argv = ['change', 'INC-7', '--insert', 'approval', '--before', 'repair', '--name', 'May we?', '--ask', 'relation:teamLead', '--ask', 'person:ana', '--rejected', 'end'];
    const operations = [{ do: 'insert', kind: 'approval', before: 'repair', name: { en: 'May we?' }, assignments: [{ by: 'relation', relation: 'teamLead' }, { by: 'person', person: 'ana' }], rejectedTo: 'end' }];
    const looked = await ran([...argv, '--preview'], [{ body: change }]);
    expect(looked).toMatchObject({ code: 0, asked: [{ method: 'POST', path: '/api/runs/INC-7/change/preview', body: { operations } }] });
    expect(looked.out).toBe('INC-7  at line 9\nadds       approval approval-1: May we?\nmoves      repair -> approval-1 (t1)\ncancels    task task2 at repair, Ana\nasks       at approval-1\nstands at  approval-1\n');
    const made = await ran([...argv, '--reason', 'Asked for', '--json'], [{ body: change }, { body: { accepted: true, shown: true } }]);
    expect(made).toMatchObject({ code: 0, out: '{"run":"INC-7","accepted":true,"shown":true,"stands":["approval-1"]}\n' });
    expect(made.asked[1]).toMatchObject({ method: 'POST', path: '/api/runs/INC-7/change', body: { operations, seq: 9, reason: 'Asked for', confirmNotProven: false } });
  });
  it('makes no change that would be refused, and says where and why', async () => {
    const refusal = { code: 'RUN_CHANGE_UNFIT', message: 'The run cannot be changed so.', hint: 'Each place says why.', details: [{ path: '/moves/0', code: 'RUN_MOVE_TO', message: 'From "a" nothing can be moved to "b".', fix: 'Choose.' }] };
    const { code, out, asked } = await ran(['change', 'INC-7', '--move', 'a', '--to', 'b', '--reason', 'x'], [{ body: { ...change, added: [], moved: [], cancelled: [], opened: [], refusal } }]);
    expect([code, asked.length]).toEqual([1, 1]);
    expect(out).toContain('refused    RUN_CHANGE_UNFIT: The run cannot be changed so. Each place says why.\n           RUN_MOVE_TO: From "a" nothing can be moved to "b". Choose.\n');
    expect((await ran(['change', 'INC-7', '--skip', 'a', '--reason', 'x'], [{ body: { ...change, findings: [{ code: 'deadlock', severity: 'error', node: 'join', field: null, message: 'Waits for ever.', fix: 'Mend it.' }], verdict: 'unsound' } }])).out).toContain('flow       unsound\nerror      join: Waits for ever. Mend it.\n');
  });
  it.each([
    [[], 'say one of --insert, --skip, --move or --operations'], [['--skip', 'a', '--move', 'b'], 'say one of'], [['--skip', 'a', '--to', 'b'], '--to does not go with --skip'], [['--skip', 'a'], 'say why'], [['--move', 'a'], '--to STEP'],
    [['--insert', 'mail', '--on', 'e', '--name', 'N', '--ask', 'team:t'], '--insert knows task and approval'], [['--insert', 'task', '--name', 'N', '--ask', 'team:t'], '--before STEP or --on LINE'], [['--insert', 'task', '--on', 'e', '--ask', 'team:t'], '--name'],
    [['--insert', 'task', '--on', 'e', '--name', 'N'], '--ask team:ID'], [['--insert', 'task', '--on', 'e', '--name', 'N', '--ask', 'ana'], '--ask takes'], [['--insert', 'approval', '--on', 'e', '--name', 'N', '--ask', 'team:t'], '--rejected STEP'],
    [['--operations', '{}'], 'a list in JSON'], [['--operations', '[{"do":"cancel"}]'], '--operations: 0'], [['--skip', 'a', '--token', 'x'], '--token takes'],
  ])('does not take change %j', async (given, why) => expect(await ran(['change', 'INC-7', ...given])).toMatchObject({ code: 2, asked: [], err: expect.stringContaining(why) as string }));

  it('shows the state after a line', async () => {
    const { out, asked } = await ran(['state', 'INC-7.1', '--seq', '4'], [{ body: { run: 'INC-7.1', seq: 4, last: 9, at: '2026-11-01T08:00:00.000Z', status: 'running', tokens: [{ id: 't1', node: 'call', scope: 's0', waitsFor: 'activity' }], waits: [{ kind: 'activity', id: 'e1', node: 'call', dueAt: null }], variables: [{ scope: 's0', node: null, values: { n: 1 } }], visitedNodes: {}, visitedEdges: {} } }]);
    expect(asked[0]!.path).toBe('/api/runs/INC-7.1/state?seq=4');
    expect(out).toBe('INC-7.1  line 4 of 9, 2026-11-01T08:00:00.000Z: running\ntoken t1 at call, waits for activity\nactivity e1 at call\ns0.n = 1\n');
  });
  it('goes to the portal it is told to, below a path too', async () => expect((await ran(['resume', 'INC-7', '--url', 'https://portal.example/itsm'])).asked[0]!.path).toBe('/itsm/api/runs/INC-7/resume'));

  it('tells a refusal, and 1', async () => expect(await ran(['cancel', 'INC-7', '--reason', 'x', '--json'], [{ status: 409, body: { error: { code: 'RUN_OVER', message: 'This run is over.', hint: 'Reload.' } } }])).toMatchObject({ code: 1, out: '{"error":{"code":"RUN_OVER","message":"This run is over.","hint":"Reload."}}\n' }));
  it('tells a portal that is away, and one that is none', async () => {
    expect(await ran(['list'], ['away'])).toMatchObject({ code: 1, err: expect.stringContaining('SERVICE_UNAVAILABLE') as string });
    expect(await ran(['list'], [{ status: 502, body: '<html>' }])).toMatchObject({ code: 1, err: expect.stringContaining('answered 502') as string });
  });
  it('never tells the token', async () => expect(JSON.stringify([await ran(['list'], ['away']).then(({ out, err }) => out + err), flowRunsHelp])).not.toContain('sbx_test'));

  it.each<[string, string[]]>([
    ['no verb', []], ['an unknown verb', ['mend']], ['an option of another verb', ['list', '--reason', 'x']], ['no run', ['show']], ['two runs', ['show', 'INC-1', 'INC-2']], ['what is no run', ['show', 'INC']],
    ['no reason', ['cancel', 'INC-1']], ['an empty reason', ['cancel', 'INC-1', '--reason', ' ']], ['no incident', ['retry']], ['what is no incident', ['retry', 'INC-1']], ['no code', ['error', 'INC-1/i1']],
    ['a state nobody knows', ['list', '--state', 'asleep']], ['no duration', ['list', '--age', 'soon']], ['too many rows', ['list', '--limit', '0']], ['no JSON', ['retry', 'INC-1/i1', '--set', 'a=b c']], ['variables of several', ['retry', 'INC-1/i1', 'INC-2/i1', '--set', 'a=1']], ['no address', ['list', '--url', 'nowhere']],
  ])('calls %s a wrong usage, and asks nothing', async (_name, argv) => {
    const { code, err, asked } = await ran(argv);
    expect([code, asked]).toEqual([2, []]);
    expect(err).toContain('Try: signalbox flow runs --help');
  });
  it('wants a token', async () => expect(await ran(['list'], [], {})).toMatchObject({ code: 2, err: expect.stringContaining('SIGNALBOX_TOKEN') as string }));
  it('has its help', async () => expect(await ran(['--help'], [], {})).toMatchObject({ code: 0, out: flowRunsHelp }));
});
