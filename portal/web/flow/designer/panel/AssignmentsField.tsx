/** Who may act or must decide: a list of people, teams, roles, relations to the ticket, or formulas. One row, one slot. */
import { Button, Checkbox, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { relations, type Approver, type Assignment } from '#domain/flow/nodes/assignment';
import { PersonSelect } from '../../../identity/PersonSelect.tsx';
import { useRoleNames } from '../../../identity/useRoleNames.ts';
import { useRead } from '../../../shell/api/read.ts';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import css from './AssignmentsField.module.css';

const kinds = ['relation', 'person', 'team', 'role', 'expression'] as const;

const empty: Record<(typeof kinds)[number], Assignment> = {
  relation: { by: 'relation', relation: 'teamManager' }, person: { by: 'person', person: '' }, team: { by: 'team', team: '' }, role: { by: 'role', role: 'manager' }, expression: { by: 'expression', expression: '' },
};

function Choice({ value, onChange, isDisabled }: { value: Assignment; onChange: (next: Assignment) => void; isDisabled: boolean }): ReactNode {
  const { t, say } = useTexts();
  const teams = useRead('teams.list', {}, { isEnabled: value.by === 'team', staleMs: 60_000 });
  const roles = useRoleNames(value.by === 'role');
  const common = { size: 'small' as const, disabled: isDisabled, className: css.choice ?? '', placeholder: t('assign.choose'), 'aria-label': t(`assign.${value.by}`) };
  if (value.by === 'expression') return <Input {...common} className={`${css.choice} ${css.feel}`} dir="ltr" value={value.expression} onChange={(event) => onChange({ by: 'expression', expression: event.target.value })} />;
  if (value.by === 'relation') return <Select {...common} value={value.relation} options={relations.map((key) => ({ value: key, label: t(`relation.${key}`) }))} onChange={(relation: (typeof relations)[number]) => onChange({ by: 'relation', relation })} />;
  if (value.by === 'role') return <Select {...common} value={value.role} options={roles.choices} onChange={(role: string) => onChange({ by: 'role', role })} />;
  if (value.by === 'team') return <Select {...common} showSearch={{ optionFilterProp: 'label' }} value={value.team || null} loading={teams.isLoading} options={(teams.data?.items ?? []).map((team) => ({ value: team.id, label: say(team.name) }))} onChange={(team: string) => onChange({ by: 'team', team })} />;
  return <PersonSelect {...common} value={value.person || null} onChoose={(person) => onChange({ by: 'person', person })} />;
}

const vetoOf = ({ hasVeto }: Approver): { hasVeto?: true } => (hasVeto ? { hasVeto: true } : {});
function withVeto({ hasVeto: _was, ...assignment }: Approver, hasVeto: boolean): Approver {
  return hasVeto ? { ...assignment, hasVeto } : assignment;
}

/** `hasVeto`: whether each may be given one; one that is given already is always shown. */
export function AssignmentsField({ value, onChange, isDisabled, label, hasVeto = false }: { value: readonly Approver[]; onChange: (next: Approver[]) => void; isDisabled: boolean; label: string; hasVeto?: boolean }): ReactNode {
  const { t } = useTexts();
  const put = (at: number, next: Approver) => onChange(value.map((one, index) => (index === at ? next : one)));
  return (
    <fieldset className={css.field}>
      <legend className={css.legend}>{label}</legend>
      {value.length === 0 ? <p className="secondary small">{t('assign.none')}</p> : null}
      {value.map((assignment, at) => (
        <div key={at} className={css.row}>
          <Select size="small" className={css.kind ?? ''} disabled={isDisabled} aria-label={t('assign.choose')} value={assignment.by} options={kinds.map((key) => ({ value: key, label: t(`assign.${key}`) }))} onChange={(by: (typeof kinds)[number]) => put(at, { ...empty[by], ...vetoOf(assignment) })} />
          <Choice value={assignment} isDisabled={isDisabled} onChange={(next) => put(at, { ...next, ...vetoOf(assignment) })} />
          <Button size="small" type="text" disabled={isDisabled} aria-label={t('assign.remove')} icon={<Icon name="close" size={14} />} onClick={() => onChange(value.filter((_, index) => index !== at))} />
          {hasVeto || assignment.hasVeto ? <Checkbox className={css.veto ?? ''} disabled={isDisabled} checked={assignment.hasVeto ?? false} onChange={({ target }) => put(at, withVeto(assignment, target.checked))}><span className="small">{t('rule.veto')}</span></Checkbox> : null}
        </div>
      ))}
      {isDisabled ? null : <Button size="small" type="dashed" block onClick={() => onChange([...value, empty.relation])}>{t('assign.add')}</Button>}
    </fieldset>
  );
}
