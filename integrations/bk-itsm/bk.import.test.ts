import { describe, expect, it } from 'vitest';
import { always, between, bytesOf, byId, choice, codes, definition, entered, field, first, flowOf, imported, run, state, way, when, type Raw } from '#test/builders/bk-process.builder';
import { importBk } from './bk.import.ts';

const result = (key: string): Raw => ({ inputs: [], outputs: [{ key, type: 'STRING', meta: { code: 'NODE_APPROVE_RESULT' } }, ...['PROCESS_COUNT', 'PASS_COUNT', 'REJECT_COUNT', 'PASS_RATE'].map((code) => ({ key: `${key}_${code}`, type: 'INT', meta: { code } }))] });
const simple = between([state(3, 'NORMAL')], [way(2, 2, 3), way(3, 3, 9)], [field(1, 'title', 'STRING')], { fields: [1] });

describe('shapes a file may have', () => {
  it.each<[string, unknown, number]>([
    ['one definition', simple, 1], ['a list', [simple, simple], 2], ['by a key', { a: simple, b: simple }, 2], ['an exported service', [{ name: 's', workflow: simple, sla: { x: 1 } }], 1],
    ['flows beside services', { flows: [simple], services: [{ name: 's' }] }, 1], ['an answer of an API', { result: true, data: { items: [{ workflow: simple }] } }, 1],
    ['states and ways as lists', { ...simple, states: Object.values(simple['states'] as object), transitions: Object.values(simple['transitions'] as object), fields: Object.values(simple['fields'] as object) }, 1],
    ['parts kept as texts', { ...simple, states: JSON.stringify(simple['states']), transitions: JSON.stringify(simple['transitions']) }, 1],
  ])('%s', (_, value, count) => {
    const { flows, findings } = imported(value);
    expect([flows?.length, findings.filter(({ severity }) => severity === 'error')]).toEqual([count, []]);
    expect(new Set(flows!.map(({ key }) => key)).size).toBe(count);
    for (const { file } of flows!) expect([run(file).status, entered(run(file))]).toEqual(['completed', ['state-1', 'state-2', 'state-3', 'state-9']]);
  });
  it('tells what stands beside', () => expect(imported({ flows: [simple], services: [{ name: 's' }] }).lost).toContainEqual({ element: '/services', type: 'beside', reason: expect.stringContaining('beside') as string }));
  it('reads ways and fields of the first exports', () => {
    const old = definition(
      [state(1, 'START'), { ...first(2), is_first_state: undefined, fields: ['1'] }, state(3, 'NORMAL'), state(9, 'END')],
      [[1, 2], [2, 3], [3, 9]].map(([from, to], index) => ({ id: index, from_state_id: from, to_state_id: to, direction: 'FORWARD', name: 'on' })), [field(1, 'title', 'STRING')],
    );
    expect(entered(run(flowOf(old)))).toEqual(['state-1', 'state-2', 'state-3', 'state-9']);
  });
  it.each<[string, unknown]>([['a flow of our own', flowOf(simple)], ['a package', { name: 'x', scripts: {} }], ['a state machine of another kind', { states: { a: { type: 'final' } }, transitions: [] }], ['nothing', {}], ['a number', 7], ['a list of numbers', [1, 2]]])('is none: %s', (_, value) => {
    const { told: _told, ...rest } = value as Raw;
    expect(imported(typeof value === 'object' && !Array.isArray(value) ? rest : value)).toMatchObject({ flows: null, isLikely: false, findings: [{ code: 'bk-none', severity: 'error' }] });
  });
  it('takes a process nobody drew as one without steps', () => expect(codes(imported({ ...simple, states: {}, transitions: {} }))).toEqual(['bk-empty']));
});

