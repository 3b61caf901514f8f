/** What a start makes of what came: which variables, which ticket, and what is refused. */
import { describe, expect, it } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import type { Json } from '../../values.ts';
import { CatalogueError } from '../../errors.ts';
import type { FlowFile } from '../flow.schema.ts';
import type { Vars } from '../kernel/kernel.types.ts';
import { askedTicket, isMeant, startsFromOutside } from './start.opening.ts';

const now = '2026-03-02T08:00:00.000Z';
const flowOf = (config: Record<string, Json>, variables: FlowFile['variables'] = {}): FlowFile => drawFlow({ come: { kind: 'start', config: { trigger: 'message', message: 'm', ...config } }, end: 'end' }, ['come -> end'], { ticketType: 'incident', variables });
function asked(config: Record<string, Json>, data: Vars, variables: FlowFile['variables'] = {}) {
  const file = flowOf(config, variables);
  return askedTicket(startsFromOutside(file)[0]!, file, { data, now });
}
const meant = (condition: string, data: Vars): boolean => { const file = flowOf({ condition }, { least: { type: 'number', initial: 10 } }); return isMeant(startsFromOutside(file)[0]!, file, { data, now }); };
const refusalOf = (work: () => unknown): string => { try { work(); return 'none'; } catch (thrown) { return thrown instanceof CatalogueError ? thrown.code : String(thrown); } };

describe('starts from outside', () => {
  it('are those of the flow itself that a message or a schedule begins, by id; settings that cannot be read begin nothing', () => {
    const file = drawFlow({ z: { kind: 'start', config: { trigger: 'message', message: 'm' } }, a: { kind: 'start', config: { trigger: 'schedule', schedule: { by: 'every', every: 'PT1H' } } }, form: 'start', box: 'scope', inner: { kind: 'start', scope: 'box', config: { trigger: 'message', message: 'm' } }, broken: { kind: 'start', config: { trigger: 'message', message: 7 } } }, []);
    expect(startsFromOutside(file).map(({ node }) => node)).toEqual(['a', 'z']);
  });
  it('mean what their condition is true for, with first values of variables behind the data', () => {
    expect([meant('amount > least', { amount: 11 }), meant('amount > least', { amount: 11, least: 20 }), meant('amount > 1', {}), meant('', {}), meant('amount', { amount: 1 }), meant('constructor != null', {})]).toEqual([true, false, false, true, false, false]);
    expect(refusalOf(() => meant('1 +', {}))).toBe('START_VALUE_FAILED');
  });
});

describe('the ticket of a start', () => {
  it('takes its settings from the data, and variables by name and type', () => {
    const variables: FlowFile['variables'] = { at: { type: 'dateTime' }, day: { type: 'date' }, wait: { type: 'duration' }, who: { type: 'person' }, list: { type: 'list' }, free: { type: 'any' }, own: { type: 'text', initial: 'first', isRequired: true } };
    const data: Vars = { at: '2026-03-02T08:00:00Z', day: '2026-03-02', wait: 'PT4H', who: 'ana', list: [1], free: { a: null }, unknown: 1 };
    expect(asked({ title: '="For " + who + own', priority: 'P2', team: '=null', requester: '=who', fields: { site: '=unknown', fixed: 'x' } }, data, variables)).toEqual({
      type: 'incident', title: 'For anafirst', description: '', priority: 'P2', team: null, requester: 'ana', fields: { site: 1, fixed: 'x' },
      variables: { at: { '@feel': 'date and time', value: '2026-03-02T08:00:00Z' }, day: { '@feel': 'date', value: '2026-03-02' }, wait: { '@feel': 'days and time duration', value: 'PT4H' }, who: 'ana', list: [1], free: { a: null } },
    });
  });
  it('says nothing where it says nothing: the flow names it, whoever sent it is the requester', () => {
    expect(asked({}, {})).toEqual({ type: 'incident', title: 'Test', description: '', priority: null, team: null, requester: undefined, fields: {}, variables: {} });
  });
  it('keeps what the engine fills in, and names of objects, out of the sender’s hand', () => {
    const data = JSON.parse('{"ticket": {"key": "X"}, "__proto__": {"evil": true}, "toString": 1}') as Vars;
    const { variables } = asked({ resultVariable: 'came' }, data, { ticket: { type: 'context' } } as never);
    expect(Object.keys(variables)).toEqual(['came']);
    expect((variables as { evil?: unknown }).evil).toBeUndefined();
  });
  it.each<[string, Record<string, Json>, Vars, FlowFile['variables']]>([
    ['START_DATA_UNFIT', {}, { n: '1' }, { n: { type: 'number' } }], ['START_DATA_UNFIT', {}, { n: 'PT4H' }, { n: { type: 'date' } }], ['START_DATA_UNFIT', {}, { n: { '@feel': 'time', value: '08:00:00' } }, { n: { type: 'date' } }],
    ['START_DATA_MISSING', {}, { n: null }, { n: { type: 'text', isRequired: true } }], ['START_VALUE_UNFIT', { title: '=1 = 1 and null' }, {}, {}], ['START_VALUE_UNFIT', { priority: 'P9' }, {}, {}], ['START_VALUE_UNFIT', { team: '=1' }, {}, {}],
    ['START_TOO_LARGE', { resultVariable: 'came' }, { n: 'x'.repeat(30_000) }, { n: { type: 'text' } }],
  ])('is refused with %s: %j of %j', (code, config, data, variables) => { expect(refusalOf(() => asked(config, data, variables))).toBe(code); });
  it('needs a type', () => {
    const { ticketType: _type, ...file } = flowOf({});
    expect(refusalOf(() => askedTicket(startsFromOutside(file)[0]!, file, { data: {}, now }))).toBe('START_TYPE_MISSING');
  });
});
