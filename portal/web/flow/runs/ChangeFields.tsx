/** The fields of a change of one run: a step to put in, one to skip, one to go to. */
import type { ReactNode } from 'react';
import { Input, Radio, Select } from 'antd';
import { insertableKinds } from '#domain/flow/change/change.schema';
import type { FlowFile } from '#domain/flow/flow.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { AssignmentsField } from '../designer/panel/AssignmentsField.tsx';
import { nodeKinds } from '../kinds.ts';
import { endBeside, placesIn, targetsBeside, waysOut, type ChangeKind, type ChangeTyped } from './change-run.ts';
import css from './ChangeRun.module.css';

const kinds: readonly ChangeKind[] = ['insert', 'skip', 'move'];
interface FieldsOf { typed: ChangeTyped; file: FlowFile; standing: readonly string[]; onType: (next: Partial<ChangeTyped>) => void }

export function ChangeFields({ typed, file, standing, onType }: FieldsOf): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <Radio.Group aria-label={t('change.what')} optionType="button" value={typed.do} options={kinds.map((key) => ({ value: key, label: t(`change.${key}`) }))} onChange={({ target }) => onType({ do: target.value as ChangeKind })} />
      {typed.do === 'insert' ? <InsertFields typed={typed} file={file} standing={standing} onType={onType} /> : <MoveFields typed={typed} file={file} standing={standing} onType={onType} />}
    </>
  );
}

function InsertFields({ typed, file, onType }: FieldsOf): ReactNode {
  const { t, say } = useTexts();
  const place = (before: string): void => onType({ before, rejectedTo: endBeside(file, before) });
  return (
    <>
      <Choice id="change-kind" label={t('change.kind')} value={typed.kind} options={insertableKinds.map((kind) => ({ value: kind, label: say(nodeKinds[kind]!.title) }))} onChoose={(kind) => onType({ kind: kind as ChangeTyped['kind'] })} />
      <Steps id="change-before" label={t('change.before')} value={typed.before} file={file} steps={placesIn(file)} onChoose={place} />
      <div className={css.field}>
        <label htmlFor="change-name">{t('change.name')}</label>
        <Input id="change-name" value={typed.name} maxLength={200} onChange={(event) => onType({ name: event.target.value })} />
      </div>
      <AssignmentsField value={typed.assignments} isDisabled={false} label={t('change.who')} onChange={(assignments) => onType({ assignments })} />
      {typed.kind === 'approval' ? <Steps id="change-rejected" label={t('change.rejected')} value={typed.rejectedTo} file={file} steps={targetsBeside(file, typed.before)} onChoose={(rejectedTo) => onType({ rejectedTo })} /> : null}
    </>
  );
}

function MoveFields({ typed, file, standing, onType }: FieldsOf): ReactNode {
  const { t, say } = useTexts();
  const ways = waysOut(file, typed.step);
  return (
    <>
      <Steps id="change-step" label={t('change.from')} value={typed.step} file={file} steps={standing} onChoose={(step) => onType({ step, outcome: null, to: null })} />
      {typed.do === 'skip' && ways.length > 0 ? <Choice id="change-outcome" label={t('change.outcome')} value={typed.outcome} options={ways.map(({ key, name }) => ({ value: key ?? '', label: say(name) }))} onChoose={(outcome) => onType({ outcome })} /> : null}
      {typed.do === 'move' ? <Steps id="change-to" label={t('change.to')} value={typed.to} file={file} steps={targetsBeside(file, typed.step)} onChoose={(to) => onType({ to })} /> : null}
    </>
  );
}

function Steps({ file, steps, ...rest }: { id: string; label: string; value: string | null; file: FlowFile; steps: readonly string[]; onChoose: (step: string) => void }): ReactNode {
  const { say } = useTexts();
  return <Choice {...rest} options={steps.map((id) => { const node = file.nodes[id]!; return { value: id, label: say(node.name) || say(nodeKinds[node.kind]?.title) || id }; })} />;
}

function Choice({ id, label, value, options, onChoose }: { id: string; label: string; value: string | null; options: { value: string; label: string }[]; onChoose: (value: string) => void }): ReactNode {
  const { t } = useTexts();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <Select<string | null> id={id} aria-label={label} value={value} placeholder={t('assign.choose')} showSearch={{ optionFilterProp: 'label' }} options={options} onChange={(chosen) => { if (chosen !== null) onChoose(chosen); }} />
    </div>
  );
}