describe('hostile files', () => {
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  it.each<[string, string | Raw, string]>([
    ['no JSON', '{"states": {}, "transitions": ', 'file-not-json'], ['names of JavaScript', JSON.stringify(simple).replace('{', '{"__proto__": 1,'), 'name-refused'],
    ['depth', nested(100_000), 'file-too-deep'], ['many values', JSON.stringify(Array.from({ length: 600_000 }, () => 1)), 'file-too-large'], ['size', ' '.repeat(11 * 1024 * 1024), 'file-too-large'],
  ])('refuses %s', (_, value, code) => expect(imported(value)).toMatchObject({ flows: null, findings: [{ code, severity: 'error' }] }));
  it('refuses what was cut', () => expect(codes(importBk({ ...bytesOf(simple), isCut: true }))).toEqual(['file-too-large']));
  it('reads what marks its byte order', () => expect(importBk({ bytes: new Uint8Array([0xff, 0xfe, ...new Uint8Array(Buffer.from(JSON.stringify(simple), 'utf16le'))]), isCut: false }).flows).toHaveLength(1));
  it('reads no text of JSON that would be refused in the file itself, and no such name of a header', () => {
    const nested = `${'{"expressions": ['.repeat(5_000)}${']}'.repeat(5_000)}`;
    for (const text of [nested, '{"type": "and", "expressions": [{"__proto__": {"key": "x"}}]}', '{"type": "and", "expressions": [{"\\u005f_proto__": 1}]}']) expect(run(flowOf(between([state(3, 'NORMAL')], [way(2, 2, 3), { ...way(3, 3, 9), condition: text }, way(4, 3, 2)]))).status).toBe('completed');
    const file = flowOf(between([state(3, 'WEBHOOK', { extras: { webhook_info: { url: 'u', headers: [{ key: '__proto__', value: 'x' }, { key: 'Accept', value: 'y' }] } } })], [way(2, 2, 3), way(3, 3, 9)]));
    expect(file.nodes['state-3']?.config['inputs']).toEqual({ url: 'u', headers: { Accept: 'y' } });
  });
  it('keeps a pattern that could run for ever off the form', () => {
    const { forms, told } = flowOf(between([], [way(2, 2, 9)], [field(1, 'a', 'STRING', { custom_regex: '(a+)+\\1$' })], { fields: [1] }));
    expect([codes(told, 'warning'), JSON.stringify(forms).includes('pattern')]).toEqual([['bk-check'], false]);
  });
  it('imports a process of a thousand states in a time that grows with it', () => {
    const states = Array.from({ length: 900 }, (_, at) => state(at + 10, 'NORMAL', { axis: { x: at * 100, y: 100 } }));
    const ways = [way(2, 2, 10), ...states.slice(1).map((_, at) => way(at + 100, at + 10, at + 11)), way(3, 909, 9)];
    const { flows, findings } = imported(between(states, ways));
    expect([flows?.length, findings.filter(({ severity }) => severity === 'error')]).toEqual([1, []]);
  });
});

