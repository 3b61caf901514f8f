/** The panel's own form fields: formulas, texts in three languages, who is asked, ticket states, forms. */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldProps, RegistryFieldsType } from '@rjsf/utils';
import { useRead } from '../../../shell/api/read.ts';
import { useTexts } from '../../../shell/texts/useTexts.tsx';
import type { Assignment } from '#domain/flow/nodes/assignment';
import type { DecisionTable } from '#domain/flow/table/table.schema';
import type { Json, Words } from '#domain/values';
import { ActivityInputs } from './ActivityInputs.tsx';
import { ExpiryField, RemindersField } from './ApprovalClocks.tsx';
import { ApprovalRuleField, ApproversField, StagesField } from './ApprovalFields.tsx';
import { AssignmentsField } from './AssignmentsField.tsx';
import { CalledFlowSelect, CalledVersionSelect } from './CalledFlowFields.tsx';
import { CountersignField } from './CountersignField.tsx';
import { inputsFor, type Schema } from './input-shape.ts';
import { InputsRows } from './InputsRows.tsx';
import { OutcomesRows, type OutcomeRow } from './OutcomesRows.tsx';
import { usePanel, useStepSettings } from './panel-context.ts';
import { useExecutors } from './useExecutors.ts';
import { ReturnsField } from './ReturnsField.tsx';
import { ScheduleField } from './ScheduleField.tsx';
import { TableField } from './TableField.tsx';
import { WordsField } from './WordsField.tsx';
import css from './fields.module.css';

type Text = Record<string, string>;
const labelOf = (props: FieldProps): string => String(props.schema.title ?? props.name);

function Labelled({ props, children }: { props: FieldProps; children: ReactNode }): ReactNode {
  return (
    <label className={css.field}>
      <span className={css.label}>{labelOf(props)}{props.required ? <span aria-hidden="true"> *</span> : null}</span>
      {children}
    </label>
  );
}

/** A formula: one to six lines, in the fixed-width face, from left to right; where it may be plain text, that reads as its language does. */
function FeelField(props: FieldProps): ReactNode {
  const value: unknown = props.formData;
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  const isPlain = props.uiSchema?.['ui:field'] === 'literalOrFeel' && !text.startsWith('=');
  return (
    <Labelled props={props}>
      <Input.TextArea className={css.feel ?? ''} dir={isPlain ? 'auto' : 'ltr'} size="small" autoSize={{ minRows: 1, maxRows: 6 }} spellCheck={false} disabled={props.disabled ?? false} value={text} onChange={(event) => props.onChange(event.target.value, props.fieldPathId.path)} />
    </Labelled>
  );
}

/** A text in the reader's language; the other languages stay as they are. */
function TextField(props: FieldProps): ReactNode {
  const { locale } = useTexts();
  const text = (props.formData ?? {}) as Text;
  return (
    <Labelled props={props}>
      <Input size="small" disabled={props.disabled ?? false} value={text[locale] ?? text['en'] ?? ''} onChange={(event) => props.onChange({ ...text, [locale]: event.target.value, ...(text['en'] === undefined && locale !== 'en' ? { en: event.target.value } : {}) }, props.fieldPathId.path)} />
    </Labelled>
  );
}

function WordsPanelField(props: FieldProps): ReactNode {
  return <WordsField label={labelOf(props)} isDisabled={props.disabled ?? false} value={props.formData as Words | undefined} onChange={(next) => props.onChange(next, props.fieldPathId.path)} />;
}

function AssignmentsPanelField(props: FieldProps): ReactNode {
  return <AssignmentsField label={labelOf(props)} isDisabled={props.disabled ?? false} value={(props.formData ?? []) as Assignment[]} onChange={(next) => props.onChange(next, props.fieldPathId.path)} />;
}

