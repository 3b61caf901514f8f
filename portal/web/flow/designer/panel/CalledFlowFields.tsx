/** Which flow a step calls, in which version, and what it sets in the end. A choice that is there no more stays as it is; the check says so. */
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useRead } from '../../../shell/api/read.ts';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { useStepSettings } from './panel-context.ts';
import css from './fields.module.css';

interface Choice<T> { value: T | undefined; onChange: (next: T) => void; isDisabled: boolean; label: string }

export function CalledFlowSelect({ value, onChange, isDisabled, label }: Choice<string>): ReactNode {
  const { t, say } = useTexts();
  const flows = useRead('flows.list', {}, { staleMs: 60_000 }).data?.items ?? [];
  const published = flows.filter(({ latestVersion }) => latestVersion !== null);
  const options = [...published.map(({ key, name }) => ({ value: key, label: `${say(name)} · ${key}` })), ...(!value || published.some(({ key }) => key === value) ? [] : [{ value, label: value }])];
  return (
    <>
      <Select size="small" showSearch optionFilterProp="label" aria-label={label} className={css.wide ?? ''} disabled={isDisabled} placeholder={t('call.choose')} value={value || null} options={options} onChange={(next: string) => onChange(next)} />
      {value && flows.some(({ key }) => key === value) ? <Link to="/flows/$key" params={{ key: value }} target="_blank" className="small">{t('call.open')}</Link> : null}
    </>
  );
}

export function CalledVersionSelect({ value, onChange, isDisabled, label }: Choice<number | 'latest'>): ReactNode {
  const { t } = useTexts();
  const flow = useStepSettings().config['flow'];
  const key = typeof flow === 'string' ? flow : '';
  const known = useRead('flows.read', { params: { key } }, { staleMs: 60_000, isEnabled: key !== '' }).data?.versions.map(({ version }) => version) ?? [];
  const versions = [...known, ...(typeof value === 'number' && !known.includes(value) ? [value] : [])].sort((one, other) => other - one);
  const options = [{ value: 'latest' as const, label: t('call.latest') }, ...versions.map((version) => ({ value: version, label: t('call.version', { version }) }))];
  return <Select<number | 'latest'> size="small" aria-label={label} className={css.wide ?? ''} disabled={isDisabled} value={value ?? 'latest'} options={options} onChange={onChange} />;
}
