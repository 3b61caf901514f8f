/** A step of a run that is being done several times: how far it is, what is under way; for those with the right, one more or one ended. */
import { App, Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FlowNode } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Overlay } from './useOverlay.ts';
import css from './Repeated.module.css';

interface RepeatedProps { ticketKey: string; step: Overlay['repeated'][number]; node: FlowNode | undefined; mayChange: boolean }

export function Repeated({ ticketKey, step, node, mayChange }: RepeatedProps): ReactNode {
  const { t, say } = useTexts();
  const { modal } = App.useApp();
  const change = useWrite('instances.change', { invalidates: ['tickets.overlay', 'tickets.log', 'tickets.read'] });
  const params = { key: ticketKey, token: step.token };
  const name = say(node?.name) || step.node;
  const end = async ({ scope, index }: { scope: string; index: number }): Promise<void> => {
    const isSure = await modal.confirm({ title: t('repeated.endTitle', { step: name, index }), content: t('repeated.endText'), okText: t('repeated.endOk'), okButtonProps: { danger: true }, cancelText: t('action.back'), autoFocusButton: 'cancel' });
    if (isSure) change.mutate({ params, body: { action: 'cancel', scope } });
  };
  return (
    <section className={css.step} data-repeated={step.node}>
      <h2>{t('repeated.title', { step: name })}</h2>
      <p className="secondary small" aria-live="polite">{step.total === null ? t('repeated.progressOpen', { count: step.done }) : t('repeated.progress', { done: step.done, count: step.total })}</p>
      <ul>
        {step.instances.map((one) => (
          <li key={one.scope} data-instance={one.index}>
            <span className="secondary small">{t('repeated.instance', { index: one.index })}</span>
            <bdi className={css.item}>{told(one.item)}</bdi>
            {mayChange ? <Button type="text" size="small" aria-label={t('repeated.end', { index: one.index })} title={t('repeated.end', { index: one.index })} disabled={change.isPending} icon={<Icon name="close" size={14} />} onClick={() => void end(one)} /> : null}
          </li>
        ))}
      </ul>
      {change.error ? <ErrorNotice fault={change.error} isCompact /> : null}
      {mayChange && step.mayAdd ? <Add hasItem={node?.repeat?.mode !== 'loop' && Boolean(node?.repeat?.items)} isPending={change.isPending} add={(item, added) => change.mutate({ params, body: { action: 'add', item } }, { onSuccess: added })} /> : null}
    </section>
  );
}

/** What was typed stays until it is added. */
function Add({ hasItem, isPending, add }: { hasItem: boolean; isPending: boolean; add: (item: Json, added: () => void) => void }): ReactNode {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const isMissing = hasItem && typed.trim() === '';
  const send = (): void => { if (!isMissing && !isPending) add(hasItem ? valueOf(typed.trim()) : null, () => setTyped('')); };
  return (
    <div className={css.add}>
      {hasItem ? <Input size="small" aria-label={t('repeated.item')} placeholder={t('repeated.itemAbout')} value={typed} onChange={(event) => setTyped(event.target.value)} onPressEnter={send} /> : null}
      <Button size="small" disabled={isMissing} loading={isPending} onClick={send}>{t('repeated.add')}</Button>
    </div>
  );
}

/** JSON where it is some, else the text as it stands. */
function valueOf(typed: string): Json {
  try {
    return JSON.parse(typed) as Json;
  } catch {
    return typed;
  }
}

const told = (item: Json | undefined): string => (item === undefined || item === null ? '' : typeof item === 'string' ? item : JSON.stringify(item));