describe('states', () => {
  it('is a task with a button for each way, and asks for a reason on the way back', () => {
    const back = { name: 'back', direction: 'BACK' };
    const file = flowOf(between([state(3, 'NORMAL', { fields: [1, 2] })], [way(2, 2, 3), way(3, 3, 9, always, { name: 'Pass' }), way(4, 3, 2, always, back)], [field(1, 'note', 'TEXT', { validate_type: 'REQUIRE' }), field(2, 'can_back_message', 'TEXT')]));
    expect(file.nodes['state-3']).toMatchObject({ kind: 'task', config: { assignments: [{ by: 'person', person: 'p3' }], form: 'state-3', isPrefilled: true, outcomes: [{ key: 'way-1', name: { en: 'Pass' } }, { key: 'way-2', tone: 'danger', requires: ['can_back_message'] }] } });
    expect(entered(run(file))).toEqual(['state-1', 'state-2', 'state-3', 'state-9']);
    const redone = run(file, [{ task: 'state-3', action: 'way-2', data: { note: 'x', can_back_message: 'again' } }]);
    expect([redone.status, entered(redone)]).toEqual(['completed', ['state-1', 'state-2', 'state-3', 'state-2', 'state-3', 'state-9']]);
    expect(codes(run(file, [{ task: 'state-3', action: 'way-2', data: { note: 'x' } }]))).toContain('FLOW_SCRIPT_STEP_REFUSED');
  });
  it('ends everything from a state that may be ended, without the rest of its form', () => {
    const file = flowOf(between([state(3, 'NORMAL', { fields: [1, 2], is_terminable: true })], [way(2, 2, 3), way(3, 3, 9)], [field(1, 'note', 'TEXT', { validate_type: 'REQUIRE' }), field(2, 'terminate_message', 'TEXT')]));
    const ended = run(file, [{ task: 'state-3', action: 'terminate', data: { terminate_message: 'no' } }]);
    expect([ended.status, entered(ended).at(-1)]).toEqual(['completed', 'terminated']);
    expect(codes(run(file, [{ task: 'state-3', action: 'done', data: {} }]))).toContain('FLOW_SCRIPT_STEP_REFUSED');
  });
  it('leaves by conditions where its ways have some, and tells what becomes of the rest', () => {
    const ways = [way(2, 2, 3), way(3, 3, 9, when('ok', '==', 'YES', 'SELECT')), way(4, 3, 2, when('ok', '==', 'NO', 'SELECT'))];
    const file = flowOf(between([state(3, 'NORMAL', { fields: [1] })], ways, [field(1, 'ok', 'SELECT', { choice: choice('NO', 'YES'), validate_type: 'REQUIRE' })]));
    expect([file.edges['way-3'], file.edges['state-3-ways-otherwise'], codes(file.told)]).toEqual([{ from: 'state-3-ways', to: 'state-9', order: 1, condition: 'ok = "YES"' }, expect.objectContaining({ to: 'state-9', isDefault: true }), ['bk-default']]);
    expect(entered(run(file))).toEqual(['state-1', 'state-2', 'state-3', 'state-3-ways', 'state-9']);
    expect(entered(run(file, [{ task: 'state-3', action: 'done', data: { ok: 'NO' } }]))).toEqual(['state-1', 'state-2', 'state-3', 'state-3-ways', 'state-2', 'state-3', 'state-3-ways', 'state-9']);
  });
  it.each<[string, Raw[], string[]]>([
    ['by the result', [way(3, 3, 9, when('r', '==', 'true', 'SELECT')), way(4, 3, 2, when('r', '==', 'false', 'SELECT'))], ['state-9', 'state-2']],
    ['by the result and else', [way(3, 3, 9), way(4, 3, 2, when('r', '==', 'false', 'SELECT'))], ['state-9', 'state-2']],
    ['by what it is not', [way(3, 3, 9, when('r', '!=', 'false', 'SELECT')), way(4, 3, 2)], ['state-9', 'state-2']],
    ['by counts of one', [way(3, 3, 9, when('r_PASS_COUNT', '>=', 1, 'INT')), way(4, 3, 2, when('r_REJECT_COUNT', '>=', '1', 'INT'))], ['state-9', 'state-2']],
    ['on one way for both', [way(3, 3, 9)], ['state-9', 'state-9']],
  ])('approves and rejects %s', (_, ways, [approved, rejected]) => {
    const file = flowOf(between([state(3, 'APPROVAL', { variables: result('r') })], [way(2, 2, 3), ...ways]));
    expect(file.nodes['state-3']).toMatchObject({ kind: 'approval', config: { rule: 'any' } });
    const after = (outcome: string): string | undefined => entered(run(file, [{ task: 'state-3', action: outcome, data: { comment: 'c' } }]))[3];
    expect([after('approved'), after('rejected')]).toEqual([approved, rejected]);
  });
  it('decides behind an approval where its ways ask for more, also much later', () => {
    const ways = [way(2, 2, 3), way(3, 3, 9, { type: 'and', expressions: [{ type: 'and', expressions: [{ key: 'r', condition: '==', value: 'true' }, { key: 'level', condition: '>', value: 3, type: 'INT' }] }] }), way(4, 3, 4), way(5, 4, 5), way(6, 5, 9, when('r', '==', 'true')), way(7, 5, 2)];
    const file = flowOf(between([state(3, 'APPROVAL', { variables: result('r') }), state(4, 'NORMAL'), state(5, 'ROUTER')], ways, [field(1, 'level', 'INT', { validate_type: 'REQUIRE' })], { fields: [1] }));
    expect([file.edges['way-3']?.condition, file.edges['way-6']?.condition]).toEqual(['decision_3.outcome = "approved" and level > 3', 'decision_3.outcome = "approved"']);
    expect(run(file).status).toBe('completed');
  });
  it('stands for the result field and its remark by buttons and comment', () => {
    const fields = [field(1, 'r', 'RADIO', { choice: choice('true', 'false'), default: 'true', meta: { code: 'APPROVE_RESULT' }, validate_type: 'REQUIRE' }), ...['false', 'true'].map((value, at) => field(2 + at, `n${at}`, 'TEXT', { show_type: 0, validate_type: value === 'true' ? 'REQUIRE' : 'OPTION', show_conditions: { type: 'and', expressions: [{ key: 'r', condition: '==', value, type: 'RADIO' }] } }))];
    const file = flowOf(between([state(3, 'APPROVAL', { fields: [1, 2, 3] })], [way(2, 2, 3), way(3, 3, 9, when('r', '==', 'true')), way(4, 3, 2, when('r', '==', 'false'))], fields));
    expect([file.forms, file.nodes['state-3']?.config['needsCommentToReject'], file.told.lost.length]).toEqual([{}, true, 3]);
    expect(file.edges['way-3']).toMatchObject({ outcome: 'approved' });
  });
  it('ends the ticket with a rejection where that is said', () => {
    const file = flowOf(between([state(3, 'APPROVAL', { extras: { enable_terminate_ticket_when_rejected: true } })], [way(2, 2, 3), way(3, 3, 9)]));
    expect(entered(run(file, [{ task: 'state-3', action: 'rejected', data: { comment: 'c' } }])).at(-1)).toBe('terminated');
  });
  it('is a task with the same buttons for who asks, or did the step before', () => {
    const file = flowOf(between([state(3, 'APPROVAL', { processors_type: 'STARTER' }), state(4, 'APPROVAL', { processors: 'boss' }), state(5, 'APPROVAL', { processors: ',boss,' })], [way(2, 2, 3), way(3, 3, 4), way(4, 4, 5), way(5, 5, 9)]));
    expect([3, 4, 5].map((id) => file.nodes[`state-${id}`]!.kind)).toEqual(['task', 'approval', 'task']);
    expect([codes(file.told), run(file).status]).toEqual([['bk-own-request', 'bk-own-request'], 'completed']);
  });

  const several = { processors: 'a,b,c', variables: result('s') };
  it.each<[string, Raw, Raw]>([
    ['all of several', { is_multi: true }, { rule: 'all' }], ['all, until one rejects', { is_multi: true, finish_condition: when('s_REJECT_COUNT', '>=', '1', 'INT') }, { rule: 'all' }],
  ])('asks %s by one approval', (_, more, config) => {
    const file = flowOf(between([state(3, 'APPROVAL', { ...several, ...more })], [way(2, 2, 3), way(3, 3, 9, when('s', '==', 'true')), way(4, 3, 2, when('s', '==', 'false'))]));
    expect(file.nodes['state-3']?.config).toMatchObject(config);
    expect(entered(run(file))).toEqual(['state-1', 'state-2', 'state-3', 'state-9']);
  });
  it.each<[string, Raw, Raw, number]>([
    ['each of several', {}, { mode: 'parallel', items: '["a", "b", "c"]' }, 3], ['one after the other', { is_sequential: true }, { mode: 'sequential' }, 3],
    ['two of three', { finish_condition: when('s_PROCESS_COUNT', '>=', 2, 'INT') }, { doneWhen: 'loop.done >= 2' }, 2],
    ['the first who agrees', { finish_condition: when('s_PASS_COUNT', '>', '0', 'INT') }, { doneWhen: '(if loop.outcome = "approved" then 1 else 0) > 0' }, 1],
  ])('asks %s by repeating', (_, more, repeat, asked) => {
    const file = flowOf(between([state(3, 'SIGN', { ...several, ...more })], [way(2, 2, 3), way(3, 3, 9, when('s_REJECT_COUNT', '==', 0, 'INT')), way(4, 3, 2)]));
    expect(file.nodes['state-3']).toMatchObject({ kind: 'approval', repeat });
    const result = run(file);
    expect([result.status, result.variables['decisions_3']]).toEqual(['completed', [...Array.from({ length: asked }, () => 'approved'), ...Array.from({ length: 3 - asked }, () => null)]]);
    const again = run(file, [{ task: 'state-3', action: 'rejected', data: { comment: 'c' } }]);
    expect([again.status, entered(again).filter((node) => node === 'state-2').length > 1]).toEqual(['completed', true]);
  });
  it('counts where two or a share of them are enough', () => {
    const file = flowOf(between([state(3, 'SIGN', { ...several, finish_condition: when('s_PASS_RATE', '>=', '60', 'INT') })], [way(2, 2, 3), way(3, 3, 9, when('s_PASS_COUNT', '>=', 2, 'INT')), way(4, 3, 2)]));
    expect(file.nodes['state-3-each']).toMatchObject({ kind: 'scope', repeat: { doneWhen: '100 * approved_3 / loop.total >= 60' } });
    expect(run(file)).toMatchObject({ status: 'completed', variables: { decisions_3: ['approved', 'approved', null], approved_3: 2 } });
  });
  it('lets one of a group answer for it, and says so', () => {
    const file = flowOf(between([state(3, 'SIGN', { processors_type: 'GENERAL', processors: ',4,7,', finish_condition: when('x', '>=', 1) })], [way(2, 2, 3), way(3, 3, 9)]));
    expect([file.nodes['state-3']?.config, codes(file.told, 'warning'), run(file).status]).toEqual([expect.objectContaining({ rule: 'all', assignments: [{ by: 'team', team: 'role-4' }, { by: 'team', team: 'role-7' }] }), ['bk-team', 'bk-sign-group'], 'completed']);
  });
  it('waits for all where nobody can say when it is enough', () => expect(codes(flowOf(between([state(3, 'SIGN', { ...several, finish_condition: when('nothing', '~', 1) })], [way(2, 2, 3), way(3, 3, 9)])).told)).toEqual(['bk-sign-finish']));

  it('splits and joins plainly, and lets a way back into the split', () => {
    const file = flowOf(between([state(3, 'ROUTER-P'), state(4, 'NORMAL'), state(5, 'WEBHOOK'), state(6, 'COVERAGE'), state(7, 'NORMAL')], [way(2, 2, 3), way(3, 3, 4), way(4, 3, 5), way(5, 4, 6), way(6, 5, 6), way(7, 6, 7), way(8, 7, 9), way(10, 7, 3, always, { direction: 'BACK' })]));
    expect(['state-3', 'state-3-before', 'state-6'].map((id) => file.nodes[id]?.kind)).toEqual(['parallel', 'exclusive', 'parallel']);
    const again = run(file, [{ task: 'state-4', action: 'done' }, { task: 'state-7', action: 'way-2', data: { comment: 'c' } }]);
    expect([again.status, entered(again).filter((id) => id === 'state-5').length]).toEqual(['completed', 2]);
  });
  it('joins as many as come where a decision leaves some out, or the split has conditions', () => {
    const some = [way(2, 2, 3), way(3, 3, 4, when('a', '==', 'x')), way(4, 3, 5, when('b', '!=', 'y')), way(5, 4, 6), way(6, 5, 6), way(7, 6, 9)];
    const file = flowOf(between([state(3, 'ROUTER-P'), state(4, 'NORMAL'), state(5, 'NORMAL'), state(6, 'COVERAGE')], some, [field(1, 'a', 'STRING'), field(2, 'b', 'STRING')], { fields: [1, 2] }));
    expect([file.nodes['state-3']?.kind, file.nodes['state-6']?.kind, run(file).status]).toEqual(['inclusive', 'inclusive', 'completed']);
    const left = [way(2, 2, 3), way(3, 3, 4), way(4, 3, 5), way(5, 4, 6), way(8, 4, 6, when('r', '==', 'false')), way(6, 5, 6), way(7, 6, 9)];
    const other = flowOf(between([state(3, 'ROUTER-P'), state(4, 'APPROVAL', { variables: result('r') }), state(5, 'NORMAL'), state(6, 'COVERAGE')], left));
    expect([other.nodes['state-6']?.kind, run(other).status]).toEqual(['inclusive', 'completed']);
  });
  it.each(['TASK', 'TASK-SOPS', 'TASK-DEVOPS', 'WEBHOOK', 'BK-PLUGIN'])('%s waits for an executor', (type) => {
    const file = flowOf(between([state(3, type)], [way(2, 2, 3), way(3, 3, 9)]));
    expect([file.nodes['state-3'], codes(file.told), run(file).status]).toEqual([expect.objectContaining({ kind: 'activity', config: expect.objectContaining({ activity: type.toLowerCase(), resultVariable: 'result_3' }) as object }), ['bpmn-placeholder'], 'completed']);
  });
  it('keeps what a call says, as formulas where values stand in it, without what signs it in', () => {
    const info = { url: 'http://x/{{level}}', method: 'POST', headers: [{ key: 'X-Token', value: 'hush' }, { key: 'Accept', value: 'a' }], body: { content: '=${params_level}"', raw_type: 'JSON' }, auth: { auth_config: { token: 'hush' } }, settings: { timeout: 5 } };
    const file = flowOf(between([state(3, 'WEBHOOK', { extras: { webhook_info: info }, variables: { outputs: [{ key: 'answer', ref_path: 'resp.data.0.name' }] } })], [way(2, 2, 3), way(3, 3, 9, when('answer', '==', 'ok')), way(4, 3, 2)], [field(1, 'level', 'INT')], { fields: [1] }));
    expect(file.nodes['state-3']?.config['inputs']).toEqual({ url: '="http://x/" + (if level = null then "" else string(level))', method: 'POST', headers: { Accept: 'a' }, body: '="=" + (if level = null then "" else string(level)) + "\\""', bodyType: 'JSON', timeoutSeconds: 5 });
    expect([JSON.stringify(file).includes('hush'), file.edges['way-3']?.condition]).toEqual([false, '(if get value(get value(result_3, "data")[1], "name") = null then null else get value(get value(result_3, "data")[1], "name") = "ok")']);
    // Nobody knows what it answers, and the way for the rest leads back: a dry run still comes out of the circle.
    expect(run(file).status).toBe('completed');
  });
  it('makes a task of what it does not know', () => expect(codes(flowOf(between([state(3, 'NOVEL')], [way(2, 2, 3), way(3, 3, 9)])).told)).toEqual(['bk-state-type']));
  it('leaves out what is deleted or out of reach, leads back to the start by what comes after it, and ends what leads nowhere', () => {
    const file = flowOf(between([state(3, 'NORMAL'), state(4, 'NORMAL'), state(5, 'NORMAL', { is_deleted: true }), state(6, 'NORMAL')], [way(2, 2, 3), way(3, 3, 1, always, { direction: 'BACK' }), way(4, 3, 6), way(5, 4, 9), way(6, 9, 3), way(7, 3, 77), way(8, 3, 5)]));
    expect([Object.keys(file.nodes).includes('state-4'), file.edges['way-3']?.to, codes(file.told)]).toEqual([false, 'state-2', ['bpmn-unreachable', 'bpmn-unreachable']]);
    expect(file.told.lost.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['it is deleted there', 'it leads from or to a state that is not there', 'nothing comes after an end', 'no way leads there from a start']));
    expect(run(file).status).toBe('completed');
  });
});

