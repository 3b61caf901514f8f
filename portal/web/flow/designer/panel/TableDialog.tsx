/** A decision table, large: its hit policy, its columns and its rules, with what the check says at the cell it is about. */
import { Button, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { aggregations, hitPolicies, tableLimits, type Aggregation, type DecisionTable, type HitPolicy } from '#domain/flow/table/table.schema';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { usePanel, useStepSettings } from './panel-context.ts';
import { TableGrid } from './TableGrid.tsx';
import { addInput, addOutput, addRule } from './table-edits.ts';
import css from './table.module.css';

export interface TableDialogProps { isOpen: boolean; table: DecisionTable; isDisabled: boolean; onChange: (next: DecisionTable) => void; onClose: () => void }
const marks = { error: 'critical', warning: 'warning', info: 'info' } as const;

export function TableDialog({ isOpen, table, isDisabled, onChange, onClose }: TableDialogProps): ReactNode {
  const { t, tell } = useTexts();
  const { findings } = usePanel();
  const { id } = useStepSettings();
  const own = findings.filter(({ node, field }) => node === id && field?.startsWith('/table') === true);
  const { hitPolicy, aggregation = 'list' } = table;
  const choose = (policy: HitPolicy): void => { const { aggregation: _, ...rest } = table; onChange({ ...rest, hitPolicy: policy }); };
  return (
    <Modal open={isOpen} title={t('table.title')} onCancel={onClose} width="min(1280px, 96vw)" footer={<Button type="primary" onClick={onClose}>{t('action.close')}</Button>}>
      <div className={css.body}>
        <div className={css.bar}>
          <label>{t('table.policy')} <Select size="small" popupMatchSelectWidth={false} disabled={isDisabled} aria-label={t('table.policy')} value={hitPolicy} onChange={choose} options={hitPolicies.map((value) => ({ value, label: t(`table.policy.${value}`) }))} /></label>
          {hitPolicy === 'collect' ? <Select size="small" popupMatchSelectWidth={false} disabled={isDisabled} aria-label={t('table.aggregation')} value={aggregation} onChange={(value: Aggregation) => onChange({ ...table, aggregation: value })} options={aggregations.map((value) => ({ value, label: t(`table.aggregation.${value}`) }))} /> : null}
          {isDisabled ? null : (
            <>
              <Button size="small" disabled={table.inputs.length >= tableLimits.inputs} onClick={() => onChange(addInput(table))}>{t('table.addInput')}</Button>
              <Button size="small" disabled={table.outputs.length >= tableLimits.outputs} onClick={() => onChange(addOutput(table))}>{t('table.addOutput')}</Button>
            </>
          )}
        </div>
        <TableGrid table={table} isDisabled={isDisabled} findings={own} onChange={onChange} />
        {isDisabled ? null : <Button size="small" type="dashed" disabled={table.rules.length >= tableLimits.rules} onClick={() => onChange(addRule(table))}>{t('table.addRule')}</Button>}
        {own.length > 0 ? <ul className={css.findings}>{own.map((finding, at) => { const { message, fix } = tell(finding); return <li key={at} data-finding={finding.code}><StateMark state={marks[finding.severity]} /> <span><bdi>{message}</bdi> <span className="secondary"><bdi>{fix}</bdi></span></span></li>; })}</ul> : null}
        {isDisabled ? null : <p className="secondary small">{t('table.about')}</p>}
      </div>
    </Modal>
  );
}
