/** A form drawn from JSON Schema with the portal's own controls. Loaded only where a form is shown. */
import { useImperativeHandle, useMemo, useRef, type ReactNode, type Ref } from 'react';
import type FormComponent from '@rjsf/core';
import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Json } from '#domain/values';
import { formValidator } from './form-validator.ts';
import css from './JsonForm.module.css';

const Form = withTheme(Theme);

export interface JsonFormHandle {
  /** Whether everything is filled in as asked; what is not is marked at its field, the first one focused. */
  validate(): boolean;
}
export interface JsonFormProps {
  ref?: Ref<JsonFormHandle>;
  /** Makes the ids of its fields, unlike those of other forms on the page. */
  name: string;
  form: { schema: Readonly<Record<string, Json>>; ui: Readonly<Record<string, Json>> };
  value: Json;
  onChange: (value: Json) => void;
  isDisabled?: boolean;
}

export function JsonForm({ ref, name, form, value, onChange, isDisabled = false }: JsonFormProps): ReactNode {
  const inner = useRef<FormComponent>(null);
  useImperativeHandle(ref, () => ({ validate: () => inner.current?.validateForm() ?? true }), []);
  const ui = useMemo<UiSchema>(() => ({ ...(form.ui as UiSchema), 'ui:submitButtonOptions': { norender: true } }), [form.ui]);
  // A task's form is part of its panel, which has a title of its own.
  const schema = useMemo<RJSFSchema>(() => { const { title: _title, ...rest } = form.schema; return rest as RJSFSchema; }, [form.schema]);
  return (
    <div className={css.form}>
      <Form
        ref={inner} tagName="div" idPrefix={`form-${name.replace(/[^\w-]/g, '-')}`} schema={schema} uiSchema={ui} validator={formValidator} formData={value} formContext={{ colSpan: 24, rowGutter: 12 }}
        showErrorList={false} noHtml5Validate focusOnFirstError disabled={isDisabled} onChange={(event) => onChange((event.formData ?? {}) as Json)}
      />
    </div>
  );
}
