import { describe, expect, it } from 'vitest';
import { between, field, imported, state, way, when } from '#test/builders/bk-process.builder';

const simple = between([state(3, 'NORMAL')], [way(2, 2, 3), way(3, 3, 9)], [field(1, 'title', 'STRING')], { fields: [1] });

describe('hostile files', () => {
  it('stands values of every other type', () => {
    const odd: unknown[] = [null, 0, -1, '', 'x', true, [], {}, [null], { a: [] }, '{"a":', 1e308];
    for (const value of odd) {
      for (const name of ['states', 'transitions', 'fields', 'name', 'table', 'workflow_id']) expect(() => imported({ ...simple, [name]: value })).not.toThrow();
      for (const name of ['id', 'type', 'name', 'fields', 'processors', 'processors_type', 'extras', 'axis', 'variables', 'finish_condition', 'desc']) for (const type of ['NORMAL', 'APPROVAL', 'SIGN', 'WEBHOOK', 'ROUTER']) expect(() => imported(between([state(3, type, { [name]: value })], [way(2, 2, 3), way(3, 3, 9)]))).not.toThrow();
      for (const name of ['id', 'from_state', 'to_state', 'condition', 'name', 'direction']) expect(() => imported(between([state(3, 'NORMAL')], [way(2, 2, 3), { ...way(3, 3, 9), [name]: value }, way(4, 3, 2, when('a', '==', 1))]))).not.toThrow();
      for (const name of ['key', 'type', 'name', 'choice', 'default', 'show_conditions', 'regex', 'custom_regex', 'meta', 'related_fields']) for (const type of ['STRING', 'SELECT', 'MULTISELECT', 'TABLE', 'CUSTOMTABLE', 'INT', 'TREESELECT']) expect(() => imported(between([], [way(2, 2, 9)], [field(1, 'a', type, { show_type: 0, [name]: value })], { fields: [1] }))).not.toThrow();
    }
  });
});
