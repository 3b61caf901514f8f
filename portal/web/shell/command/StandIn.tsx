/**
 * A real field while the code of the command bar is fetched: letters, corrections, pasting and input methods work in it as anywhere, and the bar goes on
 * with its text. Keys meant for another field never come here: who goes there has left the bar.
 */
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from '../../ui/Icon.tsx';
import { useTexts } from '../texts/useTexts.tsx';
import { barClass, typedMost, type Typed } from './typed.ts';
import css from './CommandBar.module.css';

/** `onCancel`: Escape; `onClose`: somebody went to another field. */
export interface StandInProps { typed: Typed; onTyped: (typed: Typed) => void; onClose: () => void; onCancel: () => void }

export function StandIn({ typed, onTyped, onClose, onCancel }: StandInProps): ReactNode {
  const { t } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const input = field.current;
    // A dialog that is open keeps the focus inside itself; it does not hear of this field.
    const unheard = (event: FocusEvent): void => event.stopPropagation();
    input?.addEventListener('focusin', unheard);
    input?.focus({ preventScroll: true });
    return () => input?.removeEventListener('focusin', unheard);
  }, []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onTyped({ ...typed, isEager: true });
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
  };
  /** The window keeps the bar when another one comes before it. */
  const onLeft = (to: Element | null): void => { if (document.hasFocus() && !to?.closest(`.${barClass}`)) onClose(); };
  return createPortal(
    <div className={css.standIn} aria-busy>
      <div className={css.field}>
        <Icon name="search" size={18} />
        <input
          ref={field} value={typed.text} placeholder={t('command.placeholder')} aria-label={t('command.placeholder')} maxLength={typedMost} spellCheck={false} autoComplete="off"
          onChange={(event) => onTyped({ ...typed, text: event.target.value, isEager: false })} onKeyDown={onKey} onBlur={(event) => onLeft(event.relatedTarget)}
          onCompositionStart={() => onTyped({ ...typed, isComposing: true })} onCompositionEnd={(event) => onTyped({ ...typed, text: event.currentTarget.value, isComposing: false })}
        />
      </div>
    </div>,
    document.body,
  );
}
