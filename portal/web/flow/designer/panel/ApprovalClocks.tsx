/** How an approval is reminded of, and what becomes of it if nobody answers in time. */
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldProps } from '@rjsf/utils';
import { expiryPolicies } from '#domain/flow/kernel/kernel.types';
import { useRead } from '../../../shell/api/read.ts';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { joined, lengthUnits, parted, type LengthUnit } from './length.ts';
import css from './rows.module.css';

interface Reminders { every: string; calendar?: string | undefined; most?: number | undefined }
interface Expiry { after: string; calendar?: string | undefined; policy?: (typeof expiryPolicies)[number] | undefined }
const titleOf = (props: FieldProps): string => String(props.schema.title ?? props.name);

/** A number and its unit; anything else, such as an expression, stays the text it is. */
function Length({ value, onChange, isDisabled, label }: { value: string; onChange: (next: string) => void; isDisabled: boolean; label: string }): ReactNode {
  const { t } = useTexts();
  const parts = parted(value);
  if (parts === null) return <Input size="small" className={css.feel ?? ''} dir="ltr" aria-label={label} disabled={isDisabled} value={value} onChange={(event) => onChange(event.target.value)} />;
  return (
    <div className={css.length}>
      <InputNumber size="small" aria-label={label} min={1} max={9_999} precision={0} disabled={isDisabled} value={parts.amount} onChange={(amount) => onChange(joined(amount ?? 1, parts.unit))} />
      <Select size="small" aria-label={t('length.unit')} disabled={isDisabled} value={parts.unit} options={lengthUnits.map((unit) => ({ value: unit, label: t(`length.${unit}`) }))} onChange={(unit: LengthUnit) => onChange(joined(parts.amount, unit))} />
    </div>
  );
}

/** Whose hours count; without one, all of them. */
function Hours({ value, onChange, isDisabled }: { value: string | undefined; onChange: (next: string | undefined) => void; isDisabled: boolean }): ReactNode {
  const { t, say } = useTexts();
  const known = useRead('calendars.names', {}, { staleMs: 300_000 }).data?.items ?? [];
  const options = [{ value: '', label: t('length.always') }, ...known.map(({ key, name }) => ({ value: key, label: say(name) })), ...(!value || known.some(({ key }) => key === value) ? [] : [{ value, label: value }])];
  return <Select size="small" aria-label={t('length.whose')} disabled={isDisabled} value={value ?? ''} options={options} onChange={(next: string) => onChange(next === '' ? undefined : next)} />;
}

export function RemindersField(props: FieldProps): ReactNode {
  const { t } = useTexts();
  const isDisabled = props.disabled ?? false;
  const value = props.formData as Reminders | undefined;
  const set = (next: Reminders | undefined) => props.onChange(next, props.fieldPathId.path);
  return (
    <fieldset className={css.field}>
      <legend>{titleOf(props)}</legend>
      <Checkbox disabled={isDisabled} checked={value !== undefined} onChange={({ target }) => set(target.checked ? { every: 'P1D', most: 3 } : undefined)}>{t('length.remind')}</Checkbox>
      {value ? (
        <>
          <Length label={t('length.every')} value={value.every} isDisabled={isDisabled} onChange={(every) => set({ ...value, every })} />
          <Hours value={value.calendar} isDisabled={isDisabled} onChange={(calendar) => set({ ...value, calendar })} />
          <label className={css.times}><span>{t('length.most')}</span><InputNumber size="small" min={1} max={20} precision={0} disabled={isDisabled} value={value.most ?? 3} onChange={(most) => set({ ...value, most: most ?? 1 })} /></label>
        </>
      ) : null}
    </fieldset>
  );
}

export function ExpiryField(props: FieldProps): ReactNode {
  const { t } = useTexts();
  const isDisabled = props.disabled ?? false;
  const value = props.formData as Expiry | undefined;
  const set = (next: Expiry | undefined) => props.onChange(next, props.fieldPathId.path);
  return (
    <fieldset className={css.field}>
      <legend>{titleOf(props)}</legend>
      <Checkbox disabled={isDisabled} checked={value !== undefined} onChange={({ target }) => set(target.checked ? { after: 'P3D', policy: 'stay' } : undefined)}>{t('length.expires')}</Checkbox>
      {value ? (
        <>
          <Length label={t('length.after')} value={value.after} isDisabled={isDisabled} onChange={(after) => set({ ...value, after })} />
          <Hours value={value.calendar} isDisabled={isDisabled} onChange={(calendar) => set({ ...value, calendar })} />
          <Select size="small" aria-label={t('length.policy')} disabled={isDisabled} value={value.policy ?? 'stay'} options={expiryPolicies.map((policy) => ({ value: policy, label: t(`length.policy.${policy}`) }))} onChange={(policy: Expiry['policy']) => set({ ...value, policy })} />
        </>
      ) : null}
    </fieldset>
  );
}
