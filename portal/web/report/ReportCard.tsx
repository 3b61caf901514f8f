/** One table of the report with its drawing: title, what it says, the drawing, the table behind it, and the file. */
import { useState, type ReactNode } from 'react';
import { Button, Tooltip } from 'antd';
import type { ReportTable as Table } from '#domain/report/levels.report';
import type { QueryOf } from '#api/routes';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { download } from '../shell/api/download.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { LevelLinks } from './links.ts';
import { ReportTable } from './ReportTable.tsx';
import css from './ReportCard.module.css';

interface CardProps { table: Table; links: LevelLinks; query: QueryOf<'serviceLevels.read'>; children?: ReactNode; /** The table stands open: it is as much the picture as the drawing. */ isOpen?: boolean; swatches?: ReadonlyMap<string, string>; /** How much of the row it takes. Default: half. */ size?: 'third' | 'half' | 'wide' }

export function ReportCard({ table, links, query, children, isOpen = false, swatches, size = 'half' }: CardProps): ReactNode {
  const { t } = useTexts();
  const shown = <ReportTable table={table} links={links} {...(swatches ? { swatches } : {})} />;
  return (
    <section className={css.card} data-card={table.key} data-size={size} aria-labelledby={`card-${table.key}`}>
      <header className={css.head}><h2 id={`card-${table.key}`}>{table.title}</h2><SaveTable table={table} query={query} /></header>
      {table.about ? <p className={css.about}>{table.about}</p> : null}
      {children}
      {isOpen ? shown : <details className={css.details}><summary>{t('levels.table')}</summary>{shown}</details>}
    </section>
  );
}

/** Saves a table as a file; why there is none stands beside the button. */
function SaveTable({ table, query }: { table: Table; query: QueryOf<'serviceLevels.read'> }): ReactNode {
  const { t, locale } = useTexts();
  const [state, setState] = useState<{ isBusy: boolean; fault: ApiFault | null }>({ isBusy: false, fault: null });
  async function save(): Promise<void> {
    setState({ isBusy: true, fault: null });
    const fault = await download('serviceLevels.export', { ...query, table: table.key, locale }).then(() => null, asFault);
    setState({ isBusy: false, fault });
  }
  const label = t('levels.export', { table: table.title });
  return (
    <>
      <Tooltip title={label}><Button size="small" type="text" aria-label={label} loading={state.isBusy} icon={<Icon name="download" size={16} />} onClick={() => void save()} /></Tooltip>
      {state.fault ? <div className={css.fault}><ErrorNotice fault={state.fault} isCompact /></div> : null}
    </>
  );
}
