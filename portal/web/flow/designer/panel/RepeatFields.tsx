/** How often a step is done: once, several times, or while something holds; with the settings of each. */
import { Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { configOf } from '#domain/flow/drawing/drawing';
import { setRepeat } from '#domain/flow/edit/edits';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { NodeKind } from '#domain/flow/nodes/node.kind';
import { inMode, repeatForm, repeatModes, repeatNames, repeatWith, settingsOf, type RepeatMode } from '#domain/flow/nodes/repeat.form';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import { KindForm } from './KindForm.tsx';
import css from './fields.module.css';

export function RepeatFields({ id, file, kind, isReadOnly, edit }: { id: string; file: FlowFile; kind: NodeKind; isReadOnly: boolean; edit: (file: FlowFile, gesture?: string | null) => void }): ReactNode {
  const { t, say } = useTexts();
  const label = useId();
  const node = file.nodes[id]!;
  const { repeat } = node;
  const config = configOf(kind, node);
  const first = config === null ? null : kind.outcomes(config)[0]?.key ?? null;
  const choose = (mode: RepeatMode | 'once'): void => edit(setRepeat(file, id, mode === 'once' ? undefined : inMode(mode, repeat), first));
  return (
    <div className={css.repeat} data-repeat={repeat?.mode ?? 'once'}>
      <label className={css.field}>
        <span className={css.label} id={label}>{t('flow.repeat')}</span>
        <Select size="small" className={css.wide ?? ''} aria-labelledby={label} disabled={isReadOnly} value={repeat?.mode ?? 'once'} onChange={choose} options={[{ value: 'once' as const, label: t('flow.repeatOnce') }, ...repeatModes.map((mode) => ({ value: mode, label: say(repeatNames[mode]) }))]} />
      </label>
      {repeat ? <KindForm key={repeat.mode} id={`${id}-repeat`} form={repeatForm[repeat.mode]} value={settingsOf(repeat)} isDisabled={isReadOnly} onChange={(settings) => edit(setRepeat(file, id, repeatWith(repeat.mode, settings), first), `repeat:${id}`)} /> : null}
    </div>
  );
}