/** A state of the flow's ticket type. */
export function TicketStateSelect({ value, onChange, isDisabled, label }: { value: string | undefined; onChange: (state: string | undefined) => void; isDisabled: boolean; label: string }): ReactNode {
  const { t, say } = useTexts();
  const { file } = usePanel();
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const states = (types.data?.items ?? []).filter((type) => file.ticketType === undefined || type.key === file.ticketType).flatMap((type) => type.states);
  const options = [...new Map(states.map((state) => [state.key, { value: state.key, label: say(state.name) }])).values()];
  return <Select size="small" allowClear aria-label={label} className={css.wide ?? ''} disabled={isDisabled} placeholder={t('flow.ticketStateNone')} value={value ?? null} options={options} onChange={(next: string | null) => onChange(next ?? undefined)} />;
}
function TicketStateField(props: FieldProps): ReactNode {
  return <Labelled props={props}><TicketStateSelect label={labelOf(props)} isDisabled={props.disabled ?? false} value={props.formData as string | undefined} onChange={(state) => props.onChange(state, props.fieldPathId.path)} /></Labelled>;
}

/** One of the flow's forms. */
function FormRefField(props: FieldProps): ReactNode {
  const { say } = useTexts();
  const { file } = usePanel();
  return (
    <Labelled props={props}>
      <Select size="small" allowClear className={css.wide ?? ''} disabled={props.disabled ?? false} aria-label={labelOf(props)} value={(props.formData as string | undefined) ?? null} options={Object.entries(file.forms).map(([id, form]) => ({ value: id, label: say(form.title) }))} onChange={(next: string | null) => props.onChange(next ?? undefined, props.fieldPathId.path)} />
    </Labelled>
  );
}

/** A working calendar, asked for where working time is waited for. One that is there no more stays as it is. */
function CalendarField(props: FieldProps): ReactNode {
  const { say } = useTexts();
  const { config } = useStepSettings();
  const value = props.formData as string | undefined;
  const isAsked = config['mode'] === 'workingTime' || Boolean(value);
  const known = useRead('calendars.names', {}, { staleMs: 300_000, isEnabled: isAsked }).data?.items ?? [];
  if (!isAsked) return null;
  const options = [...known.map(({ key, name }) => ({ value: key, label: say(name) })), ...(!value || known.some(({ key }) => key === value) ? [] : [{ value, label: value }])];
  return (
    <Labelled props={props}>
      <Select size="small" allowClear className={css.wide ?? ''} disabled={props.disabled ?? false} aria-label={labelOf(props)} value={value ?? null} options={options} onChange={(next: string | null) => props.onChange(next ?? undefined, props.fieldPathId.path)} />
    </Labelled>
  );
}

/** What an activity does: the executors and probes this installation has. Another choice brings the inputs it starts with. */
function ExecutorField(props: FieldProps): ReactNode {
  const { t, say } = useTexts();
  const { config, change } = useStepSettings();
  const kinds = useExecutors().kinds ?? [];
  const chosen = kinds.find(({ kind }) => kind === props.formData);
  const options = [...kinds.map(({ kind, title }) => ({ value: kind, label: say(title) })), ...(chosen || typeof props.formData !== 'string' ? [] : [{ value: props.formData, label: props.formData }])];
  const result = Object.keys((chosen?.result as { properties?: object } | undefined)?.properties ?? {});
  const choose = (activity: string) => change({ ...config, activity, inputs: inputsFor(kinds.find(({ kind }) => kind === activity), chosen, (config['inputs'] ?? {}) as Record<string, Json>) });
  return (
    <div>
      <Labelled props={props}><Select size="small" className={css.wide ?? ''} disabled={props.disabled ?? false} aria-label={labelOf(props)} value={(props.formData as string | undefined) ?? null} options={options} onChange={choose} /></Labelled>
      {chosen ? <p className="secondary small">{say(chosen.about)}{result.length > 0 ? <><br />{t('plugin.result')}: <code>{result.join(', ')}</code></> : null}</p> : null}
      {chosen && chosen.help !== '' ? <details className={css.help ?? ''}><summary>{t('plugin.help')}</summary><pre dir="ltr" lang="en" tabIndex={0}>{chosen.help}</pre></details> : null}
    </div>
  );
}

