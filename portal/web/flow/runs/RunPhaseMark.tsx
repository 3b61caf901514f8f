/** How a run stands: mark and word. */
import type { ReactNode } from 'react';
import type { RunPhase } from '#domain/flow/run.phase';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { StateMark, type MarkState } from '../../ui/StateMark.tsx';
import css from './Runs.module.css';

const marks: Record<RunPhase, MarkState> = { running: 'info', waiting: 'unknown', incident: 'warning', suspended: 'paused', completed: 'ok', cancelled: 'unknown', failed: 'critical' };

export function RunPhaseMark({ phase }: { phase: RunPhase }): ReactNode {
  const { t } = useTexts();
  return <span className={css.phase} data-phase={phase}><StateMark state={marks[phase]} size={14} isSilent />{t(`runs.phase.${phase}`)}</span>;
}
