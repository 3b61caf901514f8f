import { describe, expect, it } from 'vitest';
import { compileExpression, evaluate, isCompiled } from '#domain/flow/feel/feel';
import { translateExpression } from './expression.ts';

const feel = (text: string, language: string | null = null): string => { const read = translateExpression(text, language); return read.ok ? read.feel : `! ${read.why}`; };
const value = (text: string, vars: Record<string, unknown>): unknown => {
  const compiled = compileExpression(feel(text), { names: Object.keys(vars) });
  if (!isCompiled(compiled)) throw new Error(JSON.stringify(compiled));
  const { ok, ...evaluated } = evaluate(compiled, vars, { now: '2026-01-05T09:00:00.000Z' }) as { ok: boolean; value?: unknown };
  return ok ? evaluated.value : evaluated;
};

describe('expressions from elsewhere', () => {
  it.each([
    ["${amount > 100 && status == 'ok'}", 'amount > 100 and status = "ok"'],
    ['#{a.equals("x") || !b}', 'a = "x" or not(b)'],
    ['${a ne 1 or b ge 2 and not c}', 'a != 1 or b >= 2 and not(c)'],
    ['${(a + b) * 2 - -c % 3}', '(a + b) * 2 - modulo(-c, 3)'],
    ['${a - (b - c)}', 'a - (b - c)'],
    ['${a == b == c}', '(a = b) = c'],
    ['${!(a && b)}', 'not(a and b)'],
    ['${empty list}', 'list = null or list = "" or list = []'],
    ['${a && !empty list}', 'a and not(list = null or list = "" or list = [])'],
    ['${a && empty list}', 'a and (list = null or list = "" or list = [])'],
    ["${vip ? 'gold' : x > 1 ? 'silver' : 'none'}", 'if vip then "gold" else if x > 1 then "silver" else "none"'],
    ['${(a ? 1 : 2) + 1}', '(if a then 1 else 2) + 1'],
    ['${order.customer.name}', 'order.customer.name'],
    ['${order.getCustomer().isActive()}', 'order.customer.active'],
    ["${execution.getVariable('days') >= 3}", 'days >= 3'],
    ["${var:eq(kind, 'big') && vars:notEmpty(who)}", 'kind = "big" and not(who = null or who = "" or who = [])'],
    ["${list[0] == m['a b']}", 'list[1] = get value(m, "a b")'],
    ["${name.startsWith('A') && name.toLowerCase().length() > 3}", 'starts with(name, "A") and string length(lower case(name)) > 3'],
    ['return amount > 5L;', 'amount > 5'],
    ['=amount > 1 and list contains(kinds, "x")', 'amount > 1 and list contains(kinds, "x")'],
    ['approved', 'approved'],
    ["${'it''s' == a}", "! \"'s'\" is not expected at character 5"],
    ['${bean.check(a, b)}', '! "check" has no like here'],
    ['${a}-${b}', '! it is a text with several expressions in it'],
    ['The amount is large', '! it is a sentence'],
    ["Service Level == 'Premium' or Total Amount > 3 and not paid", 'Service_Level = "Premium" or Total_Amount > 3 and not(paid)'],
    ["not(bpmn:getDataObject('approved')) or getProcessProperty('p', 'days') = 2", 'not(approved) or days = 2'],
    ['${a b}', '! "b" is not expected at character 3'],
    ['', '! it is empty'],
  ])('%s', (text, expected) => expect(feel(text)).toBe(expected));

  it('gives names that mean something else here an underscore, also where FEEL is the language, and not inside texts', () => {
    expect(feel('${ticket.state == item}')).toBe('ticket_.state = item_');
    expect(translateExpression('=ticket = "the ticket" and total amount > 1')).toEqual({ ok: true, feel: 'ticket_ = "the ticket" and total_amount > 1', variables: ['ticket_', 'total_amount'] });
    expect(translateExpression('${nrOfCompletedInstances / nrOfInstances >= 0.6}', null, { nrOfInstances: 'loop.total', nrOfCompletedInstances: 'loop.done' })).toEqual({ ok: true, feel: 'loop.done / loop.total >= 0.6', variables: [] });
  });

  it('is refused where the place needs something else, or a function is not known', () => {
    expect([translateExpression('${1}', null, {}, 'boolean').ok, translateExpression("${'yes'}", null, {}, 'boolean').ok, translateExpression('${a}', null, {}, 'boolean').ok, translateExpression('=cycle(3, a)').ok, translateExpression('${"a"}', null, {}, 'list').ok]).toEqual([false, false, true, false, false]);
  });

  it('means the same as where it came from', () => {
    expect(value("${amount > 100 && status == 'ok'}", { amount: 101, status: 'ok' })).toBe(true);
    expect(value('${a - (b - c)}', { a: 10, b: 5, c: 2 })).toBe(7);
    expect(value('${7 % 3 + 2 * 5 / 2}', {})).toBe(6);
    expect(value('${empty list ? 1 : list[1]}', { list: [4, 5] })).toBe(5);
    expect(value('${empty list ? 1 : list[1]}', { list: [] })).toBe(1);
    expect(value('${x ?: 3}', { x: null })).toBe(3);
    expect(value("${'say \\'no\\' \"now\"\\n' == said}", { said: 'say \'no\' "now"\n' })).toBe(true);
  });

  it('gives up on what is too long, too deep or never ends, and is quick about it', () => {
    const started = performance.now();
    for (const text of ['('.repeat(3000), `\${${'!'.repeat(3000)}a}`, `\${${'a.'.repeat(1900)}a}`, `\${${'1+'.repeat(1900)}1}`, `\${${'[a'.repeat(1900)}}`, 'x'.repeat(10_000), `\${${'a?b:'.repeat(900)}c}`, '${"', "${'\\", '${a.__proto__}', '${constructor}']) {
      const read = translateExpression(text);
      if (read.ok) expect(read.feel).toBe('constructor_');
      else expect(read.why).not.toBe('');
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
