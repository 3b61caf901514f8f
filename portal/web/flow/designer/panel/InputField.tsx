/** One input: its name, how it is given (value, formula, secret), and the control for that. */
import { Input, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import type { Json } from '#domain/values';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import type { InputsProps } from './ActivityInputs.tsx';
import { ValueControl } from './ValueControl.tsx';
import { givenAs, helpOf, schemaAt, shapeOf, titleOf, waysOf, type Given, type Schema } from './input-shape.ts';
import css from './inputs.module.css';

export interface InputFieldProps {
  name: string; schema: Schema; isRequired: boolean; isDisabled: boolean; value: Json | undefined;
  /** Undefined takes the input away: then its default holds. */
  onChange: (next: Json | undefined) => void;
  /** Draws the members of an input that is an object. */
  members: (group: InputsProps) => ReactNode;
}

const beginning: Record<Given, Json | undefined> = { value: undefined, formula: '=', secret: { secret: '' } };

export function InputField({ name, schema, isRequired, isDisabled, value, onChange, members }: InputFieldProps): ReactNode {
  const { t, say } = useTexts();
  const about = useId();
  const [shape, title, help] = [shapeOf(schema), say(titleOf(name, schema)), helpOf(schema)];
  const given = givenAs(value, shape);
  const ways = waysOf(shape, given);
  const label = `${title}${isRequired ? ' *' : ''}`;
  return (
    <div className={css.input} data-input={name} role="group" aria-label={title} {...(help ? { 'aria-describedby': about } : {})}>
      <div className={css.head}>
        <span className={css.label}>{label}</span>
        {ways.length > 1 ? <Select size="small" variant="borderless" className={css.way ?? ''} popupMatchSelectWidth={false} disabled={isDisabled} aria-label={t('plugin.as', { field: title })} value={given} options={ways.map((way) => ({ value: way, label: t(`plugin.as.${way}`) }))} onChange={(way: Given) => onChange(beginning[way])} /> : null}
      </div>
      {given === 'formula' ? <Formula label={t('plugin.formula', { field: title })} value={String(value)} isDisabled={isDisabled} onChange={onChange} />
        : given === 'secret' ? <Input size="small" className={css.code ?? ''} aria-label={`${title}: ${t('plugin.secretName')}`} placeholder={t('plugin.secretName')} disabled={isDisabled} maxLength={200} value={secretName(value)} onChange={(event) => onChange(event.target.value === '' && shape === 'secret' && !isRequired ? undefined : { ...schemaAt(value), secret: event.target.value })} />
        : <ValueControl {...{ shape, schema, value, onChange, isDisabled, label: title, members }} />}
      {help ? <span id={about} className="secondary small">{say(help)}</span> : null}
    </div>
  );
}

const secretName = (value: Json | undefined): string => { const name = schemaAt(value)['secret']; return typeof name === 'string' ? name : ''; };

/** FEEL, without the "=" that marks it. */
function Formula({ label, value, isDisabled, onChange }: { label: string; value: string; isDisabled: boolean; onChange: (next: Json) => void }): ReactNode {
  return <Input.TextArea size="small" className={css.code ?? ''} dir="ltr" autoSize={{ minRows: 1, maxRows: 6 }} spellCheck={false} maxLength={4000} disabled={isDisabled} aria-label={label} value={value.slice(1)} onChange={(event) => onChange(`=${event.target.value}`)} />;
}
