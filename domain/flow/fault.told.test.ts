import { describe, expect, it } from 'vitest';
import { errorShape, faultPhrase } from '../errors.ts';
import { compileExpression, evaluate, isCompiled } from './feel/feel.ts';
import { faultTold } from './fault.told.ts';
import { loadTexts } from '#web/shell/texts/texts.ts';

const [zh, ar] = await Promise.all([loadTexts.zh(), loadTexts.ar()]);
const incident = { node: '修复', fault: faultTold({ code: 'HTTP_UNREACHABLE', message: 'as it was told in English', params: { host: '10.0.0.5:80', fault: 'ECONNREFUSED' } }) };

describe('what an activity failed with', () => {
  it('stands in its incident in every language, its words as well', () => {
    const shape = errorShape('ACTIVITY_FAILED', incident);
    expect(shape.message).toBe('"修复" did not succeed after its tries: 10.0.0.5:80 does not answer: it refuses the connection (ECONNREFUSED).');
    expect(zh.tell(shape).message).toBe('“修复”多次尝试后仍未成功：10.0.0.5:80 无响应：对方拒绝连接（ECONNREFUSED）。');
    const arabic = ar.tell(shape).message;
    expect(arabic).toContain('ECONNREFUSED');
    expect(arabic).not.toMatch(/does not answer|refuses/);
  });
  it('is quoted where a machine says it in its own words, or where its parameters were not kept', () => {
    for (const failed of [{ code: 'INTERNAL', message: 'TypeError: x is no list', params: {} }, { code: 'PLUGIN_OWN', message: 'TypeError: x is no list', params: {} }, { code: 'HTTP_UNREACHABLE', message: 'TypeError: x is no list' }]) {
      expect(zh.tell(errorShape('ACTIVITY_FAILED', { node: '修复', fault: faultTold(failed) })).message).toBe('“修复”多次尝试后仍未成功：“TypeError: x is no list”。');
    }
  });
  it('is a timeout without a word of ours in English', () => expect(zh.tell(errorShape('ACTIVITY_FAILED', { node: 'A', fault: faultPhrase('ACTIVITY_TIMEOUT') })).message).toBe('“A”多次尝试后仍未成功：未在规定时间内收到应答。'));
});

describe('why a value became null', () => {
  const vars = { n: 1, s: 'text', c: {} };
  const reasonOf = (text: string) => {
    const compiled = compileExpression(text);
    if (!isCompiled(compiled)) throw new Error(text);
    const result = evaluate(compiled, vars, { now: '2026-11-22T10:00:00.000Z' });
    if (!result.ok) throw new Error(result.message);
    return result.warnings.at(-1)!;
  };
  it.each([
    ['unknown', 'NO_VARIABLE_FOUND'], ['c.gone', 'NO_CONTEXT_ENTRY_FOUND'], ['n.gone', 'NO_PROPERTY_FOUND'], ['gone(1)', 'NO_FUNCTION_FOUND'], ['n < s', 'NOT_COMPARABLE'], ['n + s', 'INVALID_TYPE'], ['sum([n, s])', 'INVALID_ARGUMENTS'],
    ['(1)(2)', 'NOT_A_FUNCTION'], ['[1][7]', 'INDEX_OUT_OF_RANGE'], ['n / 0', 'DIVISION_BY_ZERO'], ['sqrt(-1)', 'OUT_OF_RANGE'], ['if n then 1 else null', 'CONDITION_NOT_BOOLEAN'], ['upper case(n)', 'INVALID_ARGUMENTS'], ['substring("a", 0)', 'INVALID_ARGUMENTS'],
  ])('is told in every language: %s', (text, code) => {
    const { says, message, code: found } = reasonOf(text);
    expect(found).toBe(code);
    for (const locale of ['zh', 'ar'] as const) {
      const said = { zh, ar }[locale].sayPhrase(says);
      expect(said).not.toBe(message);
      // Code stays as it is written: names of functions with their parameters, and null.
      expect(said.replace(/[\w ]+\([^)]*\)|“[^”]*”|«[^»]*»|null|true|false/g, '')).not.toMatch(/[a-z]{3,}/);
    }
  });
  it('says types and words of ours, and quotes the rest', () => {
    expect(reasonOf('n + s').message).toBe('The operator + cannot work with number and string.');
    expect(zh.sayPhrase(reasonOf('n + s').says)).toBe('运算符 + 不能用于数字和文本');
    expect(reasonOf('sum([n, s])').message).toBe('"sum" is used as a list of numbers or durations; it was given other values.');
    expect(zh.sayPhrase(reasonOf('sum([n, s])').says)).toBe('“sum”的用法为“数字或时长的列表”，实际给出“其他值”');
  });
});
