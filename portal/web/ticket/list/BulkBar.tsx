/** What can be done with the selected rows: claim, assign, save as a file, let go. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { download } from '../../shell/api/download.ts';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { useMay } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { RowActs } from './useRowActs.ts';
import type { Selection } from './useSelection.ts';
import css from './BulkBar.module.css';

export function BulkBar({ selection, acts, onAssign }: { selection: Selection; acts: RowActs; onAssign: () => void }): ReactNode {
  const { t, locale } = useTexts();
  const may = useMay();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const { selected } = selection;
  const isBusy = acts.work !== null && !acts.work.isOver;
  const save = (): void => {
    setFault(null);
    void download('tickets.export', { keys: selected.join(','), locale }).catch((thrown: unknown) => setFault(asFault(thrown)));
  };
  return (
    <div className={css.bar} role="toolbar" aria-label={t('bulk.label')}>
      <span className={css.count} aria-live="polite">{t('bulk.selected', { count: selected.length })}</span>
      <Button size="small" disabled={isBusy} onClick={() => void acts.run(selected, { action: 'claim' })}>{t('task.claim')}</Button>
      {may('task.assign') ? <Button size="small" disabled={isBusy} onClick={onAssign}>{t('task.assign')}</Button> : null}
      <Button size="small" icon={<Icon name="download" size={14} />} onClick={save}>{t('bulk.export')}</Button>
      <Button size="small" type="text" onClick={selection.clear}>{t('bulk.clear')}</Button>
      {fault ? <ErrorNotice fault={fault} isCompact /> : null}
    </div>
  );
}
