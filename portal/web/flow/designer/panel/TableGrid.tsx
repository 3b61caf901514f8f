/** Columns and rules of a decision table as fields. Tab goes from cell to cell, Alt with an arrow moves a rule, Ctrl with Enter adds one below. */
import { Button, Input } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { tableLimits, type DecisionTable } from '#domain/flow/table/table.schema';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { CheckResult } from '../useFlowCheck.ts';
import { addRule, changeColumn, changeRule, moveRule, removeColumn, removeRule, setCell, type ColumnKind } from './table-edits.ts';
import css from './table.module.css';

interface GridProps { table: DecisionTable; isDisabled: boolean; findings: CheckResult['findings']; onChange: (next: DecisionTable) => void }

export function TableGrid(props: GridProps): ReactNode {
  const { t } = useTexts();
  const { table, isDisabled } = props;
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('table.title')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col" className={css.number}>#</th>
            {table.inputs.map((_, at) => <ColumnHead key={at} {...props} kind="inputs" at={at} />)}
            {table.outputs.map((_, at) => <ColumnHead key={at} {...props} kind="outputs" at={at} />)}
            <th scope="col">{t('table.annotation')}</th>
            {isDisabled ? null : <th scope="col"><span className={css.hidden}>{t('table.move')}</span></th>}
          </tr>
        </thead>
        <tbody>{table.rules.map((_, at) => <RuleRow key={at} {...props} at={at} />)}</tbody>
      </table>
    </div>
  );
}

/** What the check says of one place, for the eye and for who listens. */
function useSaid(findings: CheckResult['findings']): (field: string) => { status: '' | 'error' | 'warning'; title: string | undefined; 'aria-invalid': boolean } {
  const { tell } = useTexts();
  return (field) => {
    const here = findings.filter((finding) => finding.field === `/table${field}`);
    const isError = here.some(({ severity }) => severity === 'error');
    return { status: isError ? 'error' : here.length > 0 ? 'warning' : '', title: here.map((finding) => tell(finding).message).join('\n') || undefined, 'aria-invalid': isError };
  };
}

function ColumnHead({ table, isDisabled, findings, onChange, kind, at }: GridProps & { kind: ColumnKind; at: number }): ReactNode {
  const { t } = useTexts();
  const said = useSaid(findings);
  const [input, output] = kind === 'inputs' ? [table.inputs[at], undefined] : [undefined, table.outputs[at]];
  const put = (change: object): void => onChange(changeColumn(table, kind, at, change));
  const name = input?.expression ?? output?.name ?? '';
  const values = input?.values ?? output?.values ?? '';
  const field = (key: string, label: string, value: string, change: (text: string) => object): ReactNode => (
    <Input size="small" dir="ltr" className={css.feel ?? ''} {...said(`/${kind}/${at}/${key}`)} aria-label={`${t(`table.${kind}`, { number: at + 1 })}: ${label}`} placeholder={label} disabled={isDisabled} maxLength={4000} value={value} onChange={(event) => put(change(event.target.value))} />
  );
  return (
    <th scope="col" className={kind === 'outputs' ? css.output : undefined}>
      <span className={css.head}>
        <span>{t(`table.${kind}`, { number: at + 1 })}</span>
        {isDisabled || (kind === 'outputs' && table.outputs.length === 1) ? null : <Button size="small" type="text" aria-label={t('table.removeColumn', { name })} icon={<Icon name="close" size={12} />} onClick={() => onChange(removeColumn(table, kind, at))} />}
      </span>
      {input ? field('expression', t('table.expression'), input.expression, (expression) => ({ expression })) : field('name', t('table.name'), name, (text) => ({ name: text }))}
      {field('values', t(kind === 'inputs' ? 'table.values' : 'table.valuesOrdered'), values, (text) => ({ values: text === '' ? undefined : text }))}
      {output ? field('default', t('table.default'), output.default ?? '', (text) => ({ default: text === '' ? undefined : text })) : null}
    </th>
  );
}

function RuleRow({ table, isDisabled, findings, onChange, at }: GridProps & { at: number }): ReactNode {
  const { t } = useTexts();
  const said = useSaid(findings);
  const rule = table.rules[at]!;
  const move = (by: -1 | 1): void => onChange(moveRule(table, at, by));
  const keyed = (event: KeyboardEvent): void => {
    const by = event.altKey && event.key === 'ArrowUp' ? -1 : event.altKey && event.key === 'ArrowDown' ? 1 : null;
    const isNew = (event.ctrlKey || event.metaKey) && event.key === 'Enter' && table.rules.length < tableLimits.rules;
    if (isDisabled || (by === null && !isNew)) return;
    event.preventDefault();
    if (by === null) onChange(addRule(table, at + 1)); else move(by);
  };
  const cell = (kind: ColumnKind, column: number, text: string): ReactNode => (
    <td key={`${kind}${column}`} className={kind === 'outputs' ? css.output : undefined}>
      <Input.TextArea size="small" dir="ltr" className={css.feel ?? ''} autoSize={{ minRows: 1, maxRows: 4 }} spellCheck={false} maxLength={4000} {...said(`/rules/${at}/${kind === 'inputs' ? 'tests' : 'outputs'}/${column}`)} disabled={isDisabled} aria-label={t('table.cell', { rule: at + 1, column: kind === 'inputs' ? table.inputs[column]!.expression : table.outputs[column]!.name })} value={text} onChange={(event) => onChange(setCell(table, kind, at, column, event.target.value))} />
    </td>
  );
  const whole = said(`/rules/${at}`);
  return (
    <tr onKeyDown={keyed}>
      <th scope="row" className={css.number} data-said={whole.status} title={whole.title}>{at + 1}</th>
      {table.inputs.map((_, column) => cell('inputs', column, rule.tests[column] ?? ''))}
      {table.outputs.map((_, column) => cell('outputs', column, rule.outputs[column] ?? ''))}
      <td><Input size="small" disabled={isDisabled} maxLength={1000} aria-label={t('table.annotationOf', { rule: at + 1 })} value={rule.annotation ?? ''} onChange={(event) => onChange(changeRule(table, at, { annotation: event.target.value === '' ? undefined : event.target.value }))} /></td>
      {isDisabled ? null : (
        <td className={css.acts}>
          <Button size="small" type="text" disabled={at === 0} aria-label={t('table.up', { rule: at + 1 })} onClick={() => move(-1)}>↑</Button>
          <Button size="small" type="text" disabled={at === table.rules.length - 1} aria-label={t('table.down', { rule: at + 1 })} onClick={() => move(1)}>↓</Button>
          <Button size="small" type="text" aria-label={t('table.removeRule', { rule: at + 1 })} icon={<Icon name="close" size={14} />} onClick={() => onChange(removeRule(table, at))} />
        </td>
      )}
    </tr>
  );
}
