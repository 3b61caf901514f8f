/** The settings' pages by what they are about: links beside the page, a list to choose from where there is no room for them. */
import type { ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { useMedia } from '../ui/useMedia.ts';
import type { SectionKey } from './section.ts';
import css from './SettingsNav.module.css';

const groups = ['people', 'work', 'outside', 'installation'] as const;
const groupOf: Record<SectionKey, (typeof groups)[number]> = {
  people: 'people', teams: 'people', roles: 'people', absences: 'people',
  calendars: 'work', sla: 'work', notices: 'work', reports: 'work', catalog: 'work',
  sources: 'outside', secrets: 'outside', deadLetters: 'outside', webhooks: 'outside', messages: 'outside',
  demo: 'installation',
};

export function SettingsNav({ allowed, open }: { allowed: readonly SectionKey[]; open: SectionKey }): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const isNarrow = useMedia('(max-width: 1023px)');
  const shown = groups.map((group) => ({ group, inside: allowed.filter((key) => groupOf[key] === group) })).filter(({ inside }) => inside.length > 0);
  if (isNarrow) {
    const options = shown.map(({ group, inside }) => ({ label: t(`settings.group.${group}`), options: inside.map((value) => ({ value, label: t(`settings.${value}`) })) }));
    return <div className={css.narrow}><Select<SectionKey> className={css.choice!} aria-label={t('settings.nav')} value={open} options={options} onChange={(section) => void navigate({ to: '/settings', search: { section } })} /></div>;
  }
  return (
    <nav className={css.nav} aria-label={t('settings.nav')}>
      {shown.map(({ group, inside }) => (
        <section key={group} className={css.group}>
          <h2>{t(`settings.group.${group}`)}</h2>
          <ul>{inside.map((section) => <li key={section}><Link to="/settings" search={{ section }} className={css.link} activeOptions={{ includeSearch: false }} data-active={section === open} aria-current={section === open ? 'page' : undefined}>{t(`settings.${section}`)}</Link></li>)}</ul>
        </section>
      ))}
    </nav>
  );
}
