/** A node's settings, drawn from its kind's form. What is wrong with them is said by the flow check, at the field and in the list of problems. */
import { ConfigProvider } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { NodeForm } from '#domain/flow/nodes/node.kind';
import type { Json } from '#domain/values';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { formValidatorOf } from '../../../ui/form/form-validator.ts';
import { panelFields } from './fields.tsx';
import { StepSettingsHolder } from './panel-context.ts';
import { panelForm } from './panel-schema.ts';
import css from './KindForm.module.css';

const Form = withTheme(Theme);

export function KindForm({ id, form, value, onChange, isDisabled }: { id: string; form: NodeForm; value: Record<string, Json>; onChange: (config: Record<string, Json>) => void; isDisabled: boolean }): ReactNode {
  const texts = useTexts();
  const { locale } = texts;
  const validator = useMemo(() => formValidatorOf(texts), [texts]);
  const { schema, ui } = useMemo(() => panelForm(form, locale), [form, locale]);
  return (
    <StepSettingsHolder value={{ id, config: value, change: onChange }}><ConfigProvider componentSize="small"><div className={css.form}>
      <Form
        key={id} tagName="div" idPrefix={`node-${id}`} schema={schema as RJSFSchema} uiSchema={{ ...(ui as UiSchema), 'ui:submitButtonOptions': { norender: true } }} validator={validator} fields={panelFields}
        formData={value} formContext={{ colSpan: 24, rowGutter: 8, size: 'small' }} experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' } }}
        showErrorList={false} noValidate noHtml5Validate disabled={isDisabled} onChange={(event) => onChange(clean((event.formData ?? {}) as Json) as Record<string, Json>)}
      />
    </div></ConfigProvider></StepSettingsHolder>
  );
}

/** The form library leaves `undefined` for emptied fields; a flow file has no such thing. */
const clean = (value: Json): Json =>
  Array.isArray(value) ? value.map(clean) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).map(([key, one]) => [key, clean(one)])) : value;
