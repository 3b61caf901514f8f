/** Copy, cut and paste of steps with the keys everybody knows, over the browser's own clipboard: also between flows and windows. Silent while somebody types or has text marked. */
import { useEffect, useRef } from 'react';
import { fragmentFrom, type Fragment } from './clipboard.ts';

export interface ClipboardActions { copy(): string | null; cut(): void; paste(fragment: Fragment): void }

const isElsewhere = (target: EventTarget | null): boolean => (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], .ant-modal') !== null);

export function useClipboard(actions: ClipboardActions): void {
  const latest = useRef(actions);
  useEffect(() => { latest.current = actions; });
  useEffect(() => {
    const take = (event: ClipboardEvent): boolean => {
      if (isElsewhere(event.target) || !document.getSelection()?.isCollapsed && document.getSelection()?.toString()) return false;
      const text = latest.current.copy();
      if (text === null || !event.clipboardData) return false;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      return true;
    };
    const onCopy = (event: ClipboardEvent) => { take(event); };
    const onCut = (event: ClipboardEvent) => { if (take(event)) latest.current.cut(); };
    const onPaste = (event: ClipboardEvent) => {
      const fragment = isElsewhere(event.target) ? null : fragmentFrom(event.clipboardData?.getData('text/plain') ?? '');
      if (!fragment) return;
      event.preventDefault();
      latest.current.paste(fragment);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => { document.removeEventListener('copy', onCopy); document.removeEventListener('cut', onCut); document.removeEventListener('paste', onPaste); };
  }, []);
}
