/** Whether somebody is let in; what they hold is shown before they are switched off, with a choice of who takes it over. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { PersonView } from '#api/directory.api';
import type { ResponseOf, RouteName } from '#api/routes';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { Field } from './Field.tsx';
import { HeldList } from './HeldList.tsx';
import css from './Directory.module.css';

export function Access({ view, invalidates }: { view: PersonView; invalidates: readonly RouteName[] }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const anew = [...invalidates, 'directory.holdings'] as const;
  const on = useWrite('directory.switchOn', { invalidates: anew, onDone: () => setIsOpen(false) });
  const isShown = isOpen || !view.isActive;
  return (
    <section className={css.card} aria-label={t('access.title')}>
      <h2>{t('access.title')}</h2>
      <p className={css.note}><StateMark state={view.isActive ? 'ok' : 'paused'} size={14} isSilent />{t(view.isActive ? 'access.on' : 'access.off')}</p>
      {on.error ? <ErrorNotice fault={on.error} isCompact /> : null}
      {isShown ? <Handover view={view} invalidates={anew} onCancel={() => setIsOpen(false)} /> : null}
      {view.isActive && !isOpen ? <div><Button danger disabled={view.isMe} onClick={() => setIsOpen(true)}>{t('access.switchOff')}</Button>{view.isMe ? <span className="secondary small"> {t('access.notMe')}</span> : null}</div> : null}
      {view.isActive ? null : <div><Button type="primary" loading={on.isPending} onClick={() => on.mutate({ params: { id: view.id }, body: { revision: view.revision } })}>{t('access.switchOn')}</Button></div>}
    </section>
  );
}

function Handover({ view, invalidates, onCancel }: { view: PersonView; invalidates: readonly RouteName[]; onCancel: () => void }): ReactNode {
  const { t } = useTexts();
  const [to, setTo] = useState<string | null>(null);
  const held = useRead('directory.holdings', { params: { id: view.id } });
  const off = useWrite('directory.switchOff', { invalidates });
  const give = useWrite('directory.give', { invalidates });
  const fault = off.error ?? give.error;
  const choose = (person: string | null): void => { off.reset(); give.reset(); setTo(person); };
  if (held.error && !held.data) return <ErrorNotice fault={held.error} onRetry={() => void held.refetch()} />;
  if (!held.data) return <Loading rows={3} height={24} />;
  const hasThings = held.data.count > 0;
  return (
    <>
      <p>{hasThings ? t('access.holds', { name: view.person.name }) : t('access.holdsNothing', { name: view.person.name })}</p>
      {hasThings ? <HeldList items={held.data.items} count={held.data.count} /> : null}
      <div className={css.give}>
        <Field id="give-to" label={t('access.giveTo')}><PersonSelect id="give-to" allowClear value={to} placeholder={t('access.nobody')} onChoose={choose} onClear={() => choose(null)} /></Field>
        {view.isActive ? (
          <>
            <Button danger type="primary" loading={off.isPending} onClick={() => off.mutate({ params: { id: view.id }, body: { revision: view.revision, giveTo: to } })}>{t(to === null ? 'access.confirmOff' : 'access.confirmOffGive')}</Button>
            <Button onClick={onCancel}>{t('action.cancel')}</Button>
          </>
        ) : <Button disabled={to === null} loading={give.isPending} onClick={() => { if (to !== null) give.mutate({ params: { id: view.id }, body: { to } }); }}>{t('access.give')}</Button>}
      </div>
      <p className="secondary small">{t('access.what')}</p>
      {fault ? <ErrorNotice fault={fault} isKept isCompact /> : null}
      {off.data ?? give.data ? <Outcome given={(off.data ?? give.data)!} /> : null}
    </>
  );
}

function Outcome({ given }: { given: ResponseOf<'directory.give'> }): ReactNode {
  const { t, tell } = useTexts();
  return (
    <div role="status" data-given={given.tasks}>
      <p>{t('access.given', { count: given.tasks })}</p>
      {given.left.length > 0 ? <ul className={css.held}>{given.left.map((one) => <li key={one.id}><bdi>{one.ticket} {one.title}</bdi>: {tell({ code: one.code, message: one.code }).message}</li>)}</ul> : null}
    </div>
  );
}
