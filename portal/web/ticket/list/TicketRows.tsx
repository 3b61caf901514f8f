/** The rows of the ticket list, only those in sight drawn. Each is reached by Tab, and one is current for j and k. */
import { useEffect, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { pressingClock } from '../../ui/clock.ts';
import { ClockChip } from '../../ui/ClockChip.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { PriorityMark } from '../../ui/PriorityMark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TicketState } from '../../ui/TicketState.tsx';
import { useIsPhone } from '../../ui/useMedia.ts';
import type { CurrentRow } from '../../ui/useCurrentRow.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import type { TicketRow } from './useTicketList.ts';
import css from './TicketRows.module.css';

export function TicketRows({ rows, keys, onEnd, isOld }: { rows: readonly TicketRow[]; keys: CurrentRow<HTMLDivElement>; onEnd: () => void; isOld: boolean }): ReactNode {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const height = isPhone ? 64 : 36;
  const { from, to } = useWindowedRows(keys.list, height, rows.length);
  useEffect(() => { if (to >= rows.length - 5) onEnd(); }, [to, rows.length, onEnd]);
  return (
    <div role="table" aria-label={t('tickets.title')} aria-rowcount={rows.length} className={css.table} data-old={isOld}>
      <div role="row" className={css.head}>
        {(['col.ticket', 'col.state', 'col.priority', 'col.who', 'col.object', 'col.clock', 'col.updated'] as const).map((column) => <span role="columnheader" key={column} data-column={column}>{column === 'col.priority' ? <span className="visually-hidden">{t(column)}</span> : t(column)}</span>)}
      </div>
      <div role="rowgroup" ref={keys.list} className={css.body} style={{ height: rows.length * height }}>
        {rows.slice(from, to).map((row, at) => <Row key={row.id} row={row} index={from + at} height={height} keys={keys} />)}
      </div>
    </div>
  );
}

function Row({ row, index, height, keys }: { row: TicketRow; index: number; height: number; keys: CurrentRow<HTMLDivElement> }): ReactNode {
  const { t } = useTexts();
  const clock = pressingClock(row.clocks);
  return (
    <div role="row" aria-rowindex={index + 1} className={css.row} data-ticket={row.key} style={{ transform: `translateY(${index * height}px)`, height }} {...keys.rowProps(row.key)}>
      <span role="cell" className={css.ticket}>
        <Link to="/tickets/$key" params={{ key: row.key }} className={css.link}>
          <span className={css.key}>{row.key}</span>
          <bdi className={css.title}>{row.title}</bdi>
        </Link>
        {row.alarm?.isFiring ? <span className={css.firing} title={t('ticket.firing')}><StateMark state="critical" size={13} isSilent /><span>{t('ticket.firingShort')}</span></span> : null}
        {row.run?.hasIncident ? <span className={css.firing} title={t('ticket.incident')}><StateMark state="warning" size={13} /></span> : null}
      </span>
      <span role="cell" className={css.state}><TicketState category={row.category} name={row.stateName} /></span>
      <span role="cell" className={css.priority}><PriorityMark priority={row.priority} /></span>
      <span role="cell" className={css.who}><PersonAvatar id={row.assignee} name={row.assigneeName} size={20} />{row.assignee ? <bdi className="ellipsis">{row.assigneeName ?? row.assignee}</bdi> : <span className={css.nobody}>{t('ticket.unassigned')}</span>}</span>
      <span role="cell" className={css.object}>{row.object ? <bdi className="ellipsis">{row.object.id}</bdi> : null}</span>
      <span role="cell" className={css.clock}>{clock ? <ClockChip clock={clock} /> : null}</span>
      <span role="cell" className={css.updated}><RelativeTime at={row.updatedAt} /></span>
    </div>
  );
}
