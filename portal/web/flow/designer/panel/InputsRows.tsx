/** Inputs of an activity as rows: text, formulas ("=") and, for lists and objects, JSON. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Json } from '#domain/values';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import css from './rows.module.css';

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** Text that is JSON of another kind than text is taken as such: 3, true, {"secret": "x"}. */
function taken(text: string, before: Json): Json | undefined {
  if (text.startsWith('=')) return text;
  const isJson = /^(-?\d|[[{"]|true$|false$|null$)/.test(text.trim());
  if (!isJson) return typeof before === 'object' && before !== null ? undefined : text;
  try { return JSON.parse(text) as Json; } catch { return typeof before === 'object' && before !== null ? undefined : text; }
}

/** One value as text: a formula, JSON, or a text. */
export function ValueBox({ value, onChange, isDisabled, label }: { value: Json; onChange: (next: Json) => void; isDisabled: boolean; label: string }): ReactNode {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const isUntaken = typed !== null && taken(typed, value) === undefined;
  return (
    <div>
      <Input.TextArea
        size="small" className={css.feel ?? ''} dir={(typed ?? shown(value)).startsWith('=') ? 'ltr' : 'auto'} autoSize={{ minRows: 1, maxRows: 6 }} spellCheck={false} disabled={isDisabled} aria-label={label} value={typed ?? shown(value)} {...(isUntaken ? { status: 'warning' as const } : {})}
        onChange={(event) => { setTyped(event.target.value); const next = taken(event.target.value, value); if (next !== undefined) onChange(next); }} onBlur={() => setTyped(null)}
      />
      {isUntaken ? <span className="secondary small">{t('inputs.notJson')}</span> : null}
    </div>
  );
}

export function InputsRows({ value, onChange, isDisabled, label, areValues = false }: { value: Readonly<Record<string, Json>>; onChange: (next: Record<string, Json>) => void; isDisabled: boolean; label: string; /** Plain values by name, no inputs of an activity. */ areValues?: boolean }): ReactNode {
  const { t } = useTexts();
  const rows = Object.entries(value);
  const put = (next: [string, Json][]) => onChange(Object.fromEntries(next));
  const fresh = (): string => { let n = 1; const stem = areValues ? 'value' : 'input'; while (Object.hasOwn(value, `${stem}${n}`)) n++; return `${stem}${n}`; };
  return (
    <fieldset className={css.field}>
      <legend>{label}</legend>
      {rows.map(([name, one], at) => (
        <div key={at} className={css.row}>
          <Input size="small" aria-label={t('inputs.name')} disabled={isDisabled} value={name} maxLength={100} onChange={(event) => { if (event.target.value === name || !Object.hasOwn(value, event.target.value)) put(rows.map((row, index) => (index === at ? [event.target.value, row[1]] : row))); }} />
          <ValueBox label={`${t('inputs.value')}: ${name}`} value={one} isDisabled={isDisabled} onChange={(next) => put(rows.map((row, index) => (index === at ? [row[0], next] : row)))} />
          <Button size="small" type="text" disabled={isDisabled} aria-label={t('assign.remove')} icon={<Icon name="close" size={14} />} onClick={() => put(rows.filter((_, index) => index !== at))} />
        </div>
      ))}
      {isDisabled ? null : <Button size="small" type="dashed" block onClick={() => put([...rows, [fresh(), '']])}>{t(areValues ? 'inputs.addValue' : 'inputs.add')}</Button>}
    </fieldset>
  );
}
