/** Whether a webhook is on, off or failing, by mark and word. */
import type { ReactNode } from 'react';
import type { WebhookView } from '#api/webhook.api';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import css from './Webhooks.module.css';

const marks = { on: 'ok', off: 'paused', failing: 'warning' } as const;

export function WebhookState({ webhook: { isEnabled, off, failingSince } }: { webhook: WebhookView }): ReactNode {
  const { t } = useTexts();
  const state = isEnabled ? (failingSince === null ? 'on' : 'failing') : 'off';
  return <span className={css.state} data-webhook-state={state}><StateMark state={off === null ? marks[state] : 'major'} size={12} isSilent />{t(`webhook.${state}`)}</span>;
}
