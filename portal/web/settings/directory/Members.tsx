/** The people of a team: listed with a way out, and a search to let somebody in. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TeamView } from '#api/directory.api';
import { useRead } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { Field } from './Field.tsx';
import css from './Directory.module.css';

/** `known`: people of the saved team; whoever was let in since is asked for by name. */
export function Members({ ids, known, fault, onChange }: { ids: readonly string[]; known: TeamView['people']; fault: string | undefined; onChange: (ids: string[]) => void }): ReactNode {
  const { t } = useTexts();
  const fresh = ids.filter((id) => known.every((person) => person.id !== id)).slice(0, 50);
  const found = useRead('people.list', { query: { ids: fresh.join(',') } }, { isEnabled: fresh.length > 0, staleMs: 300_000, keepsOld: true });
  const personOf = (id: string): { name: string; isActive: boolean } => known.find((one) => one.id === id) ?? { name: found.data?.items.find((one) => one.id === id)?.name ?? id, isActive: true };
  return (
    <section className={css.card} aria-label={t('teams.people')}>
      <h2>{t('teams.people')}</h2>
      {ids.length === 0 ? <p className="secondary">{t('teams.noMember')}</p> : null}
      <ul className={css.members}>
        {ids.map((id) => {
          const { name, isActive } = personOf(id);
          return (
            <li key={id} data-member={id}>
              <PersonAvatar id={id} name={name} size={22} /><Link to="/settings/people/$id" params={{ id }}><bdi>{name}</bdi></Link>{isActive ? null : <span className={css.mark}>{t('people.off')}</span>}<span className={css.rest} />
              <Button size="small" type="text" aria-label={t('teams.takeOut', { name })} icon={<Icon name="close" size={14} />} onClick={() => onChange(ids.filter((one) => one !== id))} />
            </li>
          );
        })}
      </ul>
      <div className={css.fields}><Field id="team-member" label={t('teams.letIn')} fault={fault}><PersonSelect id="team-member" value={null} placeholder={t('task.personSearch')} onChoose={(id) => { if (!ids.includes(id)) onChange([...ids, id]); }} /></Field></div>
    </section>
  );
}
