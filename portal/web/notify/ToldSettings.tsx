/** What the reader wants to be told, kind by kind; who manages settings finds the table for everybody under settings. */
import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Drawer } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { shippedNoticeRules } from '#domain/notify/notice.rules';
import { noticeKinds, type NoticeKind } from '#domain/notify/notice.schema';
import { keyOf, useWrite } from '../shell/api/read.ts';
import { useMay, useMe, type Me } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import css from './ToldSettings.module.css';

export function ToldSettings({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay();
  const queries = useQueryClient();
  const [unwanted, setUnwanted] = useState<readonly NoticeKind[]>(me.person.unsubscribed);
  const save = useWrite('me.prefer', { onDone: ({ unsubscribed = [] }) => queries.setQueryData<Me>(keyOf('me.read'), (was) => was && { ...was, person: { ...was.person, unsubscribed } }) });
  const isSame = noticeKinds.every((kind) => unwanted.includes(kind) === me.person.unsubscribed.includes(kind));
  const toggle = (kind: NoticeKind, isWanted: boolean): void => { save.reset(); setUnwanted(isWanted ? unwanted.filter((one) => one !== kind) : [...unwanted, kind]); };
  return (
    <Drawer open title={t('told.title')} onClose={onClose} size={420} footer={<div className={css.foot}>{save.isSuccess && isSame ? <span role="status">{t('told.saved')}</span> : null}<Button type="primary" loading={save.isPending} disabled={isSame} onClick={() => save.mutate({ body: { unsubscribed: [...unwanted] } })}>{t('told.save')}</Button></div>}>
      <p className={css.about}>{t('told.about')}</p>
      <ul className={css.kinds}>
        {noticeKinds.filter((kind) => (may('settings.manage') || !shippedNoticeRules[kind].includes('administrators')) && (may('report.read') || !kind.startsWith('report.'))).map((kind) => <li key={kind}><Checkbox checked={!unwanted.includes(kind)} onChange={(event) => toggle(kind, event.target.checked)} data-told={kind}>{t(`notice.kind.${kind}`)}</Checkbox></li>)}
      </ul>
      {save.error ? <ErrorNotice fault={save.error} isKept isCompact /> : null}
    </Drawer>
  );
}
