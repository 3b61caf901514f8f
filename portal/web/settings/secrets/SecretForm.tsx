/** Stores a secret, or gives one that is there another value or other hosts. The value is not kept while it is typed: a reload forgets it, which is what a secret wants. */
import { useState, type ReactNode } from 'react';
import { Button, Input, Select } from 'antd';
import { keptUses } from '#domain/identity/secret.schema';
import type { SecretView } from '#api/secret.api';
import { useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useFieldFaults } from '../../sla/calendar/usePreview.ts';
import { Field } from '../directory/Field.tsx';
import css from '../SettingsPage.module.css';
import own from '../sources/Sources.module.css';

interface Draft { name: string; use: (typeof keptUses)[number]; hosts: string[]; revision: number }

/** `secret` null: a new one. */
export function SecretForm({ secret, onDone }: { secret: SecretView | null; onDone: () => void }): ReactNode {
  const { t } = useTexts();
  const [draft, setDraft, clear] = useKept<Draft>(`secret.${secret?.name ?? '+'}`, secret === null ? { name: '', use: 'flow', hosts: [], revision: 0 } : { name: secret.name, use: keptUses.find((use) => use === secret.use) ?? 'flow', hosts: secret.hosts, revision: secret.revision });
  const [value, setValue] = useState('');
  const done = (): void => { clear(); onDone(); };
  const make = useWrite('secrets.set', { invalidates: ['secrets.list'], onDone: done });
  const save = useWrite('secrets.change', { invalidates: ['secrets.list'], onDone: done });
  const fault = make.error ?? save.error;
  const faults = useFieldFaults(fault);
  const change = (part: Partial<Draft>): void => { setDraft({ ...draft, ...part }); if (fault) { make.reset(); save.reset(); } };
  const { name, use, revision } = draft;
  const hosts = use === 'source' ? [] : draft.hosts;
  const hostFault = [...faults].find(([path]) => /^(body\.)?hosts/.test(path))?.[1];
  const isReady = name.trim() !== '' && (secret !== null || value !== '');
  function submit(on = revision): void {
    if (!isReady) return;
    if (secret === null) make.mutate({ body: { name: name.trim(), use, hosts, value } });
    else save.mutate({ params: { name }, body: { hosts, value: value === '' ? null : value, revision: on } });
  }
  const isOvertaken = fault?.shape.code === 'SECRET_STALE' && secret !== null && secret.revision !== revision;
  return (
    <form className={css.card} aria-label={secret === null ? t('secret.new') : t('secret.changeOf', { name })} autoComplete="off" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {secret === null ? null : <div className={css.head}><h2><bdi dir="ltr">{name}</bdi></h2></div>}
      {secret === null ? (
        <div className={own.fields}>
          <Field id="secret-name" label={t('secret.name')} fault={faults.get('body.name') ?? faults.get('name')}><Input id="secret-name" dir="ltr" maxLength={200} autoComplete="off" value={name} onChange={(event) => change({ name: event.target.value })} /></Field>
          <Field id="secret-use" label={t('secret.use')}><Select id="secret-use" value={use} options={keptUses.map((one) => ({ value: one, label: t(`secret.use.${one}`) }))} onChange={(next: Draft['use']) => change({ use: next })} /></Field>
        </div>
      ) : null}
      <Field id="secret-value" label={t('secret.value')} fault={faults.get('body.value')}>
        <Input.Password id="secret-value" dir="ltr" maxLength={20_000} autoComplete="new-password" visibilityToggle={false} value={value} onChange={(event) => { setValue(event.target.value); if (fault) { make.reset(); save.reset(); } }} />
        <p className={own.hint}>{t(secret === null ? 'secret.valueHint' : 'secret.valueStays')}</p>
      </Field>
      {use === 'source' ? null : (
        <Field id="secret-hosts" label={t('secret.hosts')} fault={hostFault}>
          <Select<string[]> id="secret-hosts" mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} value={hosts} placeholder={t('secret.anywhere')} onChange={(next) => change({ hosts: next })} />
          <p className={own.hint}>{t('secret.hostsHint')}</p>
        </Field>
      )}
      {fault ? <ErrorNotice fault={fault} isKept isCompact /> : null}
      <div className={own.verbs}>
        <Button htmlType="submit" type="primary" disabled={!isReady} loading={make.isPending || save.isPending}>{t(secret === null ? 'secret.store' : 'webhook.save')}</Button>
        {isOvertaken ? <Button onClick={() => submit(secret.revision)}>{t('source.onTop')}</Button> : null}
        <Button onClick={done}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
