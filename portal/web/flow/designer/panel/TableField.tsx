/** A decision table in the side panel: what it decides in a line, and the door to where it is edited. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DecisionTable } from '#domain/flow/table/table.schema';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { laterOpened } from '../../../ui/later.tsx';
import type { TableDialogProps } from './TableDialog.tsx';
import { whole } from './table-edits.ts';
import css from './fields.module.css';

const TableDialog = laterOpened<TableDialogProps>(() => import('./TableDialog.tsx').then((module) => module.TableDialog));

export function TableField({ value, onChange, isDisabled, label }: { value: Partial<DecisionTable>; onChange: (next: DecisionTable) => void; isDisabled: boolean; label: string }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const table = whole(value);
  return (
    <div className={css.field}>
      <span className={css.label}>{label}</span>
      <span className="secondary small">{t(`table.policy.${table.hitPolicy}`)}, {t('table.rules', { count: table.rules.length })}</span>
      <Button size="small" onClick={() => setOpen(true)}>{isDisabled ? t('table.read') : t('table.edit')}</Button>
      <TableDialog isOpen={isOpen} table={table} isDisabled={isDisabled} onChange={onChange} onClose={() => setOpen(false)} />
    </div>
  );
}
