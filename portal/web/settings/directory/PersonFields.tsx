/** Who somebody is: name, account, mail address, language, time zone, manager and teams, each with what is wrong with it. */
import type { ReactNode } from 'react';
import { Input, Select } from 'antd';
import type { PersonView } from '#api/directory.api';
import { locales } from '#domain/values';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { zones } from '../../sla/calendar/zones.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Field } from './Field.tsx';
import { named, type PersonDraft } from './draft.ts';
import type { DirectoryNames } from './useDirectoryNames.ts';
import css from './Directory.module.css';

interface FieldsProps { view: PersonView | null; draft: PersonDraft; names: DirectoryNames; faults: ReadonlyMap<string, string>; onChange: (draft: PersonDraft) => void }

export function PersonFields({ view, draft, names, faults, onChange }: FieldsProps): ReactNode {
  const { t } = useTexts();
  const { person } = draft;
  const set = (part: Partial<typeof person>): void => onChange({ ...draft, person: { ...person, ...part } });
  const fault = (name: keyof typeof person): string | undefined => faults.get(`person.${name}`) ?? faults.get(`body.person.${name}`);
  return (
    <section className={css.card} aria-label={t('people.who')}>
      <h2>{t('people.who')}</h2>
      {view?.isFromProvider ? <p className={css.note}><Icon name="info" size={16} />{t('people.fromProviderText')}</p> : null}
      <div className={css.fields}>
        <Field id="person-name" label={t('people.name')} fault={fault('name')}><Input id="person-name" dir="auto" value={person.name} maxLength={500} onChange={(event) => onChange(named(draft, event.target.value))} /></Field>
        {view === null ? <Field id="person-id" label={t('people.id')} fault={faults.get('params.id')}><Input id="person-id" dir="ltr" value={draft.id} maxLength={64} onChange={(event) => onChange({ ...draft, id: event.target.value.toLowerCase().replace(/\s+/g, '.') })} /></Field> : null}
        <Field id="person-username" label={t('people.username')} fault={fault('username')}><Input id="person-username" dir="ltr" value={person.username} maxLength={100} onChange={(event) => set({ username: event.target.value.trim() })} /></Field>
        <Field id="person-email" label={t('people.email')} fault={fault('email')}><Input id="person-email" dir="ltr" type="email" value={person.email} maxLength={320} onChange={(event) => set({ email: event.target.value.trim() })} /></Field>
        <Field id="person-locale" label={t('people.locale')} fault={fault('locale')}><Select id="person-locale" value={person.locale} options={locales.map((value) => ({ value, label: t(`language.${value}`) }))} onChange={(locale) => set({ locale })} /></Field>
        <Field id="person-zone" label={t('people.zone')} fault={fault('zone')}><Select id="person-zone" showSearch value={person.zone} options={zones(person.zone).map((value) => ({ value, label: value }))} onChange={(zone) => set({ zone })} /></Field>
        <Field id="person-manager" label={t('people.manager')} fault={fault('manager')}><PersonSelect id="person-manager" allowClear value={person.manager} placeholder={t('people.noManager')} onChoose={(manager) => set({ manager })} onClear={() => set({ manager: null })} /></Field>
        <Field id="person-teams" label={t('people.teams')} fault={fault('teams')}><Select id="person-teams" mode="multiple" placeholder={t('people.noTeam')} value={person.teams} options={names.teams} optionFilterProp="label" onChange={(teams) => set({ teams })} /></Field>
      </div>
    </section>
  );
}
