/** Who is told of what, for the whole installation: a row for each kind, its people to tick, and the way back to what is shipped. */
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Checkbox } from 'antd';
import type { ResponseOf } from '#api/routes';
import { shippedNoticeRules, type Audience } from '#domain/notify/notice.rules';
import { useRead, useWrite } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import css from './NoticeRules.module.css';
import settings from './SettingsPage.module.css';

type Rules = ResponseOf<'noticeRules.list'>;

export function NoticeRules(): ReactNode {
  const { t } = useTexts();
  const list = useRead('noticeRules.list');
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={8} height={64} />;
  const { audiences } = list.data;
  return (
    <>
      <p className={settings.about}>{t('rules.about')}</p>
      <ul className={css.rules} aria-label={t('rules.title')}>{list.data.items.map((rule) => <Rule key={rule.kind} rule={rule} audiences={audiences} />)}</ul>
    </>
  );
}

/** People that a kind can have: whom the event names, and whoever stands by the ticket; what is about the installation is for whom it is shipped. */
const byKindOnly: readonly Audience[] = ['asked', 'given', 'administrators'];
function meantBy(kind: Rules['items'][number]['kind'], audience: Audience): boolean {
  const shipped = shippedNoticeRules[kind];
  return shipped.includes(audience) || (!byKindOnly.includes(audience) && !shipped.includes('administrators'));
}

function Rule({ rule: { kind, to, isShipped }, audiences }: { rule: Rules['items'][number]; audiences: Rules['audiences'] }): ReactNode {
  const { t } = useTexts();
  // What was ticked shows at once, and what could not be saved goes back to what stands.
  const [chosen, setChosen] = useState<readonly Audience[]>(to);
  useEffect(() => setChosen(to), [to]);
  const save = useWrite('noticeRules.save', { invalidates: ['noticeRules.list'] });
  const choose = (next: readonly Audience[]): void => {
    setChosen(next);
    save.mutate({ params: { kind }, body: { to: [...next] } }, { onError: () => setChosen(to) });
  };
  return (
    <li className={settings.card} data-rule={kind}>
      <div className={settings.head}>
        <h2>{t(`rules.kind.${kind}`)}</h2>
        <span className="secondary small">{t(isShipped ? 'rules.shipped' : 'rules.own')}</span>
        <span className={settings.rest} />
        {isShipped ? null : <Button size="small" disabled={save.isPending} onClick={() => choose(shippedNoticeRules[kind])}>{t('rules.reset')}</Button>}
      </div>
      <Checkbox.Group className={css.people} value={[...chosen]} onChange={(next) => choose(next as Audience[])} options={audiences.filter((audience) => meantBy(kind, audience)).map((audience) => ({ value: audience, label: t(`audience.${audience}`) }))} />
      {chosen.length === 0 ? <p className="secondary small">{t('rules.nobody')}</p> : null}
      {save.error ? <ErrorNotice fault={save.error} isCompact /> : null}
    </li>
  );
}
