/** What somebody holds, or where a team is named: by kind, each a door to it where there is one. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { ResponseOf } from '#api/routes';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './Directory.module.css';

type Held = ResponseOf<'directory.holdings'>['items'][number] | ResponseOf<'directory.roleUses'>['items'][number] | ResponseOf<'directory.teamUses'>['items'][number];

export function HeldList({ items, count }: { items: readonly Held[]; count: number }): ReactNode {
  const { t } = useTexts();
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return (
    <>
      <ul className={css.held}>
        {kinds.map((kind) => (
          <li key={kind} data-held={kind}><h3>{t(`held.${kind}`)}</h3><ul>{items.filter((one) => one.kind === kind).map((one) => <li key={one.id}><HeldThing held={one} /></li>)}</ul></li>
        ))}
      </ul>
      {count > items.length ? <p className="secondary small">{t('held.more', { count: count - items.length })}</p> : null}
    </>
  );
}

function HeldThing({ held: { kind, id, name, ticket } }: { held: Held }): ReactNode {
  const { say } = useTexts();
  const text = <bdi>{say(name)}</bdi>;
  if (ticket) return <><Link to="/tickets/$key" params={{ key: ticket.key }}><bdi>{ticket.key}</bdi></Link> {text}</>;
  switch (kind) {
    case 'report': case 'role': case 'person': return <Link to="/settings/people/$id" params={{ id }}>{text}</Link>;
    case 'teamLead': case 'teamManager': return <Link to="/settings/teams/$id" params={{ id }}>{text}</Link>;
    case 'slaPolicy': return <Link to="/settings/sla/$id" params={{ id }}>{text}</Link>;
    case 'flow': return <Link to="/flows/$key" params={{ key: id }}>{text}</Link>;
    case 'catalogItem': return <Link to="/settings" search={{ section: 'catalog', item: id }}>{text}</Link>;
    case 'alarmSource': return <Link to="/settings" search={{ section: 'sources' }}>{text}</Link>;
    default: return text;
  }
}
