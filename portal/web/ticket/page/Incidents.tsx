/** Steps of the flow that could not be done: which, why, since when; for those with the right to try again, to pass them over, or to hand them on as an error. */
import { useState, type ReactNode } from 'react';
import { App, Button, Dropdown } from 'antd';
import type { IncidentView } from '#api/ticket.api';
import type { IncidentMending } from '#domain/flow/kernel/kernel.types';
import { incidentTold } from '../../flow/overlay/incident-told.ts';
import { useWrite } from '../../shell/api/read.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { later } from '../../ui/later.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import css from './Incidents.module.css';

const EditVariables = later(() => import('../../flow/overlay/EditVariables.tsx').then(({ EditVariables: part }) => part));

export function Incidents({ ticketKey, incidents, mayMend }: { ticketKey: string; incidents: readonly IncidentView[]; mayMend: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <ul className={css.incidents} aria-label={t('incident.list')}>
      {incidents.map((incident) => <Incident key={incident.id} ticketKey={ticketKey} incident={incident} mayMend={mayMend} />)}
    </ul>
  );
}

function Incident({ ticketKey, incident, mayMend }: { ticketKey: string; incident: IncidentView; mayMend: boolean }): ReactNode {
  const { t, say, tell } = useTexts();
  const { modal } = App.useApp();
  const mend = useWrite('incidents.mend', { invalidates: ['tickets.read', 'tickets.timeline', 'tickets.overlay'] });
  const act = (body: IncidentMending): void => mend.mutate({ params: { key: ticketKey, incident: incident.id }, body });
  const step = say(incident.name) || incident.node || t('incident.flow');
  const skip = async (): Promise<void> => {
    const isSure = await modal.confirm({ title: t('incident.skipTitle', { step }), content: t('incident.skipText'), okText: t('incident.skip'), cancelText: t('action.back'), autoFocusButton: 'cancel' });
    if (isSure) act({ action: 'skip' });
  };
  const handOn = async (code: string): Promise<void> => {
    const isSure = await modal.confirm({ title: t('incident.throwTitle', { step }), content: t('incident.throwText', { code }), okText: t('incident.throw'), cancelText: t('action.back'), autoFocusButton: 'cancel' });
    if (isSure) act({ action: 'throw', code });
  };
  const [isEditing, setIsEditing] = useState(false);
  const doing = mend.isPending ? mend.variables.body?.action : null;
  return (
    <li className={css.incident} data-incident={incident.node ?? ''}>
      <h2><StateMark state="warning" size={18} isSilent /><span><Sentence of="incident.title" parts={{ step: <bdi>{step}</bdi> }} /></span></h2>
      <p className="plain-text"><bdi>{tell(incidentTold(incident)).message}</bdi></p>
      <p className="secondary small"><code>{incident.code}</code> <Sentence of="next.since" parts={{ time: <RelativeTime at={incident.at} /> }} /></p>
      {mend.error ? <ErrorNotice fault={mend.error} isCompact /> : null}
      {mayMend ? (
        <div className={css.buttons}>
          <Button type="primary" loading={doing === 'retry'} disabled={mend.isPending} onClick={() => act({ action: 'retry' })}>{t('incident.retry')}</Button>
          {incident.params === undefined ? null : <Button disabled={mend.isPending} data-edit="" onClick={() => setIsEditing(true)}>{t('incident.edit')}</Button>}
          {incident.canSkip ? <Button loading={doing === 'skip'} disabled={mend.isPending} onClick={() => void skip()}>{t('incident.skip')}</Button> : null}
          {incident.errors.length > 0 ? (
            <Dropdown trigger={['click']} disabled={mend.isPending} menu={{ items: incident.errors.map((code) => ({ key: code, label: <code><bdi>{code}</bdi></code>, onClick: () => void handOn(code) })) }}>
              <Button loading={doing === 'throw'} data-hand-on="">{t('incident.throw')}</Button>
            </Dropdown>
          ) : null}
        </div>
      ) : <p className="secondary small">{t('incident.whoText')}</p>}
      {isEditing ? <EditVariables ticketKey={ticketKey} incident={incident.id} step={step} onClose={() => setIsEditing(false)} /> : null}
    </li>
  );
}
