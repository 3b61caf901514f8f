/** To which earlier steps a task may be returned: none, any, or some, chosen by name among those a way leads from. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldProps } from '@rjsf/utils';
import { nodeKinds } from '#domain/flow/nodes/index';
import { earlierSteps } from '#domain/flow/nodes/node.returns';
import type { MayReturnTo } from '#domain/flow/kernel/kernel.types';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { usePanel, useStepSettings } from './panel-context.ts';
import css from './rows.module.css';

const ways = ['none', 'anyEarlier', 'some'] as const;

export function ReturnsField(props: FieldProps): ReactNode {
  const { t, say } = useTexts();
  const { file } = usePanel();
  const { id } = useStepSettings();
  const isDisabled = props.disabled ?? false;
  const value = (props.formData ?? 'none') as MayReturnTo;
  const earlier = earlierSteps(file, nodeKinds, id);
  const chosen = typeof value === 'string' ? [] : value;
  const nameOf = (node: string): string => { const known = file.nodes[node]; return known ? say(known.name) || node : node; };
  const set = (next: MayReturnTo): void => props.onChange(next === 'none' ? undefined : next, props.fieldPathId.path);
  const choose = (way: (typeof ways)[number]): void => set(way === 'some' ? earlier.slice(0, 1) : way);
  // What is gone or no longer comes before stays chosen, until somebody takes it out.
  const options = [...earlier, ...chosen.filter((node) => !earlier.includes(node))].map((node) => ({ value: node, label: nameOf(node) }));
  return (
    <fieldset className={css.field}>
      <legend>{String(props.schema.title ?? props.name)}</legend>
      <Select size="small" aria-label={String(props.schema.title ?? props.name)} disabled={isDisabled} value={typeof value === 'string' ? value : 'some'} options={ways.map((way) => ({ value: way, label: t(`returns.${way}`), disabled: way === 'some' && earlier.length === 0 }))} onChange={choose} />
      {typeof value === 'string' ? null : <Select mode="multiple" size="small" aria-label={t('returns.some')} disabled={isDisabled} value={[...value]} options={options} optionFilterProp="label" onChange={(next: string[]) => set(next)} />}
    </fieldset>
  );
}
