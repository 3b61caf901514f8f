/** Whether an alarm source takes alarms, and a secret of one that was just made. */
import type { ReactNode } from 'react';
import type { AlarmSourceView } from '#api/source.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import own from './Sources.module.css';

export interface MadeSourceSecret { source: AlarmSourceView; secret: string }

/** By mark and word. */
export function SourceState({ source: { isEnabled } }: { source: Pick<AlarmSourceView, 'isEnabled'> }): ReactNode {
  const { t } = useTexts();
  return <span className={own.state} data-source-state={isEnabled ? 'on' : 'off'}><StateMark state={isEnabled ? 'ok' : 'paused'} size={12} isSilent />{t(isEnabled ? 'sources.enabled' : 'sources.disabled')}</span>;
}