/** Inputs as the form of the chosen activity draws them; of one nobody knows, as rows. */
function InputsField(props: FieldProps): ReactNode {
  const { config } = useStepSettings();
  const { kinds, isLoading } = useExecutors();
  const known = kinds?.find(({ kind }) => kind === config['activity']);
  if (isLoading) return null;
  const given = { isDisabled: props.disabled ?? false, value: (props.formData ?? {}) as Record<string, Json>, onChange: (next: Record<string, Json>) => props.onChange(next, props.fieldPathId.path) };
  return known ? <ActivityInputs key={known.kind} schema={known.form.schema as Schema} {...given} /> : <InputsRows label={labelOf(props)} {...given} />;
}

/** Names with values of any kind. */
function VariablesField(props: FieldProps): ReactNode {
  return <InputsRows areValues label={labelOf(props)} isDisabled={props.disabled ?? false} value={(props.formData ?? {}) as Record<string, Json>} onChange={(next) => props.onChange(next, props.fieldPathId.path)} />;
}

function OutcomesField(props: FieldProps): ReactNode {
  return <OutcomesRows label={labelOf(props)} isDisabled={props.disabled ?? false} value={(props.formData ?? []) as OutcomeRow[]} onChange={(next) => props.onChange(next, props.fieldPathId.path)} />;
}

function TablePanelField(props: FieldProps): ReactNode {
  return <TableField label={labelOf(props)} isDisabled={props.disabled ?? false} value={(props.formData ?? {}) as Partial<DecisionTable>} onChange={(next) => props.onChange(next, props.fieldPathId.path)} />;
}

/** The flow a step calls; another flow has other versions. */
function CalledFlowField(props: FieldProps): ReactNode {
  const { config, change } = useStepSettings();
  const choose = (flow: string) => { const { version: _version, ...rest } = config; change({ ...rest, flow }); };
  return <Labelled props={props}><CalledFlowSelect label={labelOf(props)} isDisabled={props.disabled ?? false} value={props.formData as string | undefined} onChange={choose} /></Labelled>;
}
function CalledVersionField(props: FieldProps): ReactNode {
  return <Labelled props={props}><CalledVersionSelect label={labelOf(props)} isDisabled={props.disabled ?? false} value={props.formData as number | 'latest' | undefined} onChange={(next) => props.onChange(next, props.fieldPathId.path)} /></Labelled>;
}

/** Free settings as JSON; what is not JSON yet stays text in the box and is not taken. */
function JsonField(props: FieldProps): ReactNode {
  const shown = props.formData === undefined ? '' : JSON.stringify(props.formData, null, 2);
  return (
    <Labelled props={props}>
      <Input.TextArea
        key={shown} className={css.feel ?? ''} dir="ltr" size="small" autoSize={{ minRows: 2, maxRows: 12 }} spellCheck={false} disabled={props.disabled ?? false} defaultValue={shown}
        onBlur={(event) => { try { const next: unknown = event.target.value.trim() === '' ? undefined : JSON.parse(event.target.value); if (JSON.stringify(next, null, 2) !== shown) props.onChange(next, props.fieldPathId.path); } catch { event.target.setCustomValidity('JSON'); event.target.reportValidity(); } }}
      />
    </Labelled>
  );
}

export const panelFields: RegistryFieldsType = {
  feel: FeelField, literalOrFeel: FeelField, text: TextField, words: WordsPanelField, assignments: AssignmentsPanelField, ticketState: TicketStateField, form: FormRefField, calendar: CalendarField, json: JsonField,
  executor: ExecutorField, inputs: InputsField, variables: VariablesField, outcomes: OutcomesField, table: TablePanelField, approvers: ApproversField, approvalRule: ApprovalRuleField, stages: StagesField, returns: ReturnsField, countersign: CountersignField, reminders: RemindersField, expiry: ExpiryField, schedule: ScheduleField, calledFlow: CalledFlowField, calledVersion: CalledVersionField,
};
