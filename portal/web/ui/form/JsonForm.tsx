/** A form drawn from JSON Schema with the portal's own controls. Loaded only where a form is shown. */
import { useImperativeHandle, useMemo, useRef, type ReactNode, type Ref } from 'react';
import type FormComponent from '@rjsf/core';
import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import type { ErrorSchema, RJSFSchema, UiSchema, WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import type { Json } from '#domain/values';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { formValidatorOf } from './form-validator.ts';
import { schemaInLanguage } from './words.ts';
import css from './JsonForm.module.css';

const Form = withTheme(Theme);
const none: readonly string[] = [];

/** A text box as tall as its text. */
function GrowingTextarea({ id, value, disabled, readonly, placeholder, options, schema, onChange, onBlur, onFocus }: WidgetProps): ReactNode {
  const text = typeof value === 'string' ? value : '';
  return (
    <Input.TextArea
      id={id} name={id} value={text} disabled={disabled ?? false} readOnly={readonly ?? false} placeholder={placeholder ?? ''} autoSize={{ minRows: 2, maxRows: 10 }} {...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength })}
      onChange={(event) => onChange(event.target.value === '' ? options.emptyValue : event.target.value)} onBlur={(event) => onBlur(id, event.target.value)} onFocus={(event) => onFocus(id, event.target.value)}
    />
  );
}
const widgets = { TextareaWidget: GrowingTextarea };

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
  /** Fields the pressed answer needs, said at each of them. */
  missing?: readonly string[];
}

export function JsonForm({ ref, name, form, value, onChange, isDisabled = false, missing = none }: JsonFormProps): ReactNode {
  const texts = useTexts();
  const { t, locale } = texts;
  const validator = useMemo(() => formValidatorOf(texts), [texts]);
  const inner = useRef<FormComponent>(null);
  useImperativeHandle(ref, () => ({ validate: () => inner.current?.validateForm() ?? true }), []);
  const ui = useMemo<UiSchema>(() => ({ ...(form.ui as UiSchema), 'ui:submitButtonOptions': { norender: true } }), [form.ui]);
  // A task's form is part of its panel, which has a title of its own.
  const schema = useMemo<RJSFSchema>(() => { const { title: _title, ...rest } = schemaInLanguage(form.schema, locale) as Record<string, Json>; return rest as RJSFSchema; }, [form.schema, locale]);
  const extra = useMemo(() => Object.fromEntries(missing.map((field) => [field, { __errors: [t('form.needed')] }])) as ErrorSchema, [missing, t]);
  return (
    <div className={css.form}>
      <Form
        ref={inner} tagName="div" idPrefix={`form-${name.replace(/[^\w-]/g, '-')}`} schema={schema} uiSchema={ui} validator={validator} widgets={widgets} formData={value} formContext={{ colSpan: 24, rowGutter: 12 }}
        extraErrors={extra} showErrorList={false} noHtml5Validate focusOnFirstError disabled={isDisabled} onChange={(event) => onChange((event.formData ?? {}) as Json)}
      />
    </div>
  );
}
