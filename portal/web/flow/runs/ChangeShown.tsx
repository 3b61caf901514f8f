/** What would come of a change of one run, in words: what is added, who loses a task, where it would stand; and why it cannot be, where it cannot. */
import type { ReactNode } from 'react';
import type { ErrorShape } from '#domain/errors';
import type { RunChangeView } from '#api/run-change.api';
import { ApiFault } from '../../shell/api/client.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import css from './ChangeRun.module.css';

type Step = RunChangeView['stands'][number];

export function ChangeShown({ view }: { view: RunChangeView }): ReactNode {
  const { t, say, list, tell } = useTexts();
  const name = ({ node, name: own }: Step): string => (own ? say(own) || node : node);
  const errors = view.findings.filter(({ severity }) => severity === 'error');
  const lines = [
    ...view.added.map((step) => t('change.adds', { step: name(step) })),
    ...view.moved.map(({ from, to }) => (to === null ? t('change.skips', { step: name(from) }) : t('change.moves', { from: name(from), to: name(to) }))),
    ...view.cancelled.map((task) => (task.assignee === null ? t('change.cancels', { step: name(task) }) : t('change.cancelsOf', { step: name(task), name: task.assignee }))),
    ...view.stopped.map((step) => t('change.stops', { step: name(step) })), ...view.called.map((step) => t('change.calls', { step: name(step) })), ...view.opened.map((step) => t('change.opens', { step: name(step) })),
  ];
  return (
    <section className={css.shown} aria-label={t('change.shown')} aria-live="polite" data-shown={errors.length > 0 || view.refusal !== null ? 'refused' : 'possible'}>
      <h3>{t('change.shown')}</h3>
      <ul>{lines.map((line, at) => <li key={at}><bdi>{line}</bdi></li>)}</ul>
      {errors.length > 0 ? (
        <div role="alert">
          <p className={css.bad}>{t('change.faulty')}</p>
          <ul>{errors.map((finding, at) => { const { message, fix } = tell(finding); return <li key={at}><bdi>{message}</bdi> <span className="secondary"><bdi>{fix}</bdi></span></li>; })}</ul>
        </div>
      ) : null}
      {view.refusal === null ? null : <ErrorNotice fault={new ApiFault({ ...view.refusal, family: 'conflict' } as ErrorShape, 409)} isCompact />}
      {errors.length > 0 || view.refusal !== null ? null : <p className={css.stands}><bdi>{t('change.stands', { names: list(view.stands.map(name)) })}</bdi></p>}
      {view.verdict === 'not-proven' && errors.length === 0 ? <p className={css.bad}>{t('change.notProven')}</p> : null}
    </section>
  );
}
