/** What can be done with the list as a whole: which columns it shows, the list as a file, its keys. */
import { useState, type ReactNode } from 'react';
import { Button, Dropdown, type MenuProps } from 'antd';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { download } from '../../shell/api/download.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { columnNames, withColumn, type ColumnName } from './columns.ts';
import { queryOf, type TicketFilters } from './filters.ts';
import css from './FilterBar.module.css';

export interface ListMenuProps { filters: TicketFilters; columns: readonly ColumnName[]; onColumns: (columns: string[] | null) => void; onFault: (fault: ApiFault | null) => void; onHelp: () => void }
export function ListMenu({ filters, columns, onColumns, onFault, onHelp }: ListMenuProps): ReactNode {
  const { t, locale } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    onFault(null);
    const { limit: _limit, ...query } = queryOf(filters);
    await download('tickets.export', { ...query, locale }).catch((thrown: unknown) => onFault(asFault(thrown)));
    setIsBusy(false);
  };
  const items: MenuProps['items'] = [
    { type: 'group', label: t('list.columns'), children: columnNames.map((name) => ({ key: name, label: <span className={css.choice} data-shown={columns.includes(name)}><span className={css.tick}>{columns.includes(name) ? <Icon name="check" size={14} /> : null}</span>{t(`col.${name}`)}</span> })) },
    { type: 'divider' },
    { key: 'export', label: <span className={css.choice}><Icon name="download" size={16} />{t('list.export')}</span> },
    { key: 'help', label: <span className={css.choice}><Icon name="info" size={16} />{t('keys.title')}</span>, extra: '?' },
  ];
  const pick = (key: string): void => {
    const column = columnNames.find((name) => name === key);
    if (column !== undefined) return onColumns(withColumn(columns, column, !columns.includes(column)));
    setIsOpen(false);
    if (key === 'help') onHelp();
    else void save();
  };
  return (
    <Dropdown trigger={['click']} open={isOpen} onOpenChange={(open, { source }) => { if (open || source === 'trigger') setIsOpen(open); }} menu={{ items, onClick: ({ key }) => pick(key) }}>
      <Button size="small" type="text" loading={isBusy} aria-label={t('list.more')} icon={<Icon name="more" size={16} />} />
    </Dropdown>
  );
}
