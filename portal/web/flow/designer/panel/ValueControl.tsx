/** The control of a written input, by its type. A value of another type is shown as JSON. */
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Json, Text } from '#domain/values';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { InputFieldProps } from './InputField.tsx';
import { InputsRows, ValueBox } from './InputsRows.tsx';
import { fits, schemaAt, shapeOf, type InputShape, type Schema } from './input-shape.ts';
import css from './inputs.module.css';

type ControlProps = Pick<InputFieldProps, 'schema' | 'value' | 'onChange' | 'isDisabled' | 'members'> & { label: string };

export function ValueControl({ shape, ...props }: ControlProps & { shape: InputShape }): ReactNode {
  const { t, say } = useTexts();
  const { schema, value, onChange, isDisabled, label, members } = props;
  if (!fits(shape, value)) return <ValueBox label={label} value={value ?? ''} isDisabled={isDisabled} onChange={(next) => onChange(next === '' ? undefined : next)} />;
  const wide = { size: 'small' as const, className: css.wide ?? '', disabled: isDisabled, 'aria-label': label };
  switch (shape) {
    case 'choice': return <Select {...wide} allowClear placeholder={choicesOf(schema, say).find((choice) => choice.value === placeholderOf(schema))?.label ?? placeholderOf(schema)} value={(value ?? null) as string | null} options={choicesOf(schema, say)} onChange={(next: string | null) => onChange(next ?? undefined)} />;
    case 'yesNo': return <Checkbox disabled={isDisabled} aria-label={label} checked={(value ?? schema['default'] ?? false) === true} onChange={(event) => onChange(event.target.checked === (schema['default'] ?? false) ? undefined : event.target.checked)} />;
    case 'number': return <InputNumber {...wide} placeholder={placeholderOf(schema)} value={(value ?? null) as number | null} onChange={(next) => onChange(next ?? undefined)} />;
    case 'list': return <List {...props} />;
    case 'map': return <InputsRows areValues label="" isDisabled={isDisabled} value={schemaAt(value)} onChange={(next) => onChange(Object.keys(next).length === 0 ? undefined : next)} />;
    case 'group': return <details className={css.group} {...(value === undefined ? {} : { open: true })}><summary>{t('plugin.members', { count: Object.keys(schemaAt(schema['properties'])).length })}</summary>{members({ schema, value: schemaAt(value), isDisabled, onChange: (next) => onChange(Object.keys(next).length === 0 ? undefined : next) })}</details>;
    case 'groups': return <Groups {...props} />;
    case 'lines': return <Input.TextArea {...wide} dir="auto" autoSize={{ minRows: 3, maxRows: 12 }} maxLength={longestOf(schema)} value={(value ?? '') as string} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />;
    default: return <Input {...wide} placeholder={placeholderOf(schema)} maxLength={longestOf(schema)} value={(value ?? '') as string} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />;
  }
}

const placeholderOf = (schema: Schema): string => (['string', 'number'].includes(typeof schema['default']) ? String(schema['default']) : '');
const longestOf = (schema: Schema): number => (typeof schema['maxLength'] === 'number' ? schema['maxLength'] : 4000);
/** By their names where the schema has some (`x-names`), else as they are written. */
function choicesOf(schema: Schema, say?: (text: Text) => string): { value: string; label: string }[] {
  const names = schemaAt(schema['x-names']);
  return (Array.isArray(schema['enum']) ? schema['enum'] : []).map(String).map((value) => ({ value, label: say && Object.hasOwn(names, value) ? say(names[value] as Text) : value }));
}

/** Texts or numbers, each ended by Enter. */
function List({ schema, value, onChange, isDisabled, label }: ControlProps): ReactNode {
  const items = schemaAt(schema['items']);
  const shape = shapeOf(items);
  const taken = (text: string): Json => (shape === 'number' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
  return (
    <Select
      size="small" className={css.wide ?? ''} disabled={isDisabled} aria-label={label} mode={shape === 'choice' ? 'multiple' : 'tags'} options={choicesOf(items)} {...(shape === 'choice' ? {} : { open: false, suffixIcon: null })}
      value={((value ?? []) as Json[]).map(String)} onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next.map(taken))}
    />
  );
}

/** Entries that are objects. */
function Groups({ schema, value, onChange, isDisabled, members }: ControlProps): ReactNode {
  const { t } = useTexts();
  const entries = ((value ?? []) as Json[]).map(schemaAt);
  const put = (next: Json[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <>
      {entries.map((entry, at) => (
        <fieldset key={at} className={css.entry} aria-label={t('plugin.entry', { number: at + 1 })}>
          {members({ schema: schemaAt(schema['items']), value: entry, isDisabled, onChange: (next) => put(entries.map((one, index) => (index === at ? next : one))) })}
          <Button size="small" type="text" disabled={isDisabled} aria-label={`${t('assign.remove')}: ${t('plugin.entry', { number: at + 1 })}`} icon={<Icon name="close" size={14} />} onClick={() => put(entries.filter((_, index) => index !== at))} />
        </fieldset>
      ))}
      {isDisabled ? null : <Button size="small" type="dashed" block onClick={() => put([...entries, {}])}>{t('plugin.addEntry')}</Button>}
    </>
  );
}