describe('people', () => {
  it.each<[string, Raw, Raw[], string[]]>([
    ['PERSON', { processors: ',ana,bo,ana,' }, [{ by: 'person', person: 'ana' }, { by: 'person', person: 'bo' }], []],
    ['STARTER', {}, [{ by: 'relation', relation: 'requester' }], []], ['STARTER_LEADER', {}, [{ by: 'expression', expression: 'requester.manager' }], []],
    ['VARIABLE', { processors: 'who,whom' }, [{ by: 'expression', expression: 'who' }, { by: 'expression', expression: 'if whom = null then null else split(whom, ",")' }], []],
    ['VARIABLE', { processors: 'nobody' }, [{ by: 'relation', relation: 'ticketTeam' }], ['bk-processor']],
    ['GENERAL', { processors: 4 }, [{ by: 'team', team: 'role-4' }], ['bk-team']], ['ORGANIZATION', { processors: '12' }, [{ by: 'team', team: 'department-12' }], ['bk-team']],
    ['OPEN', {}, [{ by: 'relation', relation: 'ticketTeam' }], ['bk-open']], ['BY_ASSIGNOR', { assignors_type: 'PERSON', assignors: 'cy' }, [{ by: 'person', person: 'cy' }], ['bk-assignor']], ['BY_ASSIGNOR', {}, [{ by: 'relation', relation: 'ticketTeam' }], ['bk-assignor']],
    ...['CMDB', 'IAM', 'API', 'ASSIGN_LEADER', 'VARIABLE_LEADER', 'EMPTY', 'NOVEL'].map((type): [string, Raw, Raw[], string[]] => [type, { processors: '25' }, [{ by: 'relation', relation: 'ticketTeam' }], ['bk-processor']]),
  ])('%s %j', (type, more, assignments, told) => {
    const file = flowOf(between([state(3, 'NORMAL', { processors: '', processors_type: type, ...more })], [way(2, 2, 3), way(3, 3, 9)], [field(1, 'who', 'MEMBERS'), field(2, 'whom', 'STRING')], { fields: [1, 2] }));
    expect([file.nodes['state-3']?.config['assignments'], codes(file.told).filter((code) => code !== 'bk-field-reduced'), run(file).status]).toEqual([assignments, told, 'completed']);
  });
});

