/** Settings: people, teams and roles, alarm sources, what was not understood, calendars and more. Only what this person may see. */
import type { ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useMay } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { NotFoundPage } from '../shell/PageFault.tsx';
import { CalendarList } from '../sla/calendar/CalendarList.tsx';
import { PolicyList } from '../sla/policy/PolicyList.tsx';
import { AbsenceSettings } from './AbsenceSettings.tsx';
import { CatalogSettings } from './catalog/CatalogSettings.tsx';
import { DeadLetters } from './DeadLetters.tsx';
import { DemoData } from './DemoData.tsx';
import { PeopleList } from './directory/PeopleList.tsx';
import { TeamList } from './directory/TeamList.tsx';
import { KeptMessages } from './KeptMessages.tsx';
import { NoticeRules } from './NoticeRules.tsx';
import { ReportSettings } from './reports/ReportSettings.tsx';
import { RoleList } from './roles/RoleList.tsx';
import { sections, type SectionKey } from './section.ts';
import { SettingsNav } from './SettingsNav.tsx';
import { SecretSettings } from './secrets/SecretSettings.tsx';
import { SourceSettings } from './sources/SourceSettings.tsx';
import { WebhookSettings } from './webhooks/WebhookSettings.tsx';
import css from './SettingsPage.module.css';

const route = getRouteApi('/settings');
const parts: Record<SectionKey, () => ReactNode> = { people: PeopleList, teams: TeamList, roles: RoleList, sources: SourceSettings, secrets: SecretSettings, deadLetters: DeadLetters, calendars: CalendarList, sla: PolicyList, notices: NoticeRules, reports: ReportSettings, webhooks: WebhookSettings, messages: KeptMessages, catalog: CatalogSettings, absences: AbsenceSettings, demo: DemoData };

export function SettingsPage(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const { section } = route.useSearch();
  const allowed = sections.filter((item) => may(item.needs));
  const open = allowed.find((item) => item.key === section) ?? allowed[0];
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, ...(open ? [{ label: t(`settings.${open.key}`) }] : [])]);
  if (!open) return <NotFoundPage />;
  const Part = parts[open.key];
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <div className={css.frame}>
        <SettingsNav allowed={allowed.map(({ key }) => key)} open={open.key} />
        <section className={css.page} aria-label={t(`settings.${open.key}`)}><Part /></section>
      </div>
    </>
  );
}
