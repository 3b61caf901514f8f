/** Shows a row beside its list, for pointers and screen readers: from the keyboard Space does it, and Tab goes from row to row. */
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './PeekButton.module.css';

/** `name`: what people call the row. Lies in an element with the `rowProps` of useCurrentRow, and is seen while one is at it. */
export function PeekButton({ name, onPeek }: { name: string; onPeek: () => void }): ReactNode {
  const { t } = useTexts();
  const text = t('peek.show', { key: name });
  return <button type="button" tabIndex={-1} className={css.button} aria-label={text} aria-keyshortcuts="Space" title={text} onClick={onPeek}><Icon name="beside" size={15} /></button>;
}
