/** Which roles somebody has and where each holds: by its default, everywhere, or for some teams, ticket types, services and device groups. Several of one role add up. */
import type { ReactNode } from 'react';
import { Button, Select } from 'antd';
import type { PersonView } from '#api/directory.api';
import type { RoleAssignment } from '#domain/identity/identity.schema';
import { everywhere, isByObject } from '#domain/identity/rights';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { scoped } from './draft.ts';
import { Field } from './Field.tsx';
import type { DirectoryNames } from './useDirectoryNames.ts';
import { dimensions, useScopeNames, type ScopeNames } from './useScopeNames.ts';
import css from './Directory.module.css';

interface AssignmentsProps { view: PersonView | null; assignments: readonly RoleAssignment[]; names: DirectoryNames; faults: ReadonlyMap<string, string>; onChange: (assignments: RoleAssignment[]) => void }

export function RoleAssignments({ view, assignments, names, faults, onChange }: AssignmentsProps): ReactNode {
  const { t, list } = useTexts();
  const scopes = useScopeNames(names);
  const change = (at: number, next: RoleAssignment): void => onChange(assignments.map((one, index) => (index === at ? next : one)));
  const fault = faults.get('person.assignments');
  return (
    <section className={css.card} aria-label={t('people.roles')}>
      <h2>{t('people.roles')}</h2>
      <p className={css.note}>{t(view?.rolesFrom === 'provider' ? 'people.rolesProvider' : 'people.rolesText')} {t('people.whereText')}</p>
      {view?.namedRoles ? <p className={css.note}>{t('people.namedRoles', { roles: list(view.namedRoles.map(names.role)) || t('people.noRole') })}</p> : null}
      {assignments.length === 0 ? <p>{t('people.noRoleYet')}</p> : null}
      {assignments.map((assignment, at) => (
        <Assignment key={at} at={at} assignment={assignment} names={names} scopes={scopes} faults={faults} onChange={(next) => change(at, next)} onRemove={() => onChange(assignments.filter((_, index) => index !== at))} />
      ))}
      {fault === undefined ? null : <p className={css.fault} role="alert">{fault}</p>}
      <div><Button icon={<Icon name="plus" size={14} />} onClick={() => onChange([...assignments, { role: 'agent', scope: null }])}>{t('people.addRole')}</Button></div>
    </section>
  );
}

interface AssignmentProps { at: number; assignment: RoleAssignment; names: DirectoryNames; scopes: ScopeNames; faults: ReadonlyMap<string, string>; onChange: (next: RoleAssignment) => void; onRemove: () => void }

const words = {
  teams: { label: 'people.inTeams', all: 'people.allTeams' }, ticketTypes: { label: 'people.forTypes', all: 'people.allTypes' },
  services: { label: 'people.forServices', all: 'people.allServices' }, deviceGroups: { label: 'people.forGroups', all: 'people.allGroups' },
} as const;

function Assignment({ at, assignment, names, scopes, faults, onChange, onRemove }: AssignmentProps): ReactNode {
  const { t } = useTexts();
  const { role, scope } = assignment;
  const where = scope === null ? 'default' : dimensions.every((dimension) => scope[dimension].length === 0) ? 'everywhere' : 'some';
  const path = `person.assignments.${at}`;
  const pick = (value: string): void => onChange({ role, scope: value === 'default' ? null : everywhere });
  return (
    <div className={css.assignment} data-assignment={at} role="group" aria-label={names.role(role)}>
      <Field id={`role-${at}`} label={t('people.role')} fault={faults.get(`${path}.role`)}><Select id={`role-${at}`} value={role} options={names.roles} showSearch={{ optionFilterProp: 'label' }} onChange={(next) => onChange({ role: next, scope })} /></Field>
      <Button className={css.away ?? ''} aria-label={t('people.removeRole', { role: names.role(role) })} icon={<Icon name="close" size={14} />} onClick={onRemove} />
      <div className={css.dimensions}>
        {dimensions.map((dimension) => (
          <Field key={dimension} id={`role-${dimension}-${at}`} label={t(words[dimension].label)} fault={faults.get(`${path}.scope.${dimension}`)}>
            <Select<string[]> id={`role-${dimension}-${at}`} mode="multiple" placeholder={t(scope === null ? 'people.byDefault' : words[dimension].all)} value={scope?.[dimension] ?? []} options={scopes.choices[dimension]} optionFilterProp="label" onChange={(chosen) => onChange(scoped(assignment, { [dimension]: chosen }))} />
          </Field>
        ))}
      </div>
      {scope !== null && isByObject(scope) ? <p className="secondary small">{t('people.byObject')}</p> : null}
      {where === 'some' ? null : <p className="secondary small">{t(where === 'default' ? 'people.whereDefault' : 'people.whereEverywhere')} <Button size="small" type="link" onClick={() => pick(where === 'default' ? 'everywhere' : 'default')}>{t(where === 'default' ? 'people.makeEverywhere' : 'people.makeDefault')}</Button></p>}
    </div>
  );
}
