/** What the fields of the side panel need to know of the flow around them. */
import { createContext, use } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import type { CheckResult } from '../useFlowCheck.ts';

export interface PanelContext { file: FlowFile; findings: CheckResult['findings']; isReadOnly: boolean; edit: (file: FlowFile, gesture: string | null) => void }
export const PanelContextHolder = createContext<PanelContext | null>(null);
/** Throws outside a panel: a field cannot be drawn without its flow. */
export function usePanel(): PanelContext {
  const context = use(PanelContextHolder);
  if (!context) throw new Error('a panel field outside a panel');
  return context;
}

/** All settings of the step: for a field whose look, or whose change, concerns another one. */
export interface StepSettings { id: string; config: Readonly<Record<string, Json>>; change: (config: Record<string, Json>) => void }
export const StepSettingsHolder = createContext<StepSettings | null>(null);
/** Throws outside a step's form. */
export function useStepSettings(): StepSettings {
  const settings = use(StepSettingsHolder);
  if (!settings) throw new Error('a field of a step outside its form');
  return settings;
}
