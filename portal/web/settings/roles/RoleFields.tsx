/** The name of a role in up to three languages, its key while it is new, and where it holds by default. */
import type { ReactNode } from 'react';
import { Input, Select } from 'antd';
import { locales } from '#domain/values';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { idOf } from '../directory/draft.ts';
import { Field } from '../directory/Field.tsx';
import type { RoleDraft } from './draft.ts';
import css from './Roles.module.css';

const defaults = ['memberTeams', 'everywhere'] as const;

export function RoleFields({ isNew, draft, faults, onChange }: { isNew: boolean; draft: RoleDraft; faults: ReadonlyMap<string, string>; onChange: (draft: RoleDraft) => void }): ReactNode {
  const { t } = useTexts();
  const { key, role } = draft;
  /** The key goes along with the English name until somebody writes it by hand. */
  function named(language: (typeof locales)[number], value: string): void {
    const follows = isNew && language === 'en' && key === idOf(role.name.en, '-').slice(0, 40);
    onChange({ ...draft, key: follows ? idOf(value, '-').slice(0, 40) : key, role: { ...role, name: { ...role.name, [language]: value } } });
  }
  return (
    <section className={css.card} aria-label={t('roles.name')}>
      <p className={css.about}>{t('roles.ownText')}</p>
      <div className={css.fields}>
        {locales.map((language) => <Field key={language} id={`role-name-${language}`} label={t('calendar.nameIn', { language: t(`language.${language}`) })} fault={faults.get(`body.role.name.${language}`)}><Input id={`role-name-${language}`} dir="auto" value={role.name[language] ?? ''} maxLength={100} onChange={(event) => named(language, event.target.value)} /></Field>)}
        {isNew ? <Field id="role-key" label={t('roles.key')} fault={faults.get('params.key')}><Input id="role-key" dir="ltr" value={key} maxLength={40} aria-describedby="role-key-hint" onChange={(event) => onChange({ ...draft, key: event.target.value.toLowerCase().replace(/\s+/g, '-') })} /><p id="role-key-hint" className="secondary small">{t('roles.keyHint')}</p></Field> : null}
        <Field id="role-default" label={t('roles.defaultScope')}><Select id="role-default" value={role.defaultScope} options={defaults.map((value) => ({ value, label: t(`roles.${value}`) }))} onChange={(defaultScope) => onChange({ ...draft, role: { ...role, defaultScope } })} /></Field>
      </div>
    </section>
  );
}
