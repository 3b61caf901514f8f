/** One clock of a service level: what it promises, when it warns, and the switches others silently disagree on, each with its default. */
import type { ReactNode } from 'react';
import { Button, Input, Select } from 'antd';
import { clockKinds, pausesByDefault, type ClockKind } from '#domain/sla/clock';
import type { PolicyClock } from '#domain/sla/sla.policy';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { clockKindText } from '../../ui/ClockChip.tsx';
import { targetText } from '#domain/sla/duration.words';
import { EscalationForm } from './EscalationForm.tsx';
import type { PolicyNames } from './usePolicyNames.ts';
import css from './PolicyPage.module.css';

export interface ClockFormProps { at: number; clock: PolicyClock; names: PolicyNames; faults: ReadonlyMap<string, string>; onChange: (clock: PolicyClock) => void; onRemove: (() => void) | null }

export function ClockForm({ at, clock, names, faults, onChange, onRemove }: ClockFormProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const fault = (field: string): ReactNode => (faults.has(`clocks.${at}.${field}`) ? <span className={css.fault} role="alert">{faults.get(`clocks.${at}.${field}`)}</span> : null);
  const change = (part: Partial<PolicyClock>): void => onChange({ ...clock, ...part });
  const defaultPause = pausesByDefault(clock.kind);
  const choice = <N extends 'countFrom' | 'onReopen' | 'dayTarget' | 'pastBreach'>(name: N, values: readonly PolicyClock[N][], byDefault: PolicyClock[N]): ReactNode => (
    <label>{t(`policy.${name}`)}<Select<PolicyClock[N]> aria-label={t(`policy.${name}`)} value={clock[name]} onChange={(value) => change({ [name]: value } as Partial<PolicyClock>)} options={values.map((value) => ({ value, label: value === byDefault ? t('policy.default', { value: t(`policy.${name}.${value}` as 'policy.countFrom.creation') }) : t(`policy.${name}.${value}` as 'policy.countFrom.creation') }))} /></label>
  );
  return (
    <fieldset className={css.card} data-clock={at}>
      <legend className={css.legend}>{texts.list([clockKindText(clock.kind, texts), targetText(clock.target, texts)])}</legend>
      <div className={css.fields}>
        <label>{t('policy.kind')}<Select<ClockKind> aria-label={t('policy.kind')} value={clock.kind} options={clockKinds.map((kind) => ({ value: kind, label: clockKindText(kind, texts) }))} onChange={(kind) => change({ kind })} /></label>
        <label>{t('policy.target')}<Input id={`clock-${at}-target`} dir="ltr" value={clock.target} maxLength={64} status={faults.has(`clocks.${at}.target`) ? 'error' : ''} onChange={(event) => change({ target: event.target.value })} />{fault('target')}</label>
        <label>{t('policy.warn')}<Input id={`clock-${at}-warn`} dir="ltr" value={clock.warn ?? ''} maxLength={64} status={faults.has(`clocks.${at}.warn`) ? 'error' : ''} onChange={(event) => change({ warn: event.target.value })} />{fault('warn')}</label>
        <label>{t('policy.calendar')}<Select<string> id={`clock-${at}-calendar`} aria-label={t('policy.calendar')} showSearch={{ optionFilterProp: 'label' }} value={clock.calendarId} options={[...names.calendars]} onChange={(calendarId) => change({ calendarId })} />{fault('calendarId')}</label>
        {['ola', 'step', 'approval'].includes(clock.kind) ? <label>{t('policy.scope')}<Input value={clock.scope ?? ''} maxLength={100} onChange={(event) => change({ scope: event.target.value })} /></label> : null}
      </div>
      <details className={css.switches} open={isUnusual(clock)}>
        <summary>{t('policy.switches')}</summary>
        <div className={css.fields}>
          <label>{t('policy.pauses')}
            <Select<string> aria-label={t('policy.pauses')} value={clock.pauses === undefined ? 'default' : String(clock.pauses)} onChange={(value) => { const { pauses: _before, ...rest } = clock; onChange(value === 'default' ? rest : { ...rest, pauses: value === 'true' }); }}
              options={[{ value: 'default', label: t('policy.default', { value: t(`policy.pauses.${defaultPause}`) }) }, { value: 'true', label: t('policy.pauses.true') }, { value: 'false', label: t('policy.pauses.false') }]} />
          </label>
          {choice('countFrom', ['creation', 'assignment'], 'creation')}
          {choice('onReopen', ['exclude', 'include', 'restart'], 'exclude')}
          {choice('dayTarget', ['keepClockTime', 'endOfWorkingDay'], 'keepClockTime')}
          {choice('pastBreach', ['stays', 'follows'], 'stays')}
        </div>
      </details>
      <details className={css.switches} open={(clock.escalation ?? []).length > 0 || [...faults.keys()].some((key) => key.startsWith(`clocks.${at}.escalation`))}>
        <summary>{t('policy.escalation')}</summary>
        <EscalationForm path={`clocks.${at}.escalation`} levels={clock.escalation ?? []} faults={faults} onChange={(escalation) => change({ escalation })} />
      </details>
      {onRemove ? <div><Button size="small" danger onClick={onRemove}>{t('policy.removeClock')}</Button></div> : null}
    </fieldset>
  );
}

/** Whether a switch stands otherwise than it ships. */
const isUnusual = (clock: PolicyClock): boolean => clock.pauses !== undefined || clock.countFrom !== 'creation' || clock.onReopen !== 'exclude' || clock.dayTarget !== 'keepClockTime' || clock.pastBreach !== 'stays';
