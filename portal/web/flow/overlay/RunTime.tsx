/** Goes through the log of a run line by line: a slider, one line back, one on, and back to now. Beside the drawing stand the variables of that line. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { FlowFile } from '#domain/flow/flow.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { asFault } from '../../shell/api/client.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { fullTime } from '../../ui/time.ts';
import type { StateBack } from './useOverlay.ts';
import css from './RunTime.module.css';

interface RunTimeProps { last: number; seq: number; back: { state: StateBack | null; error: unknown }; /** Null: now. */ onLook: (line: number | null) => void }

export function RunTime({ last, seq, back, onLook }: RunTimeProps): ReactNode {
  const { t, locale } = useTexts();
  return (
    <section className={css.bar} aria-label={t('back.label')} data-seq={back.state?.seq ?? ''}>
      <Button size="small" disabled={seq <= 0} aria-label={t('back.previous')} title={t('back.previous')} icon={<Icon name="arrowLeft" size={14} />} onClick={() => onLook(seq - 1)} />
      <input type="range" className={css.slider} aria-label={t('back.seq')} aria-valuetext={t('back.at', { seq, last })} min={0} max={last} step={1} value={Math.min(seq, last)} onChange={(event) => onLook(Number(event.target.value))} />
      <Button size="small" disabled={seq >= last} aria-label={t('back.next')} title={t('back.next')} icon={<Icon name="arrowRight" size={14} />} onClick={() => onLook(seq + 1)} />
      <span className="figures" aria-live="polite">{t('back.at', { seq, last })}</span>
      {back.state?.at ? <time className="secondary" dateTime={back.state.at}>{fullTime(back.state.at, locale)}</time> : null}
      <Button size="small" type="primary" onClick={() => onLook(null)}>{t('back.now')}</Button>
      {back.error ? <div className={css.fault}><ErrorNotice fault={asFault(back.error)} isCompact /></div> : null}
    </section>
  );
}

export function StateBackPanel({ state, file }: { state: StateBack; file: FlowFile }): ReactNode {
  const { t, say } = useTexts();
  return (
    <section className={css.panel} aria-label={t('back.variables')}>
      <h2>{t('back.variables')}</h2>
      {state.variables === null ? <p className="secondary small">{t('back.hidden')}</p> : state.variables.map(({ scope, node, values }) => (
        <div key={scope}>
          {node === null ? null : <h3>{t('back.scope', { step: say(file.nodes[node]?.name) || node })}</h3>}
          <dl className={css.values}>{Object.entries(values).map(([name, value]) => <div key={name}><dt><code>{name}</code></dt><dd><pre><bdi>{JSON.stringify(value, null, 1)}</bdi></pre></dd></div>)}</dl>
        </div>
      ))}
    </section>
  );
}
