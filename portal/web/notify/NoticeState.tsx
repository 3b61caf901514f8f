/** Whether a notice arrived, by mark and word. */
import type { ReactNode } from 'react';
import type { NoticeState as State } from '#domain/notify/notice.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import css from './NoticePane.module.css';

const marks = { queued: 'paused', sending: 'info', sent: 'ok', failed: 'major', suppressed: 'unknown' } as const;

export function NoticeState({ state }: { state: State }): ReactNode {
  const { t } = useTexts();
  return <span className={css.state} data-notice-state={state}><StateMark state={marks[state]} size={12} isSilent />{t(`notice.state.${state}`)}</span>;
}
