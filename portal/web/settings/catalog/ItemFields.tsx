/** The fields of an item in the editor. Lists offer what exists; JSON says at its box why it cannot be read. */
import type { ReactNode } from 'react';
import { Input, InputNumber, Select } from 'antd';
import { catalogIcons, type CatalogCategory } from '#domain/catalog/catalog.schema';
import type { Text } from '#domain/values';
import { useRoleNames } from '../../identity/useRoleNames.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { JsonFaults, Typed } from './item-draft.ts';
import { TextInputs } from './TextInputs.tsx';
import css from './CatalogSettings.module.css';

export interface ItemFieldsProps {
  typed: Typed; onChange: (part: Partial<Typed>) => void;
  categories: readonly CatalogCategory[]; types: readonly { key: string; name: Text }[]; teams: readonly { id: string; name: Text }[];
  jsonFaults: JsonFaults;
}

export function ItemFields({ typed, onChange, categories, types, teams, jsonFaults }: ItemFieldsProps): ReactNode {
  const { t, say } = useTexts();
  const roles = useRoleNames();
  const teamOptions = teams.map(({ id, name }) => ({ value: id, label: say(name) }));
  return (
    <div className={css.fields}>
      <TextInputs id="item-name" label={t('catalogEdit.name')} value={typed.name} onChange={(name) => onChange({ name })} />
      <TextInputs id="item-about" label={t('catalogEdit.aboutItem')} value={typed.about} maxLength={1000} isLong onChange={(about) => onChange({ about })} />
      <TextInputs id="item-words" label={t('catalogEdit.words')} value={typed.words ?? { en: '' }} maxLength={500} onChange={(words) => onChange({ words: words.en.trim() === '' ? undefined : words })} />
      <div className={css.pair}>
        <Field id="item-category" label={t('catalogEdit.category')}><Select id="item-category" style={{ width: '100%' }} value={typed.category} onChange={(category: string) => onChange({ category })} options={categories.map(({ key, name }) => ({ value: key, label: say(name) }))} /></Field>
        <Field id="item-order" label={t('catalogEdit.order')}><InputNumber id="item-order" style={{ width: '100%' }} min={0} max={9999} value={typed.order} onChange={(order) => onChange({ order: order ?? 0 })} /></Field>
        <Field id="item-icon" label={t('catalogEdit.icon')}><Select id="item-icon" style={{ width: '100%' }} value={typed.icon} onChange={(icon: Typed['icon']) => onChange({ icon })} options={catalogIcons.map((icon) => ({ value: icon, label: <span className={css.iconOption}><Icon name={icon} size={16} /><bdi>{icon}</bdi></span> }))} /></Field>
        <Field id="item-type" label={t('catalogEdit.type')}><Select id="item-type" style={{ width: '100%' }} value={typed.ticketType} onChange={(ticketType: string) => onChange({ ticketType })} options={types.map(({ key, name }) => ({ value: key, label: say(name) }))} /></Field>
        <Field id="item-team" label={t('catalogEdit.team')}><Select id="item-team" style={{ width: '100%' }} allowClear placeholder={t('catalogEdit.teamOfType')} value={typed.team} onChange={(team: string | undefined) => onChange({ team: team ?? null })} options={teamOptions} /></Field>
        <Field id="item-teams" label={t('catalogEdit.seenByTeams')} hint={t('catalogEdit.seenByAll')}><Select id="item-teams" mode="multiple" style={{ width: '100%' }} value={typed.visibility.teams} onChange={(chosen: string[]) => onChange({ visibility: { ...typed.visibility, teams: chosen } })} options={teamOptions} /></Field>
        <Field id="item-roles" label={t('catalogEdit.seenByRoles')}><Select id="item-roles" mode="multiple" style={{ width: '100%' }} value={typed.visibility.roles} onChange={(roles: Typed['visibility']['roles']) => onChange({ visibility: { ...typed.visibility, roles } })} options={roles.choices} /></Field>
      </div>
      <div className={css.pair}>
        <Field id="item-subject" label={t('catalogEdit.subject')} hint={t('catalogEdit.subjectHint')}><Code id="item-subject" value={typed.subject ?? ''} onChange={(subject) => onChange({ subject: subject === '' ? null : subject })} /></Field>
        <Field id="item-object" label={t('catalogEdit.objectField')}><Code id="item-object" value={typed.objectField ?? ''} onChange={(field) => onChange({ objectField: field === '' ? null : field })} /></Field>
        <Field id="item-description" label={t('catalogEdit.descriptionField')}><Code id="item-description" value={typed.descriptionField ?? ''} onChange={(field) => onChange({ descriptionField: field === '' ? null : field })} /></Field>
      </div>
      <Field id="item-schema" label={t('catalogEdit.schema')} hint={t('catalogEdit.schemaHint')} fault={jsonFaults.schema === undefined ? null : `${t('catalogEdit.notJson')} ${jsonFaults.schema}`}>
        <Input.TextArea id="item-schema" className={css.code!} dir="ltr" spellCheck={false} value={typed.schema} autoSize={{ minRows: 10, maxRows: 30 }} status={jsonFaults.schema === undefined ? '' : 'error'} aria-invalid={jsonFaults.schema !== undefined} onChange={(event) => onChange({ schema: event.target.value })} />
      </Field>
      <Field id="item-ui" label={t('catalogEdit.ui')} fault={jsonFaults.ui === undefined ? null : `${t('catalogEdit.notJson')} ${jsonFaults.ui}`}>
        <Input.TextArea id="item-ui" className={css.code!} dir="ltr" spellCheck={false} value={typed.ui} autoSize={{ minRows: 3, maxRows: 16 }} status={jsonFaults.ui === undefined ? '' : 'error'} aria-invalid={jsonFaults.ui !== undefined} onChange={(event) => onChange({ ui: event.target.value })} />
      </Field>
    </div>
  );
}

const Code = ({ id, value, onChange }: { id: string; value: string; onChange: (value: string) => void }): ReactNode => <Input id={id} className={css.code!} dir="ltr" spellCheck={false} maxLength={4_000} value={value} onChange={(event) => onChange(event.target.value)} />;

function Field({ id, label, hint, fault, children }: { id: string; label: string; hint?: string; fault?: string | null; children: ReactNode }): ReactNode {
  return <div className={css.field}><label htmlFor={id}>{label}</label>{children}{fault ? <p className={css.fault} role="alert"><bdi>{fault}</bdi></p> : hint ? <p className={css.hint}>{hint}</p> : null}</div>;
}
