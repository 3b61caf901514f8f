/** Settings: alarm sources, what was not understood, the demonstration data. Only what this person may see. */
import type { ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useMay } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { NotFoundPage } from '../shell/PageFault.tsx';
import { DeadLetters } from './DeadLetters.tsx';
import { DemoData } from './DemoData.tsx';
import { sections, type SectionKey } from './section.ts';
import { Sources } from './Sources.tsx';
import css from './SettingsPage.module.css';

const route = getRouteApi('/settings');
const parts: Record<SectionKey, () => ReactNode> = { sources: Sources, deadLetters: DeadLetters, demo: DemoData };

export function SettingsPage(): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const { section } = route.useSearch();
  const navigate = route.useNavigate();
  const allowed = sections.filter((item) => may(item.needs));
  const open = allowed.find((item) => item.key === section) ?? allowed[0];
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, ...(open ? [{ label: t(`settings.${open.key}`) }] : [])]);
  if (!open) return <NotFoundPage />;
  const Part = parts[open.key];
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <Tabs className={css.tabs} activeKey={open.key} onChange={(key) => void navigate({ search: { section: key as SectionKey }, replace: true })} items={allowed.map((item) => ({ key: item.key, label: t(`settings.${item.key}`) }))} />
      <div className={css.page}><Part /></div>
    </>
  );
}
