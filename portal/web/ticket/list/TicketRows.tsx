/** The rows of the ticket list, only those in sight drawn. Each is reached by Tab, one is current for j and k, and some may be selected. */
import { useEffect, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { pressingClock } from '#domain/sla/clock.face';
import { ClockChip } from '../../ui/ClockChip.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { PriorityMark } from '../../ui/PriorityMark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TicketState } from '../../ui/TicketState.tsx';
import { useIsPhone, useMedia } from '../../ui/useMedia.ts';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { PeekButton } from '../../view/peek/PeekButton.tsx';
import { shownColumns, tracksOf, type ColumnName } from './columns.ts';
import type { Selection } from './useSelection.ts';
import type { TicketRow } from './useTicketList.ts';
import css from './TicketRows.module.css';

export interface TicketRowsProps {
  rows: readonly TicketRow[]; keys: CurrentRow<HTMLDivElement>; selection: Selection; columns: readonly ColumnName[];
  /** The ticket that stands beside the list. */
  peeked: string | null;
  onPeek: (key: string) => void; onEnd: () => void; isOld: boolean;
}

export function TicketRows({ rows, keys, selection, columns, peeked, onPeek, onEnd, isOld }: TicketRowsProps): ReactNode {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const isNarrow = useMedia('(max-width: 1199px)') || peeked !== null;
  const shown = isPhone ? shownColumns(columns, false) : shownColumns(columns, isNarrow);
  const height = isPhone ? 64 : 36;
  const { from, to } = useWindowedRows(keys.list, height, rows.length);
  useEffect(() => { if (to >= rows.length - 5) onEnd(); }, [to, rows.length, onEnd]);
  // As in every grid; j and k do the same from anywhere on the page.
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    keys.move(by);
  };
  return (
    <div role="grid" onKeyDown={walk} aria-label={t('tickets.title')} aria-rowcount={rows.length} aria-multiselectable="true" className={css.table} data-old={isOld} data-selecting={selection.selected.length > 0} style={{ '--columns': tracksOf(shown, isNarrow) } as CSSProperties}>
      <div role="rowgroup">
        <div role="row" className={css.head}>
          <span role="columnheader" data-column="ticket">{t('col.ticket')}</span>
          {shown.map((column) => <span role="columnheader" key={column} data-column={column}>{column === 'priority' ? <span className="visually-hidden">{t('col.priority')}</span> : t(`col.${column}`)}</span>)}
        </div>
      </div>
      <div role="rowgroup" ref={keys.list} className={css.body} style={{ height: rows.length * height }}>
        {rows.slice(from, to).map((row, at) => <Row key={row.id} row={row} index={from + at} height={height} keys={keys} selection={selection} columns={shown} isPeeked={row.key === peeked} onPeek={onPeek} />)}
      </div>
    </div>
  );
}

interface RowProps extends Pick<TicketRowsProps, 'keys' | 'selection' | 'columns' | 'onPeek'> { row: TicketRow; index: number; height: number; isPeeked: boolean }
function Row({ row, index, height, keys, selection, columns, isPeeked, onPeek }: RowProps): ReactNode {
  const { t } = useTexts();
  const isSelected = selection.has(row.key);
  return (
    <div role="row" aria-rowindex={index + 1} aria-selected={isSelected} className={css.row} data-ticket={row.key} data-selected={isSelected} data-peeked={isPeeked} style={{ transform: `translateY(${index * height}px)`, height }} {...keys.rowProps(row.key)}>
      <span role="gridcell" className={css.ticket}>
        {/* By x as well: Tab goes from ticket to ticket. */}
        <input type="checkbox" tabIndex={-1} className={css.check} checked={isSelected} aria-label={t('bulk.select', { key: row.key })} onChange={(event) => selection.toggle(row.key, (event.nativeEvent as MouseEvent).shiftKey === true)} />
        <Link to="/tickets/$key" params={{ key: row.key }} className={css.link}>
          <span className={css.key}>{row.key}</span>
          <bdi className={css.title}>{row.title}</bdi>
        </Link>
        {row.alarm?.isFiring ? <span className={css.firing} title={t('ticket.firing')}><StateMark state="critical" size={13} isSilent /><span>{t('ticket.firingShort')}</span></span> : null}
        {row.run?.hasIncident ? <span className={css.firing} title={t('ticket.incident')}><StateMark state="warning" size={13} /></span> : null}
        <PeekButton name={row.key} onPeek={() => onPeek(row.key)} />
      </span>
      {columns.map((column) => <span role="gridcell" key={column} className={css[column]}><Cell row={row} column={column} /></span>)}
    </div>
  );
}

function Cell({ row, column }: { row: TicketRow; column: ColumnName }): ReactNode {
  const { t, say } = useTexts();
  switch (column) {
    case 'state': return <TicketState category={row.category} name={row.stateName} />;
    case 'priority': return <PriorityMark priority={row.priority} />;
    case 'who': return <><PersonAvatar id={row.assignee} name={row.assigneeName} size={20} />{row.assignee ? <bdi className="ellipsis">{row.assigneeName ?? row.assignee}</bdi> : <span className={css.nobody}>{t('ticket.unassigned')}</span>}</>;
    case 'team': return row.team ? <bdi className="ellipsis">{row.teamName ? say(row.teamName) : row.team}</bdi> : null;
    case 'object': return row.object ? <bdi className="ellipsis">{row.object.id}</bdi> : null;
    case 'clock': { const clock = pressingClock(row.clocks); return clock ? <ClockChip clock={clock} isBrief /> : null; }
    case 'updated': return <RelativeTime at={row.updatedAt} />;
  }
}
