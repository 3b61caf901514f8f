/** Decides by a table of rules and keeps the result in a variable. What a table is, and how it decides, is in domain/flow/table. */
import { z } from 'zod';
import type { NodeTurn, Params } from '../../kernel/kernel.behaviour.ts';
import { checkTable } from '../../table/table.check.ts';
import { decide, isSingleHit, type Answered } from '../../table/table.decide.ts';
import { isAnything, isBlank, listOf, tableSchema } from '../../table/table.schema.ts';
import { faultOf, nameSchema } from '../node.config.ts';
import { field, object } from '../node.form.ts';
import type { NodeExpression, NodeKind } from '../node.kind.ts';

const config = z.strictObject({ table: tableSchema, resultVariable: nameSchema });
type Config = z.infer<typeof config>;

export const decisionTableKind: NodeKind<Config> = {
  kind: 'decision-table', category: 'machine', shape: 'card', icon: 'TableOutlined', takesInput: true,
  title: { en: 'Decision table', zh: '决策表', ar: 'جدول قرارات' },
  about: { en: 'Decides by a table of rules.', zh: '按规则表作出决定。', ar: 'يقرر وفق جدول قواعد.' },
  config,
  form: {
    schema: object({
      table: field('object', { en: 'Table', zh: '表格', ar: 'الجدول' }, { additionalProperties: true }),
      resultVariable: field('string', { en: 'Variable for the result', zh: '保存结果的变量', ar: 'متغير النتيجة' }),
    }, ['table', 'resultVariable']),
    ui: { table: { 'ui:field': 'table' } },
  },
  initial: {
    resultVariable: 'decision',
    table: { hitPolicy: 'unique', inputs: [{ expression: 'ticket.priority' }], outputs: [{ name: 'decision' }], rules: [{ tests: ['-'], outputs: ['null'] }] },
  },
  outcomes: () => [{ key: null, name: { en: 'Decided', zh: '已决定', ar: 'تم القرار' }, isRequired: true }],
  check: (node, { table }) => checkTable(table).map(({ code, severity, field: at, params }) => faultOf(node, code, `/table${at}`, params, { severity })),
  expressions,
  sets: ({ table, resultVariable }) => ({ [resultVariable]: isSingleHit(table) && table.outputs.length > 1 ? 'context' : 'any' }),
  summary: ({ table, resultVariable }) => ({ en: `${resultVariable}: ${table.inputs.map(({ expression }) => expression).join(', ')}`.slice(0, 120) }),
  behaviour: {
    whenDataUnknown: 'anyOutcome',
    enter(turn) {
      const decided = decide(turn.config.table, feelOf(turn));
      if (!decided.ok) { turn.incident(decided.code, { node: turn.node.name.en, ...decided.params } as Params); return; }
      turn.note({ rules: decided.hits.map((at) => at + 1) });
      turn.setVariables({ [turn.config.resultVariable]: decided.value });
      turn.leave();
    },
    skip(turn) {
      turn.setVariables({ [turn.config.resultVariable]: null });
      turn.leave();
    },
  },
};

/** The table's expressions on the variables of a turn. */
function feelOf(turn: NodeTurn<Config>): Parameters<typeof decide>[1] {
  const answered = (result: ReturnType<typeof turn.evaluate>): Answered => (result.ok ? { ok: true, value: result.value, steps: result.steps ?? 0 } : { ok: false, code: result.code, params: result.params });
  return {
    expression: (text, what, given) => answered(turn.evaluate(text, `table.${what}`, given)),
    tests: (text, value, what) => answered(turn.evaluateTests(text, value, `table.${what}`)),
  };
}

function expressions({ table: { inputs, outputs, rules } }: Config): NodeExpression[] {
  return [
    ...inputs.flatMap(({ expression, values }, at): NodeExpression[] => [
      { field: `/table/inputs/${at}/expression`, text: expression },
      ...(isAnything(values) ? [] : [{ field: `/table/inputs/${at}/values`, text: values!, isTest: true }]),
    ]),
    ...outputs.flatMap(({ values, default: otherwise }, at): NodeExpression[] => [
      ...(isBlank(values) ? [] : [{ field: `/table/outputs/${at}/values`, text: listOf(values) }]),
      ...(isBlank(otherwise) ? [] : [{ field: `/table/outputs/${at}/default`, text: otherwise }]),
    ]),
    ...rules.flatMap(({ tests, outputs: cells }, at): NodeExpression[] => [
      ...tests.flatMap((text, column): NodeExpression[] => (isAnything(text) ? [] : [{ field: `/table/rules/${at}/tests/${column}`, text, isTest: true, rule: at + 1 }])),
      ...cells.flatMap((text, column): NodeExpression[] => (isAnything(text) ? [] : [{ field: `/table/rules/${at}/outputs/${column}`, text, rule: at + 1 }])),
    ]),
  ];
}
