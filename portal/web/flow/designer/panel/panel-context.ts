/** What the fields of the side panel need to know of the flow around them. */
import { createContext, use } from 'react';
import type { FlowFile } from '#domain/flow/flow.schema';

export interface PanelContext { file: FlowFile; isReadOnly: boolean; edit: (file: FlowFile, gesture: string | null) => void }
export const PanelContextHolder = createContext<PanelContext | null>(null);
/** Throws outside a panel: a field cannot be drawn without its flow. */
export function usePanel(): PanelContext {
  const context = use(PanelContextHolder);
  if (!context) throw new Error('a panel field outside a panel');
  return context;
}
