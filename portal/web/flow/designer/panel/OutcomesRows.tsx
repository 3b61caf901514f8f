/** Outcomes of a task: the buttons people see, each a way out on the drawing. The key stays when the name changes, so that lines stay connected. */
import { Button, Checkbox, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import css from './rows.module.css';

export interface OutcomeRow { key: string; name: Record<string, string>; needsComment?: boolean; tone?: string; requires?: string[] }
const tones = ['default', 'primary', 'danger'] as const;

export function OutcomesRows({ value, onChange, isDisabled, label }: { value: readonly OutcomeRow[]; onChange: (next: OutcomeRow[]) => void; isDisabled: boolean; label: string }): ReactNode {
  const { t, locale } = useTexts();
  const put = (at: number, change: Partial<OutcomeRow>) => onChange(value.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const freshKey = (): string => { let n = value.length + 1; while (value.some((row) => row.key === `outcome-${n}`)) n++; return `outcome-${n}`; };
  return (
    <fieldset className={css.field}>
      <legend>{label}</legend>
      {value.map((row, at) => (
        <div key={row.key} className={css.outcome}>
          <Input size="small" aria-label={t('outcomes.name')} disabled={isDisabled} maxLength={80} value={row.name[locale] ?? row.name['en'] ?? ''} onChange={(event) => put(at, { name: { ...row.name, [locale]: event.target.value, ...(row.name['en'] === undefined ? { en: event.target.value } : {}) } })} />
          <Select size="small" aria-label={t('outcomes.tone')} disabled={isDisabled} value={row.tone ?? 'default'} options={tones.map((tone) => ({ value: tone, label: t(`outcomes.tone.${tone}`) }))} onChange={(tone: string) => put(at, { tone })} />
          <Button size="small" type="text" disabled={isDisabled || value.length === 1} aria-label={t('assign.remove')} icon={<Icon name="close" size={14} />} onClick={() => onChange(value.filter((_, index) => index !== at))} />
          <Checkbox className={css.whole ?? ''} disabled={isDisabled} checked={row.needsComment ?? false} onChange={(event) => put(at, { needsComment: event.target.checked })}><span className="small">{t('outcomes.needsComment')}</span></Checkbox>
        </div>
      ))}
      {isDisabled ? null : <Button size="small" type="dashed" block onClick={() => { const key = freshKey(); onChange([...value, { key, name: { en: key, [locale]: key } }]); }}>{t('outcomes.add')}</Button>}
    </fieldset>
  );
}
