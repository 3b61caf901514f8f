/** How an approval is decided: by which rule, by whom with a veto, and which stages come after the first one. */
import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldProps } from '@rjsf/utils';
import { approvalRules, type ApprovalRule } from '#domain/flow/kernel/kernel.types';
import type { Approver } from '#domain/flow/nodes/assignment';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { AssignmentsField } from './AssignmentsField.tsx';
import { useStepSettings } from './panel-context.ts';
import css from './rows.module.css';

interface Rule { rule?: ApprovalRule | undefined; count?: number | undefined; percent?: number | undefined }
interface Stage extends Rule { name?: Record<string, string> | undefined; assignments: Approver[] }
const firstOf = { count: 2, percentage: 50 };

/** Whether one who rejects may be outvoted, so that a veto means something. */
const mayBeOutvoted = (rule: ApprovalRule | undefined): boolean => rule === 'count' || rule === 'percentage';

function RuleChoice({ value, onChange, isDisabled, label }: { value: Rule; onChange: (next: Rule) => void; isDisabled: boolean; label: string }): ReactNode {
  const { t } = useTexts();
  const { rule = 'any', count, percent } = value;
  const choose = (next: ApprovalRule) => onChange({ rule: next, count: next === 'count' ? count ?? firstOf.count : undefined, percent: next === 'percentage' ? percent ?? firstOf.percentage : undefined });
  const [amount, most] = rule === 'count' ? [count, 50] : [percent, 100];
  return (
    <div className={css.rule}>
      <Select size="small" aria-label={label} disabled={isDisabled} value={rule} options={approvalRules.map((key) => ({ value: key, label: t(`rule.${key}`) }))} onChange={choose} />
      {mayBeOutvoted(rule) ? <InputNumber size="small" aria-label={t(`rule.${rule as 'count'}.amount`)} min={1} max={most} precision={0} disabled={isDisabled} suffix={rule === 'percentage' ? '%' : null} value={amount ?? null} onChange={(next) => onChange({ rule, [rule === 'count' ? 'count' : 'percent']: next ?? undefined })} /> : null}
      <p className="secondary small">{t(`rule.${rule}.help`)}</p>
    </div>
  );
}

const titleOf = (props: FieldProps): string => String(props.schema.title ?? props.name);

/** The rule of the first stage, with the number that belongs to it. */
export function ApprovalRuleField(props: FieldProps): ReactNode {
  const { config, change } = useStepSettings();
  const { rule: _rule, count: _count, percent: _percent, ...others } = config;
  const put = ({ rule, count, percent }: Rule) => change({ ...others, rule: rule ?? 'any', ...(count === undefined ? {} : { count }), ...(percent === undefined ? {} : { percent }) });
  return <fieldset className={css.field}><legend>{titleOf(props)}</legend><RuleChoice label={titleOf(props)} isDisabled={props.disabled ?? false} value={config as Rule} onChange={put} /></fieldset>;
}

export function ApproversField(props: FieldProps): ReactNode {
  const { config } = useStepSettings();
  return <AssignmentsField label={titleOf(props)} hasVeto={mayBeOutvoted(config['rule'] as ApprovalRule | undefined)} isDisabled={props.disabled ?? false} value={(props.formData ?? []) as Approver[]} onChange={(next) => props.onChange(next, props.fieldPathId.path)} />;
}

/** The stages after the first one. */
export function StagesField(props: FieldProps): ReactNode {
  const { t, locale } = useTexts();
  const isDisabled = props.disabled ?? false;
  const stages = (props.formData ?? []) as Stage[];
  const set = (next: Stage[]) => props.onChange(next.length > 0 ? next : undefined, props.fieldPathId.path);
  const put = (at: number, change: Partial<Stage>) => set(stages.map((stage, index) => (index === at ? { ...stage, ...change } : stage)));
  const rename = (at: number, name: string) => put(at, { name: name === '' ? undefined : { ...stages[at]!.name, [locale]: name, ...(stages[at]!.name?.['en'] === undefined ? { en: name } : {}) } });
  return (
    <fieldset className={css.field}>
      <legend>{titleOf(props)}</legend>
      {stages.map((stage, at) => (
        <fieldset key={at} className={css.stage} data-stage={at + 2}>
          <legend>{t('task.stage', { number: at + 2 })}</legend>
          <div className={css.stageName}>
            <Input size="small" aria-label={t('rule.stageName')} placeholder={t('rule.stageName')} maxLength={80} disabled={isDisabled} value={stage.name?.[locale] ?? stage.name?.['en'] ?? ''} onChange={(event) => rename(at, event.target.value)} />
            <Button size="small" type="text" disabled={isDisabled} aria-label={t('rule.removeStage', { number: at + 2 })} icon={<Icon name="close" size={14} />} onClick={() => set(stages.filter((_, index) => index !== at))} />
          </div>
          <AssignmentsField label={t('rule.who')} hasVeto={mayBeOutvoted(stage.rule)} isDisabled={isDisabled} value={stage.assignments} onChange={(assignments) => put(at, { assignments })} />
          <RuleChoice label={t('rule.which')} isDisabled={isDisabled} value={stage} onChange={(rule) => put(at, rule)} />
        </fieldset>
      ))}
      {isDisabled || stages.length >= 9 ? null : <Button size="small" type="dashed" block onClick={() => set([...stages, { assignments: [{ by: 'relation', relation: 'teamManager' }], rule: 'any' }])}>{t('rule.addStage')}</Button>}
    </fieldset>
  );
}
