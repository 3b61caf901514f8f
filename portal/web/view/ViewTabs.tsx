/** The views of a list as tabs: each a link of its own, the one the address is marked, with what was changed since and what can be done with it. */
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { moved } from '#domain/view/view.order';
import { asFault, newKey } from '../shell/api/client.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { useUndo } from '../shell/undo/undo.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Tab } from './tabs.ts';
import type { Views } from './useViews.ts';
import { later } from '../ui/later.tsx';
import type { ViewDialogOf } from './ViewDialog.tsx';
import css from './ViewTabs.module.css';

const ViewDialog = later(() => import('./ViewDialog.tsx').then(({ ViewDialog: part }) => part));
/** Where lists with views are. */
export type ListAddress = '/tickets' | '/alarms' | '/events' | '/work' | '/approvals' | '/requests/mine' | '/mailbox' | '/flows' | '/runs' | '/runs/incidents' | '/settings';
const nothing = {};

export function ViewTabs({ views, at, aside = nothing, isBare = false }: { views: Views; /** The list's own address. */ at: ListAddress; /** Of its address what is no filter: which settings page it is. */ aside?: Readonly<Record<string, string>>; /** Without a narrowed list and without saved views there is nothing to show. */ isBare?: boolean }): ReactNode {
  const { t } = useTexts();
  const [dialog, setDialog] = useState<ViewDialogOf | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const { place, fault } = views;
  const saved = views.at?.saved ?? null;
  const saveOver = async (): Promise<void> => {
    if (saved === null) return;
    setIsSaving(true);
    views.clearFault();
    await views.change(saved, { search: views.filters }).catch((thrown: unknown) => views.setFault(asFault(thrown)));
    setIsSaving(false);
  };
  if (isBare && views.tabs.length < 2 && !place.isChanged) return null;
  return (
    <>
      <nav className={css.bar} aria-label={t('view.label')}>
        <ul className={css.tabs}>
          {views.tabs.map((tab) => (
            <li key={tab.id}>
              <Link to={at} search={{ ...aside, ...views.address(tab) } as never} className={css.tab} activeOptions={{ exact: true }} data-view={tab.id} data-current={tab.id === place.id} aria-current={tab.id === place.id ? 'page' : undefined} title={tab.saved?.team && tab.saved.teamName ? t('view.sharedBy', { name: tab.saved.ownerName }) : undefined}>
                {tab.saved?.team ? <Icon name="people" size={14} title={t('view.shared')} /> : null}
                <bdi className={css.name}>{tab.saved ? tab.saved.name : t(`view.shipped.${tab.shipped}`)}</bdi>
                {tab.id === place.id && place.isChanged ? <span className={css.dot} role="img" aria-label={t('view.changed')} title={t('view.changed')} /> : null}
              </Link>
              {tab.id === place.id ? <TabMenu tab={tab} views={views} onEdit={setDialog} /> : null}
            </li>
          ))}
        </ul>
        {place.isChanged ? (
          <div className={css.changed}>
            {saved?.canChange ? <Button size="small" type="primary" loading={isSaving} onClick={() => void saveOver()}>{t('view.save')}</Button> : null}
            <Button size="small" type={saved?.canChange ? 'default' : 'text'} onClick={() => setDialog({ kind: 'new' })}>{t(saved ? 'view.saveAs' : 'view.saveNew')}</Button>
            {views.at ? <Button size="small" type="text" onClick={() => { if (views.at) views.open(views.at); }}>{t('view.reset')}</Button> : null}
          </div>
        ) : null}
      </nav>
      {fault ? <div className={css.fault}><ErrorNotice fault={fault} isCompact /><Button size="small" type="text" onClick={views.clearFault}>{t('action.close')}</Button></div> : null}
      {dialog ? <ViewDialog views={views} dialog={dialog} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

/** What can be done with the view one is at. */
function TabMenu({ tab, views, onEdit }: { tab: Tab; views: Views; onEdit: (dialog: ViewDialogOf) => void }): ReactNode {
  const { t } = useTexts();
  const offer = useUndo();
  const ids = views.tabs.map(({ id }) => id);
  const at = ids.indexOf(tab.id);
  const { saved } = tab;
  const isFirst = views.opensWith === tab.id;
  const remove = async (): Promise<void> => {
    if (saved === null) return;
    try {
      await views.remove(saved);
      views.open({ id: 'all', search: {} });
      offer({ text: t('view.removed', { name: saved.name }), undo: async () => { await views.save(saved, newKey()); } });
    } catch (thrown) {
      views.setFault(asFault(thrown));
    }
  };
  const items: MenuProps['items'] = [
    ...(saved?.canChange ? [{ key: 'edit', label: t('view.edit'), onClick: () => onEdit({ kind: 'edit', view: saved }) }] : []),
    { key: 'first', label: t(isFirst ? 'view.isFirst' : 'view.first'), disabled: isFirst, onClick: () => void views.arrange({ opensWith: tab.id === 'all' ? null : tab.id }) },
    { key: 'before', label: t('view.before'), disabled: at === 0, onClick: () => void views.arrange({ order: moved(ids, tab.id, -1) }) },
    { key: 'after', label: t('view.after'), disabled: at === ids.length - 1, onClick: () => void views.arrange({ order: moved(ids, tab.id, 1) }) },
    ...(saved?.canChange ? [{ key: 'remove', label: t('view.remove'), danger: true, onClick: () => void remove() }] : []),
  ];
  return <Dropdown trigger={['click']} menu={{ items }}><button type="button" className={css.more} aria-label={t('view.more', { name: saved ? saved.name : t(`view.shipped.${tab.shipped!}`) })}><Icon name="chevronDown" size={14} /></button></Dropdown>;
}