describe('the whole', () => {
  it('keeps Chinese in the place of English, and one language throughout', () => {
    const file = flowOf({ ...simple, name: '请求', states: byId(Object.values(simple['states'] as Record<string, Raw>).map((one) => ({ ...one, name: `节点${String(one['id'])}` }))) });
    expect([file.name, file.nodes['state-3']?.name, codes(file.told)]).toEqual([{ en: '请求', zh: '请求' }, { en: '节点3', zh: '节点3' }, ['bk-language']]);
  });
  it('draws as it was drawn, so far apart that nothing covers anything', () => {
    const at = (x: number, y: number) => ({ axis: { x, y } });
    const file = flowOf(definition([state(1, 'START', at(150, 150)), first(2, at(285, 150)), state(3, 'NORMAL', { ...at(285, 200), is_terminable: true }), state(4, 'NORMAL', at(400, 150)), state(9, 'END', at(500, 150))], [way(1, 1, 2), way(2, 2, 3), way(3, 3, 4, when('x', '==', 1)), way(4, 3, 2), way(5, 4, 9)]));
    const { nodes } = file.layout;
    expect([nodes['state-1']!.x < nodes['state-2']!.x, nodes['state-2']!.y < nodes['state-3']!.y, nodes['state-2']!.x < nodes['state-4']!.x, Object.keys(nodes).sort()]).toEqual([true, true, true, Object.keys(file.nodes).sort()]);
    const size = (id: string): [number, number] => (['task', 'approval'].includes(file.nodes[id]!.kind) ? [208, 60] : [36, 36]);
    for (const one of Object.keys(nodes)) for (const other of Object.keys(nodes)) if (one < other) expect([one, other, nodes[one]!.x < nodes[other]!.x + size(other)[0] && nodes[other]!.x < nodes[one]!.x + size(one)[0] && nodes[one]!.y < nodes[other]!.y + size(other)[1] && nodes[other]!.y < nodes[one]!.y + size(one)[1]]).toEqual([one, other, false]);
  });
});
