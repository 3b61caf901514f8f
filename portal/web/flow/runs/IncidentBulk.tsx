/** Mends the selected incidents in one call, and tells what came of each: what failed stays to be read until it is put away. */
import { useState, type ReactNode } from 'react';
import { App, Button, Dropdown } from 'antd';
import { Link } from '@tanstack/react-router';
import type { Mended } from '#api/run.api';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Selection } from '../../ticket/list/useSelection.ts';
import type { IncidentRow } from './useRunLists.ts';
import css from './Runs.module.css';

type Act = 'retry' | 'skip' | 'throw';

export function IncidentBulk({ rows, selection, onDone }: { rows: readonly IncidentRow[]; selection: Selection; onDone: () => void }): ReactNode {
  const { t } = useTexts();
  const { modal } = App.useApp();
  const [told, setTold] = useState<{ act: Act; results: readonly Mended[] } | null>(null);
  const mend = useWrite('incidents.mendMany', { invalidates: ['runs.counts', 'tickets.read', 'tickets.overlay', 'incidents.list'] });
  const chosen = rows.filter(({ id }) => selection.has(id));
  const count = chosen.length;
  /** Errors that are caught around every one of them. */
  const codes = [...new Set(chosen.flatMap(({ errors }) => errors))].filter((code) => chosen.every(({ errors }) => errors.includes(code)));
  const run = (act: Act, code?: string): void => {
    setTold(null);
    mend.mutate({ body: { action: act, ...(code === undefined ? {} : { code }), incidents: chosen.map((row) => ({ run: row.run, incident: row.incident })) } }, { onSuccess: ({ results }) => { setTold({ act, results }); selection.clear(); onDone(); } });
  };
  const ask = async (act: 'skip' | 'throw', code?: string): Promise<void> => {
    const isSure = await modal.confirm({ title: t(act === 'skip' ? 'incidents.bulkSkipTitle' : 'incidents.bulkThrowTitle', { count }), content: act === 'skip' ? t('incident.skipText') : t('incident.throwText', { code: code ?? '' }), okText: t(`incident.${act}`), cancelText: t('action.back'), autoFocusButton: 'cancel' });
    if (isSure) run(act, code);
  };
  const done = told?.results.filter(({ accepted }) => accepted).length ?? 0;
  return (
    <>
      {mend.error ? <div className={css.notice}><ErrorNotice fault={mend.error} isCompact /></div> : null}
      {told === null ? null : (
        <section className={css.panel} aria-label={t('incidents.results')} aria-live="polite" data-results={told.results.length}>
          <div className={css.line}><strong>{t('incidents.over', { done, count: told.results.length })}</strong><Button size="small" type="text" onClick={() => setTold(null)}>{t('action.close')}</Button></div>
          <ul className={css.results}>
            {[...told.results].sort((a, b) => Number(a.accepted) - Number(b.accepted)).map((result) => (
              <li key={`${result.run} ${result.incident}`} data-result={result.accepted ? 'done' : 'failed'}>
                <StateMark state={result.accepted ? 'ok' : 'warning'} size={14} isSilent />
                <Link to="/tickets/$key/flow" params={{ key: result.run.split('.')[0]! }} search={{}} className="figures">{result.run}</Link>
                <Said result={result} act={told.act} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {count === 0 ? null : (
        <div className={css.bar} role="toolbar" aria-label={t('incidents.bulk')}>
          <span className={css.count} aria-live="polite">{mend.isPending ? t('incidents.busy', { count }) : t('incidents.selected', { count })}</span>
          <Button size="small" type="primary" loading={mend.isPending} onClick={() => run('retry')}>{t('incident.retry')}</Button>
          {chosen.every(({ canSkip }) => canSkip) ? <Button size="small" disabled={mend.isPending} onClick={() => void ask('skip')}>{t('incident.skip')}</Button> : null}
          {codes.length > 0 ? <Dropdown trigger={['click']} disabled={mend.isPending} menu={{ items: codes.map((code) => ({ key: code, label: <code><bdi>{code}</bdi></code>, onClick: () => void ask('throw', code) })) }}><Button size="small">{t('incident.throw')}</Button></Dropdown> : null}
          <Button size="small" type="text" onClick={selection.clear}>{t('action.clear')}</Button>
        </div>
      )}
    </>
  );
}

function Said({ result: { accepted, code, params, message }, act }: { result: Mended; act: Act }): ReactNode {
  const { t, tell } = useTexts();
  if (accepted) return <span>{t(`incidents.accepted.${act}`)}</span>;
  return <bdi>{code === undefined ? message : tell({ code, params, message: message ?? '' }).message}</bdi>;
}
