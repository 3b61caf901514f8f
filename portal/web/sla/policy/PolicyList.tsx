/** All service levels: for which tickets, what each clock promises, what is wrong in how one is stored; and which one a ticket would get. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { clockKindText } from '../../ui/ClockChip.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { targetText } from '#domain/sla/duration.words';
import type { PolicyView } from './draft.ts';
import { usePolicyNames } from './usePolicyNames.ts';
import { WhichPolicy } from './WhichPolicy.tsx';
import css from './PolicyList.module.css';

export function PolicyList(): ReactNode {
  const { t } = useTexts();
  const list = useRead('slaPolicies.list', {});
  useLive('calendars', ['slaPolicies.list']);
  const make = <Link to="/settings/sla/$id" params={{ id: 'new' }}><Button type="primary" icon={<Icon name="plus" size={16} />}>{t('policy.new')}</Button></Link>;
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={80} />;
  return (
    <>
      <div className={css.top}><p className={css.about}>{t('policy.about')}</p>{make}</div>
      <WhichPolicy />
      {list.data.items.length === 0 ? <EmptyState icon="clock" title={t('levels.none')} text={t('levels.noneText')} action={make} /> : <ul className={css.list}>{list.data.items.map((policy) => <Policy key={policy.id} policy={policy} />)}</ul>}
    </>
  );
}

function Policy({ policy }: { policy: PolicyView }): ReactNode {
  const texts = useTexts();
  const { t, say, tell } = texts;
  const names = usePolicyNames();
  return (
    <li className={css.card} data-policy={policy.id}>
      <div className={css.head}><StateMark state={policy.isEnabled ? 'ok' : 'paused'} size={14} isSilent /><h2><Link to="/settings/sla/$id" params={{ id: policy.id }}><bdi>{say(policy.name)}</bdi></Link></h2><span className="secondary small">{t(policy.isEnabled ? 'levels.on' : 'levels.off')}</span></div>
      <p className={css.conditions}>{policy.isLastResort ? t('policy.lastResort') : names.conditions(policy.appliesTo)}</p>
      <dl className={css.facts}>
        {policy.clocks.map((clock, at) => (
          <div key={at}><dt>{clockKindText(clock.kind, texts)}{clock.scope ? <> <bdi>{clock.scope}</bdi></> : null}</dt><dd><bdi>{targetText(clock.target, texts)}</bdi> · <Link to="/settings/calendars/$key" params={{ key: clock.calendarId }}><bdi>{names.calendar(clock.calendarId)}</bdi></Link>{clock.warn ? ` · ${t('policy.warnsAt', { warn: clock.warn })}` : ''}</dd></div>
        ))}
      </dl>
      {policy.findings.map((finding) => <p key={finding.path} data-finding={finding.code}><StateMark state="warning" size={14} isSilent /> {tell(finding).message} {tell(finding).fix}</p>)}
    </li>
  );
}
