/** Asks what a token is for, what of the person's rights it may use, and for how long. Nothing is chosen beforehand: a token should do little. */
import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { apiTokenDays, type Action, type ApiToken } from '#domain/identity/identity.schema';
import { useWrite } from '../shell/api/read.ts';
import { useKeptText } from '../shell/kept/useKept.ts';
import { useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import css from './ApiTokensPage.module.css';

const lasting = [7, 30, apiTokenDays.default, 180, apiTokenDays.most];

export function MakeApiToken({ onMade, onClose }: { onMade: (made: { token: ApiToken; value: string }) => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const [name, setName, clearName] = useKeptText('apiToken.name');
  const [scopes, setScopes] = useState<Action[]>([]);
  const [days, setDays] = useState<number>(apiTokenDays.default);
  const make = useWrite('apiTokens.make', { invalidates: ['apiTokens.list'], onDone: (answer) => { clearName(); onMade(answer); } });
  const rights = [...me.actions].sort();
  return (
    <Modal
      open title={t('token.makeTitle')} onCancel={onClose} width={560}
      footer={[
        <Button key="cancel" onClick={onClose}>{t('action.cancel')}</Button>,
        <Button key="make" type="primary" disabled={name.trim() === '' || scopes.length === 0} loading={make.isPending} onClick={() => make.mutate({ body: { name: name.trim(), scopes, days } })}>{t('token.makeDo')}</Button>,
      ]}
    >
      <div className={css.form}>
        <label>{t('token.name')}<Input autoFocus value={name} maxLength={100} placeholder={t('token.nameExample')} onChange={(event) => setName(event.target.value)} /></label>
        <label>{t('token.days')}<Select<number> aria-label={t('token.days')} value={days} onChange={setDays} options={lasting.map((count) => ({ value: count, label: t('token.dayCount', { count }) }))} /></label>
        <fieldset className={css.rights}>
          <legend>{t('token.scopes')}</legend>
          <p className="secondary small">{t('token.scopesWhy')}</p>
          <Checkbox.Group<Action> value={scopes} onChange={setScopes} options={rights.map((action) => ({ value: action, label: action }))} />
        </fieldset>
        {make.error ? <ErrorNotice fault={make.error} isCompact isKept /> : null}
      </div>
    </Modal>
  );
}
