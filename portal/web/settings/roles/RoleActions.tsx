/** The actions of a role by area, to tick: at all, and for own things only. What the reader does not have themselves they cannot give a role. */
import type { ReactNode } from 'react';
import { Button, Checkbox } from 'antd';
import type { Action } from '#domain/identity/identity.schema';
import { actionAreas, type ActionArea, type RoleEdit } from '#domain/identity/role-edit';
import { useMay } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { isOwnable, withActions, withOwn } from './draft.ts';
import css from './Roles.module.css';

interface ActionsProps { role: RoleEdit; isReadOnly: boolean; fault: string | undefined; onChange: (role: RoleEdit) => void }

export function RoleActions({ role, isReadOnly, fault, onChange }: ActionsProps): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.card} aria-label={t('roles.actions')}>
      <h2>{t('roles.actions')}</h2>
      <p className={css.about}>{t('roles.legend')}</p>
      {fault === undefined ? null : <p className={css.fault} role="alert">{fault}</p>}
      <div className={css.areas}>{(Object.keys(actionAreas) as ActionArea[]).map((area) => <Area key={area} area={area} role={role} isReadOnly={isReadOnly} onChange={onChange} />)}</div>
    </section>
  );
}

/** One action of a role that is only read: done, done for own things, or not. */
function Told({ role, action }: { role: RoleEdit; action: Action }): ReactNode {
  const { t } = useTexts();
  const isChosen = role.actions.includes(action);
  return (
    <div className={css.line} data-told={action}>
      <span className={isChosen ? css.told : css.untold}><span role="img" aria-label={t(isChosen ? 'roles.yes' : 'roles.no')}>{isChosen ? <Icon name="check" size={16} /> : '–'}</span>{t(`roles.does.${action}`)}</span>
      {isChosen && (role.ownOnly as readonly Action[]).includes(action) ? <span className={css.own}>{t('roles.own')}</span> : null}
    </div>
  );
}

function Area({ area, role, isReadOnly, onChange }: Omit<ActionsProps, 'fault'> & { area: ActionArea }): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const all: readonly Action[] = actionAreas[area];
  const areAllChosen = all.filter(may).every((action) => role.actions.includes(action));
  return (
    <div className={css.group} data-area={area} role="group" aria-labelledby={`area-${area}`}>
      <div className={css.line}><h3 id={`area-${area}`}>{t(`roles.area.${area}`)}</h3>{isReadOnly ? null : <Button size="small" type="link" aria-label={t(areAllChosen ? 'roles.noneOf' : 'roles.allOf', { area: t(`roles.area.${area}`) })} onClick={() => onChange(withActions(role, areAllChosen ? all : all.filter(may), !areAllChosen))}>{t(areAllChosen ? 'roles.none' : 'roles.all')}</Button>}</div>
      {all.map((action) => {
        if (isReadOnly) return <Told key={action} role={role} action={action} />;
        const isChosen = role.actions.includes(action);
        // What stands there may be taken away by whoever may edit at all.
        const isLocked = !isChosen && !may(action);
        const label = t(`roles.does.${action}`);
        return (
          <div key={action} className={css.line}>
            <Checkbox checked={isChosen} disabled={isLocked} data-action={action} onChange={(event) => onChange(withActions(role, [action], event.target.checked))}>{label}</Checkbox>
            {isChosen && isOwnable(action) ? <Checkbox checked={role.ownOnly.includes(action)} data-own={action} onChange={(event) => onChange(withOwn(role, action, event.target.checked))}><span className="small" aria-hidden>{t('roles.ownOnly')}</span><span className="visually-hidden">{t('roles.ownOnlyOf', { action: label })}</span></Checkbox> : null}
            {isLocked ? <span className="secondary small">{t('roles.notYours')}</span> : null}
          </div>
        );
      })}
    </div>
  );
}
