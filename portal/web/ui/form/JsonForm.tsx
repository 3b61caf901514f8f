/** A form drawn from JSON Schema with the portal's own controls. Loaded only where a form is shown. */
import { useImperativeHandle, useMemo, useRef, type ReactNode, type Ref } from 'react';
import type FormComponent from '@rjsf/core';
import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import { toErrorSchema, type ErrorSchema, type RJSFSchema, type UiSchema, type WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { liveForm, withHidden } from '#domain/flow/form/form.live';
import type { FormSchema } from '#domain/flow/form/form';
import type { Json } from '#domain/values';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ComputedValue } from './ComputedValue.tsx';
import { DayWidget, InstantWidget, TimeWidget } from './DateWidgets.tsx';
import { formValidatorOf, propertyOf, withoutEmpty } from './form-validator.ts';
import { FileField } from '../../file/FileField.tsx';
import { computedUi, fileUi, schemaInLanguage, uiInLanguage } from './words.ts';
import css from './JsonForm.module.css';

const Form = withTheme(Theme);
const none: readonly string[] = [];
const noFaults: readonly { path: string; message: string }[] = [];

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
/** The library looks among the controls of a form element, which this is not: it stands inside of one. A choice of several is focused at its first. */
function focusOn(prefix: string, property: string): void {
  const id = `${prefix}${property.replace(/\./g, '_')}`;
  const field = document.getElementById(id) ?? document.querySelector(`[id^="${CSS.escape(id)}"]`);
  const control = field?.matches('input, textarea, select, button, [tabindex]') ? field : field?.querySelector('input, textarea, select, button, [tabindex]');
  if (control instanceof HTMLElement) control.focus();
}

/** A file on its way is no answer yet, and would be left out unseen. Its field says so; the first one is focused. */
function hasUnsentFile(form: HTMLElement | null): boolean {
  const field = form?.querySelector('[data-file-field][data-busy="true"]');
  field?.querySelector('button')?.focus();
  return field != null;
}

/** A choice is made by people: the library would take the first one for them. */
const defaults = { constAsDefaults: 'never' } as const;
/** Each fault stands at its field; the library would write them to the console otherwise. */
const heard = (): undefined => undefined;
const widgets = { TextareaWidget: GrowingTextarea, computed: ComputedValue, FileWidget: FileField, DateWidget: DayWidget, AltDateWidget: DayWidget, DateTimeWidget: InstantWidget, AltDateTimeWidget: InstantWidget, TimeWidget };

export interface JsonFormHandle {
  /** Whether everything is filled in as asked; what is not is marked at its field, the first one focused. */
  validate(): boolean;
  /** What is sent: with its computed values, without what its conditions hide. */
  answer(): Json;
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
  /** What the server said against single fields, by pointer ("/until"). */
  faults?: readonly { path: string; message: string }[];
}

export function JsonForm({ ref, name, form, value, onChange, isDisabled = false, missing = none, faults = noFaults }: JsonFormProps): ReactNode {
  const texts = useTexts();
  const { t, locale } = texts;
  const validator = useMemo(() => formValidatorOf(texts), [texts]);
  const inner = useRef<FormComponent>(null);
  const box = useRef<HTMLDivElement>(null);
  const live = useMemo(() => liveForm(form.schema, value), [form.schema, value]);
  useImperativeHandle(ref, () => ({ validate: () => (inner.current?.validateForm() ?? true) && !hasUnsentFile(box.current), answer: () => live.data }), [live]);
  const ui = useMemo<UiSchema>(() => ({ ...(uiInLanguage({ ...form.ui }, locale) as UiSchema), ...computedUi(live.schema, form.ui), ...fileUi(live.schema, form.ui), 'ui:submitButtonOptions': { norender: true } }), [form.ui, live.schema, locale]);
  // A task's form is part of its panel, which has a title of its own.
  const schema = useMemo<RJSFSchema>(() => { const { title: _title, ...rest } = schemaInLanguage(live.schema as Json, locale) as Record<string, Json>; return rest as RJSFSchema; }, [live.schema, locale]);
  const prefix = `form-${name.replace(/[^\w-]/g, '-')}`;
  const extra = useMemo<ErrorSchema>(() => ({
    ...toErrorSchema(faults.map(({ path, message }) => ({ property: propertyOf(path), message, stack: message }))),
    ...Object.fromEntries(missing.map((field) => [field, { __errors: [t('form.needed')] }])) as ErrorSchema,
  }), [faults, missing, t]);
  return (
    <div className={css.form} ref={box}>
      <Form
        ref={inner} tagName="div" idPrefix={prefix} schema={schema} uiSchema={ui} validator={validator} widgets={widgets} formData={live.data} formContext={{ colSpan: 24, rowGutter: 12 }}
        extraErrors={extra} experimental_defaultFormStateBehavior={defaults} showErrorList={false} noHtml5Validate focusOnFirstError={(fault) => focusOn(prefix, fault.property ?? '')} disabled={isDisabled} onError={heard} onChange={(event) => onChange(withHidden(form.schema as FormSchema, value, withoutEmpty(event.formData ?? {})))}
      />
    </div>
  );
}
