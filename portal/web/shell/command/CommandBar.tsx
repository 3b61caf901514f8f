/** Finds anything and does anything allowed, from anywhere: Ctrl-K or the field in the top bar. Until the dialog's field stands, what is typed goes into one that stands in for it. */
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { laterOpened } from '../../ui/later.tsx';
import { useTexts } from '../texts/useTexts.tsx';
import { StandIn } from './StandIn.tsx';
import { nothingTyped } from './typed.ts';
import css from './CommandBar.module.css';

const load = () => import('./CommandDialog.tsx').then(({ CommandDialog: part }) => part);
const CommandDialog = laterOpened(load);
/** Milliseconds after which the dialog is fetched ahead: who presses the key goes on typing at once. */
const aheadMs = 1_500;

/** The field's look-alike in the top bar, the key, and the dialog. */
export function CommandBar(): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [isStanding, setIsStanding] = useState(false);
  const [typed, setTyped] = useState(nothingTyped);
  const cameFrom = useRef<Element | null>(null);
  const open = (): void => {
    cameFrom.current = document.activeElement;
    setTyped(nothingTyped);
    setIsStanding(false);
    setIsOpen(true);
  };
  const returnFocus = (): void => { if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true }); };
  const close = (): void => setIsOpen(false);
  const toggle = useEffectEvent(() => (isOpen ? close() : open()));
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      toggle();
    };
    addEventListener('keydown', listen);
    const timer = setTimeout(() => { void load().catch(() => undefined); }, aheadMs);
    return () => { removeEventListener('keydown', listen); clearTimeout(timer); };
  }, []);
  return (
    <>
      <button type="button" className={css.opener} onClick={open} aria-label={t('command.open')} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={16} /><span className={css.openerWord}>{t('command.open')}</span><kbd className={css.openerKey} aria-hidden="true">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {isOpen && !isStanding ? <StandIn typed={typed} onTyped={setTyped} onClose={close} onCancel={() => { close(); returnFocus(); }} /> : null}
      <CommandDialog isOpen={isOpen && (isStanding || !typed.isComposing)} typed={typed} onTyped={setTyped} onStanding={() => setIsStanding(true)} onClose={close} onClosed={returnFocus} />
    </>
  );
}
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
