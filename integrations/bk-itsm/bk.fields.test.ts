import { describe, expect, it } from 'vitest';
import { between, choice, codes, field, flowOf, run, state, way, type Raw } from '#test/builders/bk-process.builder';
import { validateLive } from '#domain/flow/form/form.live';

/** The form of the first state with these fields. */
function formOf(...fields: Raw[]) {
  const file = flowOf(between([], [way(2, 2, 9)], fields, { fields: fields.map((one) => one['id']) }));
  expect(run(file).status).toBe('completed');
  return { ...file.forms['state-2']!, properties: file.forms['state-2']!.schema['properties'] as Record<string, Raw>, told: codes(file.told), lost: file.told.lost, variables: file.variables };
}
const one = (type: string, more: Raw = {}) => { const form = formOf(field(1, 'a', type, more)); return { ...form, a: form.properties['a']! }; };
const tree = [{ id: 'x', name: 'X', children: [{ id: 'x1', name: 'X1' }, { id: 'x2', name: 'X2' }] }, { id: 'y', name: 'Y' }];
const named = (...keys: string[]) => keys.map((key) => expect.objectContaining({ const: key, title: `Choice ${key}` }) as object);

describe('types of fields', () => {
  it.each<[string, Raw, Raw, string[]]>([
    ['STRING', {}, { type: 'string' }, []], ['TEXT', {}, { type: 'string' }, []], ['INT', {}, { type: 'integer' }, []], ['BOOLEAN', {}, { type: 'boolean' }, []],
    ['DATE', {}, { type: 'string', format: 'date' }, []], ['DATETIME', {}, { type: 'string', format: 'date-time' }, []], ['DATETIMERANGE', {}, { type: 'array', maxItems: 2 }, ['bk-field-reduced']],
    ['SELECT', { choice: choice('x', 'y') }, { type: 'string', oneOf: named('x', 'y') }, []], ['RADIO', { choice: choice('x') }, { type: 'string', oneOf: named('x') }, []],
    ['INPUTSELECT', { choice: choice('x') }, { type: 'string', examples: ['x'] }, ['bk-field-reduced']],
    ['MULTISELECT', { choice: choice('x', 'y') }, { type: 'array', uniqueItems: true, items: { type: 'string', oneOf: named('x', 'y') } }, []], ['CHECKBOX', { choice: choice('x') }, { type: 'array' }, []],
    ['TREESELECT', { choice: tree }, { type: 'string', oneOf: ['x1', 'x2', 'y'].map((key) => expect.objectContaining({ const: key }) as object) }, []], ['CASCADE', {}, { type: 'string' }, ['bk-choices']],
    ['SELECT', { source_type: 'DATADICT', source_uri: 'IMPACT' }, { type: 'string' }, ['bk-choices']], ['MULTISELECT', { source_type: 'API' }, { type: 'array' }, ['bk-choices']],
    ['MEMBER', {}, { type: 'string' }, ['bk-field-reduced']], ['MEMBERS', {}, { type: 'array', uniqueItems: true }, ['bk-field-reduced']], ['FILE', {}, { type: 'array', items: { type: 'string', format: 'file' } }, []],
    ['LINK', {}, { type: 'string', format: 'uri' }, []], ['RICHTEXT', {}, { type: 'string' }, ['bk-field-reduced']], ['CUSTOM-FORM', { default: '{"schemes": {}}' }, { type: 'string' }, ['bk-field-reduced']],
    ['TABLE', { choice: [{ key: 'ip', name: 'IP', required: true }, { key: 'n', name: 'N' }] }, { type: 'array', items: { type: 'object', required: ['ip'] } }, []], ['TABLE', {}, { type: 'string' }, ['bk-field-reduced']],
    ['CUSTOMTABLE', { meta: { columns: [{ key: 's', name: 'S', display: 'select', choice: choice('x') }, { key: 'd', name: 'D', display: 'date' }, { key: 'm', name: 'M', display: 'multiselect' }] } }, { type: 'array', items: { properties: { s: { oneOf: named('x') }, d: { format: 'date' }, m: { type: 'array' } } } }, []],
    ['NOVEL', {}, { type: 'string' }, ['bk-field-type']],
  ])('%s %j', (type, more, schema, told) => {
    expect(one(type, more)).toMatchObject({ a: schema, told });
    // Also where it has to be filled in.
    expect(one(type, { ...more, validate_type: 'REQUIRE' }).schema['required']).toEqual(['a']);
  });
  it('names a field in its language, and says how to fill it in', () => {
    const { a, ui, variables } = one('STRING', { name: '标题', desc: '请输入', tips: '说明', layout: 'COL_6' });
    expect([a['x-title'], ui['a'], variables['a']]).toEqual([{ en: '标题', zh: '标题' }, { 'ui:placeholder': { en: '请输入', zh: '请输入' }, 'ui:help': { en: '说明', zh: '说明' }, 'ui:options': { layout: 'half' } }, { type: 'text', title: { en: '标题', zh: '标题' }, initial: null }]);
  });
  it('keeps hundreds of choices by their keys, and says that their names are gone', () => {
    const { a, lost } = one('SELECT', { choice: choice(...Array.from({ length: 300 }, (_, at) => `k${at}`)) });
    expect([(a['enum'] as unknown[]).length, lost.length]).toEqual([300, 1]);
  });
});

