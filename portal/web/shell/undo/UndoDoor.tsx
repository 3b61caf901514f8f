/** Shows what was just done at the foot of the page, with its button and Ctrl-Z to take it back; tells when somebody was faster. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { asFault, type ApiFault } from '../api/client.ts';
import { useTexts } from '../texts/useTexts.tsx';
import { offeredMs, saidMs, UndoContext, type UndoOffer } from './undo.ts';
import css from './UndoDoor.module.css';

type Shown = { n: number; offer: UndoOffer } & ({ is: 'offered' } | { is: 'undoing' } | { is: 'undone' } | { is: 'refused'; fault: ApiFault });

export function UndoDoor({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTexts();
  const [shown, setShown] = useState<Shown | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const count = useRef(0);
  const offer = useCallback((next: UndoOffer) => setShown({ n: ++count.current, offer: next, is: 'offered' }), []);
  const undo = useCallback(async (one: Shown) => {
    const become = (next: Shown): void => setShown((was) => (was?.n === one.n ? next : was));
    become({ n: one.n, offer: one.offer, is: 'undoing' });
    await one.offer.undo().then(() => become({ n: one.n, offer: one.offer, is: 'undone' }), (thrown: unknown) => become({ n: one.n, offer: one.offer, is: 'refused', fault: asFault(thrown) }));
  }, []);
  useEffect(() => {
    if (shown === null || isHeld || shown.is === 'undoing' || shown.is === 'refused') return undefined;
    const timer = setTimeout(() => setShown((was) => (was?.n === shown.n ? null : was)), shown.is === 'undone' ? saidMs : offeredMs);
    return () => clearTimeout(timer);
  }, [shown, isHeld]);
  useEffect(() => {
    if (shown?.is !== 'offered') return undefined;
    const listen = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.defaultPrevented) return;
      // What is being typed has an undo of its own.
      if (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName))) return;
      event.preventDefault();
      void undo(shown);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [shown, undo]);
  const close = (): void => { setShown(null); setIsHeld(false); };
  return (
    <UndoContext value={offer}>
      {children}
      <div className={css.place} role="status" onMouseEnter={() => setIsHeld(true)} onMouseLeave={() => setIsHeld(false)} onFocus={() => setIsHeld(true)} onBlur={() => setIsHeld(false)}>
        {shown === null ? null : (
          <div className={css.toast} data-undo={shown.is}>
            {shown.is === 'refused' ? <div className={css.refused}><p>{t('undo.refused')}</p><ErrorNotice fault={shown.fault} isCompact /></div> : <span>{shown.is === 'undone' ? t('undo.done') : <bdi>{shown.offer.text}</bdi>}</span>}
            {shown.is === 'offered' || shown.is === 'undoing' ? <Button size="small" loading={shown.is === 'undoing'} icon={<Icon name="undo" size={14} />} aria-keyshortcuts="Control+Z Meta+Z" onClick={() => void undo(shown)}>{t('undo.do')}</Button> : null}
            {shown.is === 'undoing' ? null : <Button size="small" type="text" aria-label={t('action.close')} icon={<Icon name="close" size={14} />} onClick={close} />}
          </div>
        )}
      </div>
    </UndoContext>
  );
}
