/** All teams: who leads them, how many people they have, and a door to each. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TeamView } from '#api/directory.api';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import css from './Directory.module.css';

export function TeamList(): ReactNode {
  const { t } = useTexts();
  const list = useRead('directory.teams');
  useLive('directory', ['directory.teams']);
  const add = <Link to="/settings/teams/$id" params={{ id: 'new' }}><Button type="primary" icon={<Icon name="plus" size={16} />}>{t('teams.add')}</Button></Link>;
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={44} />;
  return (
    <>
      <div className={css.top}><p className={css.about}>{t('teams.about')}</p>{add}</div>
      {list.data.items.length === 0 ? <EmptyState icon="people" title={t('teams.none')} text={t('teams.noneText')} action={add} /> : <ul className={css.list} aria-label={t('settings.teams')}>{list.data.items.map((team) => <Row key={team.id} team={team} />)}</ul>}
    </>
  );
}

function Row({ team }: { team: TeamView }): ReactNode {
  const { t, say } = useTexts();
  const nameOf = (id: string | null): string => (id === null ? t('teams.nobody') : team.people.find((person) => person.id === id)?.name ?? id);
  return (
    <li data-team={team.id}>
      <Link className={css.row} to="/settings/teams/$id" params={{ id: team.id }}>
        <Icon name="people" size={18} />
        <span className={css.who}><bdi className="ellipsis"><strong>{say(team.name)}</strong></bdi><bdi className="secondary small">{team.id}</bdi></span>
        <span className={`${css.second} ellipsis`}>{t('teams.leadIs', { name: nameOf(team.lead) })}</span>
        <span className={`${css.second} secondary ellipsis`}>{t('teams.managerIs', { name: nameOf(team.manager) })}</span>
        <span className={css.marks}>{t('teams.members', { count: team.members.length })}</span>
      </Link>
    </li>
  );
}