describe('first values', () => {
  it.each<[string, unknown, Raw, unknown]>([
    ['STRING', 'x', {}, 'x'], ['INT', '7', {}, 7], ['INT', 'x', {}, undefined], ['SELECT', 'x', { choice: choice('x') }, 'x'], ['SELECT', 'z', { choice: choice('x') }, undefined], ['MULTISELECT', 'x,z', { choice: choice('x') }, ['x']],
    ['MEMBERS', 'ana,bo', {}, ['ana', 'bo']], ['BOOLEAN', 'true', {}, true], ['DATE', '2026-01-05', {}, '2026-01-05'], ['DATE', 'now', {}, undefined], ['STRING', '', {}, undefined],
  ])('%s %j', (type, given, more, expected) => {
    const { a, lost } = one(type, { default: given, ...more });
    expect(a['default']).toEqual(expected);
    if (expected === undefined && given !== '') expect(lost.some(({ reason }) => reason.includes('first value'))).toBe(true);
  });
});

describe('checks', () => {
  it.each<[Raw, Raw]>([[{ regex: 'EMAIL' }, { format: 'email' }], [{ regex: 'NUM' }, { pattern: '^[0-9]+$' }], [{ custom_regex: '[a-z]+' }, { pattern: '^(?:[a-z]+)' }], [{ custom_regex: '^x$' }, { pattern: '^x$' }]])('%j', (more, schema) => expect(one('STRING', more)).toMatchObject({ a: schema, told: [] }));
  it.each<[string, Raw]>([['STRING', { regex: 'NOVEL' }], ['DATE', { regex: 'AFTER_DATE' }], ['STRING', { custom_regex: '(' }], ['INT', { custom_regex: '1' }], ['STRING', { custom_regex: '(?<!a)b' }]])('tells what it cannot say: %s %j', (type, more) => expect(one(type, more).told).toEqual(['bk-check']));
});

describe('fields of a form', () => {
  const hidden = (key: string, condition: string, value: string): Raw => ({ show_type: 0, show_conditions: { type: 'and', expressions: [{ key, condition, value, type: 'SELECT' }] } });
  it('hides what is hidden when a condition holds, and does not need it then', () => {
    const form = formOf(field(1, 'kind', 'SELECT', { choice: choice('x', 'y') }), field(2, 'why', 'TEXT', { validate_type: 'REQUIRE', ...hidden('kind', '==', 'x') }));
    expect(form.properties['why']!['x-when']).toBe('not(kind = "x")');
    expect([validateLive(form.schema, { kind: 'x' }).ok, validateLive(form.schema, { kind: 'y' }).ok, validateLive(form.schema, { kind: 'y', why: 'z' }).ok]).toEqual([true, false, true]);
  });
  it.each<[string, Raw]>([['another form', hidden('elsewhere', '==', 'x')], ['itself', hidden('a', '==', 'x')], ['what is no comparison', hidden('b', '~', 'x')]])('always shows what is hidden by %s, and says so', (_, more) => {
    const form = formOf(field(1, 'a', 'STRING', more), field(2, 'b', 'STRING'));
    expect([form.properties['a']!['x-when'], form.told]).toEqual([undefined, ['bk-show']]);
  });
  it('breaks a circle of fields that hide each other', () => {
    const form = formOf(field(1, 'a', 'STRING', hidden('b', '==', 'x')), field(2, 'b', 'STRING', hidden('a', '==', 'x')));
    expect(form.told).toEqual(['bk-show']);
  });
  it('makes keys fit that are no names, and keeps what they were', () => {
    const form = formOf(field(1, '40b2', 'STRING'), field(2, 'ticket', 'STRING'), field(3, 'date', 'STRING'), field(4, 'a-b', 'STRING'), field(5, 'a_b', 'STRING'), field(6, '标题', 'STRING'), field(7, 'if', 'STRING'));
    expect(Object.entries(form.properties).map(([name, one]) => [name, one['x-key']])).toEqual([['_40b2', '40b2'], ['ticket_', 'ticket'], ['date_', 'date'], ['a_b', 'a-b'], ['a_b_2', 'a_b'], ['__', '标题'], ['if_', 'if']]);
    expect(form.told).toEqual(['bk-language', 'bk-renamed']);
  });
  it('shows what is read only later, but lets the first fill it in', () => {
    const fields = [field(1, 'a', 'STRING', { is_readonly: true, validate_type: 'REQUIRE' })];
    const file = flowOf(between([state(3, 'NORMAL', { fields: [1] })], [way(2, 2, 3), way(3, 3, 9)], fields, { fields: [1] }));
    const a = (form: string): Raw => (file.forms[form]!.schema['properties'] as Record<string, Raw>)['a']!;
    expect([a('state-2')['readOnly'], a('state-3')['readOnly'], file.forms['state-3']!.schema['required'], run(file).status]).toEqual([undefined, true, undefined, 'completed']);
  });
  it('leaves out what is switched off, and fields of buttons that are not there', () => {
    const file = flowOf(between([], [way(2, 2, 9)], [field(1, 'a', 'STRING', { is_valid: false }), field(2, 'can_back_message', 'TEXT'), field(3, 'terminate_message', 'TEXT')], { fields: [1, 2, 3] }));
    expect([file.forms, file.told.lost.map(({ element }) => element)]).toEqual([{}, ['NORMAL 2: Field a', 'NORMAL 2: Field can_back_message', 'NORMAL 2: Field terminate_message']]);
  });
  it('reads fields by their state where it lists none, and fields written into it', () => {
    expect(Object.keys(flowOf(between([], [way(2, 2, 9)], [field(1, 'a', 'STRING', { state_id: 2 })])).forms)).toEqual(['state-2']);
    expect(Object.keys(flowOf(between([], [way(2, 2, 9)], [], { fields: [field(1, 'a', 'STRING')] })).forms)).toEqual(['state-2']);
  });
});
