/** Who hears of a clock when nobody acts: up to five levels, each with its moment, its person and what is done. */
import type { ReactNode } from 'react';
import { Button, Input, Select } from 'antd';
import { escalationActions, escalationTargets, mostLevels, type EscalationAction, type EscalationTarget } from '#domain/sla/escalation';
import type { PolicyLevel } from '#domain/sla/sla.policy';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { levelAfter } from './draft.ts';
import css from './EscalationForm.module.css';

/** `path`: where faults of the levels are told, "clocks.0.escalation". */
export interface EscalationFormProps { path: string; levels: readonly PolicyLevel[]; faults: ReadonlyMap<string, string>; onChange: (levels: PolicyLevel[]) => void }

export function EscalationForm({ path, levels, faults, onChange }: EscalationFormProps): ReactNode {
  const { t } = useTexts();
  const change = (at: number, level: PolicyLevel): void => onChange(levels.map((one, index) => (index === at ? level : one)));
  return (
    <div className={css.levels} role="group" aria-label={t('policy.escalation')}>
      <p className="secondary small">{t(levels.length === 0 ? 'policy.escalation.none' : 'policy.escalation.about')}</p>
      {levels.length === 0 ? null : (
        <ol className={css.list}>
          {levels.map((level, at) => <Level key={at} at={at} path={`${path}.${at}`} level={level} faults={faults} onChange={(next) => change(at, next)} onRemove={() => onChange(levels.filter((_, index) => index !== at))} />)}
        </ol>
      )}
      {levels.length < mostLevels ? <div><Button size="small" onClick={() => onChange([...levels, levelAfter(levels)])} data-add-level>{t('policy.escalation.add')}</Button></div> : <p className="secondary small">{t('policy.escalation.most', { count: mostLevels })}</p>}
    </div>
  );
}

interface LevelProps { at: number; path: string; level: PolicyLevel; faults: ReadonlyMap<string, string>; onChange: (level: PolicyLevel) => void; onRemove: () => void }

function Level({ at, path, level, faults, onChange, onRemove }: LevelProps): ReactNode {
  const { t } = useTexts();
  const fault = (field: string): ReactNode => (faults.has(`${path}.${field}`) ? <span className={css.fault} role="alert">{faults.get(`${path}.${field}`)}</span> : null);
  const { person, ...rest } = level;
  const goTo = (to: EscalationTarget): void => onChange({ ...rest, to });
  return (
    <li className={css.level} data-level={at + 1} aria-label={t('policy.escalation.level', { level: at + 1 })}>
      <span className={css.number} aria-hidden="true">{at + 1}</span>
      <label>{t('policy.escalation.at')}<Input dir="ltr" value={level.at} maxLength={64} status={faults.has(`${path}.at`) ? 'error' : ''} onChange={(event) => onChange({ ...level, at: event.target.value })} />{fault('at')}</label>
      <label>{t('policy.escalation.to')}<Select<EscalationTarget> aria-label={t('policy.escalation.to')} value={level.to} onChange={goTo} options={escalationTargets.map((to) => ({ value: to, label: t(`policy.escalation.to.${to}`) }))} />{fault('to')}</label>
      {level.to === 'person' ? <label>{t('policy.escalation.person')}<PersonSelect aria-label={t('policy.escalation.person')} value={person ?? null} onChoose={(id) => onChange({ ...level, person: id })} />{fault('person')}</label> : null}
      <label>{t('policy.escalation.actions')}<Select<EscalationAction[]> mode="multiple" aria-label={t('policy.escalation.actions')} value={level.actions} onChange={(actions) => onChange({ ...level, actions })} options={escalationActions.map((action) => ({ value: action, label: t(`policy.escalation.do.${action}`) }))} />{fault('actions')}</label>
      <Button size="small" danger className={css.remove ?? ''} aria-label={t('policy.escalation.removeLevel', { level: at + 1 })} onClick={onRemove}>{t('policy.escalation.remove')}</Button>
    </li>
  );
}
