/** Whether a second person confirms a task, and who that is. */
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { FieldProps } from '@rjsf/utils';
import type { Assignment } from '#domain/flow/nodes/assignment';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { AssignmentsField } from './AssignmentsField.tsx';
import css from './rows.module.css';

export function CountersignField(props: FieldProps): ReactNode {
  const { t } = useTexts();
  const title = String(props.schema.title ?? props.name);
  const isDisabled = props.disabled ?? false;
  const value = props.formData as { by: Assignment[] } | undefined;
  const set = (next: { by: Assignment[] } | undefined) => props.onChange(next, props.fieldPathId.path);
  return (
    <fieldset className={css.field} aria-label={title}>
      <Checkbox disabled={isDisabled} checked={value !== undefined} onChange={({ target }) => set(target.checked ? { by: [{ by: 'relation', relation: 'teamLead' }] } : undefined)}>{title}</Checkbox>
      {value ? <AssignmentsField label={t('countersign.who')} isDisabled={isDisabled} value={value.by} onChange={(by) => set({ by: by as Assignment[] })} /> : null}
    </fieldset>
  );
}
