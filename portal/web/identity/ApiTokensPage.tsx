/** A person's tokens for machines: what each may do, until when, when it was used; making one, showing its value once, revoking. */
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import type { ApiToken } from '#domain/identity/identity.schema';
import { useRead, useWrite } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useNow } from '../ui/useNow.ts';
import { MakeApiToken } from './MakeApiToken.tsx';
import css from './ApiTokensPage.module.css';

export function ApiTokensPage(): ReactNode {
  const { t } = useTexts();
  const list = useRead('apiTokens.list');
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<{ token: ApiToken; value: string } | null>(null);
  useCrumbs([{ label: t('token.title') }]);
  const makeButton = <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setIsMaking(true)}>{t('token.make')}</Button>;
  const items = list.data?.items;
  return (
    <>
      <PageHeader title={t('token.title')} actions={items && items.length > 0 ? makeButton : null} />
      <div className={css.page}>
        <p className={css.about}>{t('token.about')} <Link to="/api/docs">{t('token.toDocs')}</Link></p>
        {made ? <Made made={made} onClose={() => setMade(null)} /> : null}
        {list.error && !items ? <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} /> : !items ? <Loading rows={3} height={96} />
          : items.length === 0 ? <EmptyState icon="lock" title={t('token.none')} text={t('token.noneText')} action={makeButton} />
            : <ul className={css.list}>{items.map((token) => <Token key={token.id} token={token} />)}</ul>}
      </div>
      {isMaking ? <MakeApiToken onClose={() => setIsMaking(false)} onMade={(answer) => { setMade(answer); setIsMaking(false); }} /> : null}
    </>
  );
}

/** The one time the value is shown. */
function Made({ made: { token, value }, onClose }: { made: { token: ApiToken; value: string }; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.made} role="status" aria-label={t('token.made', { name: token.name })}>
      <h2><StateMark state="ok" size={16} isSilent /><bdi>{t('token.made', { name: token.name })}</bdi></h2>
      <p>{t('token.once')}</p>
      <div className={css.value}><code data-token-value><bdi>{value}</bdi></code><CopyButton text={value} label={t('token.copy')} /></div>
      <div><Button size="small" onClick={onClose}>{t('token.kept')}</Button></div>
    </section>
  );
}

function Token({ token }: { token: ApiToken }): ReactNode {
  const { t } = useTexts();
  const now = useNow();
  const isOver = Date.parse(token.expiresAt) <= now;
  const revoke = useWrite('apiTokens.revoke', { invalidates: ['apiTokens.list'] });
  return (
    <li className={css.card} data-token={token.id}>
      <div className={css.head}>
        <h2><StateMark state={isOver ? 'paused' : 'ok'} size={14} isSilent /><bdi>{token.name}</bdi></h2>
        <Popconfirm title={t('token.revokeAsk', { name: token.name })} description={t('token.revokeWhat')} okText={t('token.revoke')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => revoke.mutate({ params: { id: token.id } })}>
          <Button size="small" danger loading={revoke.isPending}>{t('token.revoke')}</Button>
        </Popconfirm>
      </div>
      <dl className={css.facts}>
        <div><dt>{t('token.ending')}</dt><dd><code><bdi>{`sbx_…${token.ending}`}</bdi></code></dd></div>
        <div><dt>{t(isOver ? 'token.ranOut' : 'token.expires')}</dt><dd><RelativeTime at={token.expiresAt} /></dd></div>
        <div><dt>{t('token.used')}</dt><dd>{token.usedAt === null ? t('token.never') : <RelativeTime at={token.usedAt} />}</dd></div>
        <div><dt>{t('token.madeAt')}</dt><dd><RelativeTime at={token.madeAt} /></dd></div>
      </dl>
      <p className={css.scopes}><span className="secondary small">{t('token.scopes')}</span>{token.scopes.map((scope) => <code key={scope}>{scope}</code>)}</p>
      {revoke.error ? <ErrorNotice fault={revoke.error} isCompact /> : null}
    </li>
  );
}
