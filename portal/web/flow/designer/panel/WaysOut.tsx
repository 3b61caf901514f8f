/** Where a step leads, way by way: a line is drawn, moved and taken away here without a pointer. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { nodeKinds } from '../../kinds.ts';
import { lead, targetsOf, waysOut, type Way } from '../ways.ts';
import css from './fields.module.css';

export function WaysOut({ id, file, isReadOnly, edit }: { id: string; file: FlowFile; isReadOnly: boolean; edit: (file: FlowFile) => void }): ReactNode {
  const { t, say, locale } = useTexts();
  const ways = waysOut(file, id, nodeKinds, locale);
  if (ways.length === 0) return null;
  const targets = targetsOf(file, id, nodeKinds);
  const optionsOf = ({ to }: Way): { value: string; label: string }[] =>
    (to === null || targets.includes(to) ? targets : [to, ...targets]).map((step) => ({ value: step, label: say(file.nodes[step]?.name) || step }));
  return (
    <fieldset className={css.ways}>
      <legend className={css.label}>{t('flow.leadsTo')}</legend>
      {ways.map((way, at) => (
        // By place: a way that gets its line stays the same field, and keeps the focus.
        <div key={at} className={css.way} data-way={way.outcome ?? ''}>
          {way.name ? <span className="secondary small ellipsis" title={way.name}>{way.name}</span> : null}
          <Select
            size="small" className={css.wide ?? ''} disabled={isReadOnly} allowClear showSearch={{ optionFilterProp: 'label' }} aria-label={way.name ? t('flow.leadsToBy', { way: way.name }) : t('flow.leadsTo')}
            placeholder={t(way.edge === null && ways.some((other) => other.edge !== null && other.outcome === way.outcome) ? 'flow.leadsToMore' : 'flow.leadsNowhere')}
            value={way.to} options={optionsOf(way)} onChange={(to: string | undefined) => edit(lead(file, id, way, to ?? null))}
          />
        </div>
      ))}
    </fieldset>
  );
}
