/** The inputs of an activity as the catalogue describes them. What is needed or set stands first; what the activity does not know is kept and shown. */
import { useState, type ReactNode } from 'react';
import type { Json } from '#domain/values';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { InputField } from './InputField.tsx';
import { InputsRows } from './InputsRows.tsx';
import { schemaAt, withMember, type Schema } from './input-shape.ts';
import css from './inputs.module.css';

export interface InputsProps { schema: Schema; value: Readonly<Record<string, Json>>; onChange: (next: Record<string, Json>) => void; isDisabled: boolean }

/** Fields shown before the rest is unfolded, where nothing is set. */
const shownAtLeast = 3;

export function ActivityInputs({ schema, value, onChange, isDisabled }: InputsProps): ReactNode {
  const { t } = useTexts();
  const names = Object.keys(schemaAt(schema['properties']));
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  // As it was when the step was opened: a field does not move while it is typed into.
  const [first] = useState(() => new Set(names.filter((name, at) => at < shownAtLeast || required.includes(name) || Object.hasOwn(value, name))));
  const unknown = Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  const fields = (some: readonly string[]) => some.map((name) => <Member key={name} name={name} isRequired={required.includes(name)} {...{ schema, value, onChange, isDisabled }} />);
  const more = names.filter((name) => !first.has(name));
  return (
    <div className={css.fields}>
      {fields(names.filter((name) => first.has(name)))}
      {more.length > 0 ? <details className={css.more}><summary>{t('plugin.more', { count: more.length })}</summary><div className={css.fields}>{fields(more)}</div></details> : null}
      {Object.keys(unknown).length > 0 ? <InputsRows label={t('plugin.others')} isDisabled={isDisabled} value={unknown} onChange={(next) => onChange({ ...Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name))), ...next })} /> : null}
    </div>
  );
}

function Member({ name, isRequired, schema, value, onChange, isDisabled }: InputsProps & { name: string; isRequired: boolean }): ReactNode {
  return <InputField name={name} schema={schemaAt(schemaAt(schema['properties'])[name])} isRequired={isRequired} isDisabled={isDisabled} value={value[name]} onChange={(next) => onChange(withMember(value, name, next))} members={(group) => <Group {...group} />} />;
}

/** The members of an input that is an object. */
function Group({ schema, value, onChange, isDisabled }: InputsProps): ReactNode {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return <div className={css.fields}>{Object.keys(schemaAt(schema['properties'])).map((name) => <Member key={name} name={name} isRequired={required.includes(name)} {...{ schema, value, onChange, isDisabled }} />)}</div>;
}
