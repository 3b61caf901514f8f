/** What domain finds is told by the browser from code and parameters alone, and comes out as domain's own English: nothing is lost on the way. */
import { describe, expect, it } from 'vitest';
import { errorShape, type CatalogueError } from '#domain/errors';
import { parseFlowFile } from '#domain/flow/file/flow.file';
import type { Finding } from '#domain/flow/flow.schema';
import { checkForm, validateForm, type FormSchema } from '#domain/flow/form/form';
import { nodeKinds } from '#domain/flow/nodes/index';
import { checkFlow } from '#domain/flow/rules/index';
import { checkSoundness } from '#domain/flow/soundness/soundness';
import { parseQuestion } from '#domain/sla/question.schema';
import { checkCalendar } from '#domain/sla/calendar.check';
import { wholeEnglish } from './whole.ts';
import { loadTexts, type Told } from './texts.ts';

const { tell, knows } = wholeEnglish;
const read = (glob: Record<string, unknown>) => Object.entries(glob).map(([path, file]): [string, unknown] => [path.split('/flow/')[1]!, file]);
const flows = read(import.meta.glob('../../../../domain/flow/*/**/fixtures/*.flow.json', { query: '', eager: true, import: 'default' }));

/** Told again, with nothing of the English that came along. */
function expectToldAgain(all: readonly Told[]): void {
  for (const one of all) {
    expect(knows(`finding.${one.code}`) || knows(`fault.${one.code}`), one.code).toBe(true);
    expect(tell({ code: one.code, params: one.params, frame: one.frame, message: 'lost', fix: 'lost' }), one.code).toEqual({ message: one.message, fix: one.fix });
    expect(`${one.message} ${one.fix}`).not.toMatch(/\{\w+\}|undefined|\[object/);
  }
}
function findingsOn(file: unknown): Finding[] {
  const parsed = parseFlowFile(file);
  if (!parsed.ok) return parsed.findings;
  return [...checkFlow(parsed.file, nodeKinds), ...checkSoundness(parsed.file, nodeKinds, { maxStates: 2_000 }).findings];
}

describe('findings on flows', () => {
  it('are found in the fixtures', () => expect(flows.length).toBeGreaterThan(50));
  it.each(flows)('%s', (_, file) => expectToldAgain(findingsOn(file)));
  const good = { formatVersion: 1, key: 'f', name: { en: 'F' }, nodes: {}, edges: {} };
  it.each([
    ['no object', 7], ['a prototype', JSON.parse('{"__proto__": 1}')], ['an unknown version', { formatVersion: 99 }], ['no version', {}], ['what JSON does not have', { x: NaN }], ['wrong types', { ...good, nodes: { a: { kind: 7 } }, edges: { e: {} } }],
    ['fields nobody knows', { ...good, nodes: { a: { kind: 'end', name: { en: 'x' }, ticketSate: 'x', zzzzzzzz: 1 } } }], ['a header of the call itself', { ...good, nodes: { a: { kind: 'activity', name: { en: 'x' }, config: { activity: 'http', inputs: { headers: { host: 'x' } }, retries: 1 } } } }],
    ['a form without a title', { ...good, forms: { f: { title: { en: '' }, schema: {} } } }], ['a bad id', { ...good, nodes: { 'bad id!': { kind: 'end', name: { en: 'x' } } } }], ['too long', { ...good, nodes: { a: { kind: 'x'.repeat(99), name: { en: '' } } } }], ['a wrong expression', { ...good, edges: { e: { from: 'a', to: 'b', condition: 'if 1' } } }],
  ])('of a file with %s', (_, file) => {
    const found = findingsOn(file);
    expect(found.length).toBeGreaterThan(0);
    expectToldAgain(found);
  });
});

describe('faults of forms and calendars', () => {
  const schema: FormSchema = {
    type: 'object', required: ['cause'], additionalProperties: false, dependentRequired: { count: ['site'] },
    properties: {
      cause: { type: 'string', title: 'Cause', 'x-title': { en: 'Cause', zh: '原因' }, minLength: 3, maxLength: 5 }, count: { type: ['integer', 'null'], minimum: 1, maximum: 9, multipleOf: 2 }, kind: { enum: ['a', 'b'] }, mail: { type: 'string', format: 'email' },
      code: { type: 'string', pattern: '^[a-z]+$' }, tags: { type: 'array', uniqueItems: true, minItems: 2, items: { type: 'string' } }, fixed: { const: 1 }, site: { type: 'string' },
    },
  };
  it.each([[{}], [{ cause: 'x', count: 0, kind: 'c', mail: 'no', code: '1', tags: ['a'], fixed: 2, other: 1 }], [{ cause: 'too long', count: 11, tags: ['a', 'a', 7] }], ['no object'], [{ cause: 7, count: 'x' }], [new Date(0)]])('%j', (data) => {
    const answer = validateForm(schema, data);
    expect(answer.ok).toBe(false);
    expectToldAgain(answer.ok ? [] : answer.details);
  });
  it('name a field in the reader\'s language', async () => {
    const answer = validateForm(schema, {});
    expect(answer.ok ? null : (await loadTexts.zh()).tell(answer.details[0]!).message).toBe('请填写“原因”。');
  });
  it('of a form\'s schema', () => {
    const found = checkForm({ type: 'nothing', $id: 'x', patternProperties: {}, minLength: -1, strange: 1, $ref: 'http://x', pattern: '(a+)+', properties: { a: { format: 'odd', pattern: '(' } } });
    expect(found.length).toBeGreaterThan(6);
    expectToldAgain(found);
  });
  it.each([{ events: [{ at: '2034-06-09T08:00:00Z', type: 'explode' }] }, { warn: 7 }, { between: ['2034-06-09T08:00:00Z', '2034-06-09T09:00:00Z'] }, { pauses: ['x'] }, { pauses: [{ from: 'a', start: 'b' }] }, { stops: 'x' }])('of a question to the calculator: %j', (part) => {
    let thrown: unknown = null;
    try { parseQuestion({ calendar: 'c', start: '2034-06-09T08:00:00Z', ...part }); } catch (error) { thrown = error; }
    const { code, params } = thrown as CatalogueError;
    const { message, hint } = errorShape(code, params);
    expect(code).toBe('SLA_QUESTION_INVALID');
    expect(params['reason']).toHaveProperty('phrase');
    expectToldAgain([{ code, params, message, fix: hint }]);
  });
  it('of a calendar', () => {
    const checked = checkCalendar({ key: 'a b', name: {}, zone: 'Nowhere', versions: [{ week: { mon: [{ from: '9', to: '10:00' }] } }] });
    expectToldAgain('faults' in checked ? checked.faults : []);
    expect('faults' in checked).toBe(true);
  });
});
