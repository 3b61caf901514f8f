/** What this person would see with the roles and teams that stand in the form: menu, rights, tickets in reach. Asked on demand, and again when the form changes. */
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { SightView } from '#api/role.api';
import type { PersonEdit } from '#domain/identity/directory';
import { actionAreas, type ActionArea } from '#domain/identity/role-edit';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { useCall } from '../../shell/api/read.ts';
import { menuFor } from '../../shell/frame/menu.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import type { DirectoryNames } from './useDirectoryNames.ts';
import { useScopeNames } from './useScopeNames.ts';
import css from './Directory.module.css';

const waitMs = 350;

export function Sight({ id, person: { teams, assignments }, names }: { id: string; person: Pick<PersonEdit, 'teams' | 'assignments'>; names: DirectoryNames }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={css.card} aria-label={t('sight.title')}>
      <h2>{t('sight.title')}</h2>
      <p className={css.note}>{t('sight.about')}</p>
      {isOpen ? <Seen asked={JSON.stringify([id || 'new', { teams, assignments }])} names={names} /> : <div><Button icon={<Icon name="eye" size={16} />} onClick={() => setIsOpen(true)}>{t('sight.look')}</Button></div>}
    </section>
  );
}

/** `asked` as text, so that a form drawn anew with the same content asks nothing. An answer to something older is dropped. */
function useSight(asked: string): { sight: SightView | null; fault: ApiFault | null; again: () => void } {
  const call = useCall();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ sight: SightView | null; fault: ApiFault | null }>({ sight: null, fault: null });
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const [id, body] = JSON.parse(asked) as [string, Pick<PersonEdit, 'teams' | 'assignments'>];
      call('directory.sight', { params: { id }, body, signal: stop.signal }).then((sight) => setState({ sight, fault: null }), (thrown: unknown) => { if (!stop.signal.aborted) setState((before) => ({ ...before, fault: asFault(thrown) })); });
    }, waitMs);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [asked, call, round]);
  return { ...state, again: () => setRound((before) => before + 1) };
}

function Seen({ asked, names }: { asked: string; names: DirectoryNames }): ReactNode {
  const { t, say } = useTexts();
  const scopes = useScopeNames(names);
  const { sight, fault, again } = useSight(asked);
  if (fault) return <ErrorNotice fault={fault} onRetry={again} isCompact />;
  if (!sight) return <Loading rows={4} height={24} />;
  if (sight.actions.length === 0) return <p data-sight="nothing">{t('sight.nothing')}</p>;
  const areas = (Object.keys(actionAreas) as ActionArea[]).map((area) => ({ area, actions: actionAreas[area].filter((action) => (sight.actions as readonly string[]).includes(action)) })).filter(({ actions }) => actions.length > 0);
  return (
    <div className={css.sight} data-sight="found">
      <div><h3>{t('sight.roles')}</h3><ul className={css.reach}>{sight.roles.map(({ key, name, scope }, at) => <li key={`${key}-${at}`}><bdi>{say(name)}</bdi> <span className="secondary">{scopes.scope(scope)}</span></li>)}</ul></div>
      <div><h3>{t('sight.menu')}</h3><ul className={css.chips}>{menuFor(sight.actions).map((entry) => <li key={entry.to}>{t(entry.label)}</li>)}</ul></div>
      <div><h3>{t('sight.may')}</h3><dl className={css.may}>{areas.map(({ area, actions }) => <div key={area}><dt>{t(`roles.area.${area}`)}</dt><dd>{actions.map((action) => <span key={action}>{t(`roles.does.${action}`)}</span>)}</dd></div>)}</dl></div>
      <Reach tickets={sight.tickets} names={names} />
    </div>
  );
}

function Reach({ tickets: { count, items }, names }: { tickets: SightView['tickets']; names: DirectoryNames }): ReactNode {
  const { t } = useTexts();
  return (
    <div data-reach={count}>
      <h3>{count === 0 ? t('sight.noTickets') : t('sight.tickets', { count })}</h3>
      {count > 0 ? <p className="secondary small">{t(items.length > 0 ? 'sight.newest' : 'sight.hidden')}</p> : null}
      <ul className={css.reach}>
        {items.map(({ key, title, team, object }) => (
          <li key={key}><Link to="/tickets/$key" params={{ key }}><bdi>{key}</bdi></Link> <bdi>{title}</bdi> <span className="secondary"><bdi>{[team === null ? null : names.team(team), object === null ? null : t('sight.object', { object: object.id })].filter((part) => part !== null).join(' · ')}</bdi></span></li>
        ))}
      </ul>
    </div>
  );
}
