/** The frame around every page: rail, top bar, bottom bar on phones, what is said about the connection, and the one scroll. */
import { useMemo, useState, type ReactNode } from 'react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useRead } from '../api/read.ts';
import { useLive } from '../live/useLive.ts';
import { useMay, useMe } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import { ForbiddenPage } from '../PageFault.tsx';
import { UndoDoor } from '../undo/UndoDoor.tsx';
import { BottomBar } from './BottomBar.tsx';
import { CrumbsContext, type Crumb } from './crumbs.ts';
import { LiveBanner } from './LiveBanner.tsx';
import { entryAt, mayOpen, menuFor } from './menu.ts';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import css from './Frame.module.css';

export function Frame(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay();
  const path = useLocation({ select: (location) => location.pathname });
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  const entries = useMemo(() => menuFor(me.actions), [me.actions]);
  const counts = useRead('inbox.counts', {}, { isEnabled: may('task.read'), refetchMs: 60_000 });
  useLive(may('task.read') ? `inbox:${me.person.id}` : null, ['inbox.counts', 'inbox.list']);
  useLive(may('alarm.read') ? 'alarm-groups' : null, ['inbox.counts']);
  const active = entryAt(entries, path);
  return (
    <CrumbsContext value={setCrumbs}>
      <UndoDoor>
      <a className={css.skip} href="#page">{t('app.skip')}</a>
      <div className={css.frame}>
        <Rail entries={entries} active={active} counts={counts.data ?? null} />
        <div className={css.column}>
          <TopBar crumbs={crumbs} active={active} />
          <LiveBanner />
          <main id="page" className={css.page} tabIndex={-1}>{mayOpen(me.actions, path) ? <Outlet /> : <ForbiddenPage />}</main>
        </div>
        <BottomBar entries={entries} active={active} counts={counts.data ?? null} />
      </div>
      </UndoDoor>
    </CrumbsContext>
  );
}
