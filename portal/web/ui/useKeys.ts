/** Single keys as commands of a page ("j", "k", "/"). Silent while somebody types, holds a modifier, or a dialog is open. */
import { useEffect, useRef } from 'react';

export function useKeys(commands: Readonly<Record<string, (event: KeyboardEvent) => void>>, isActive = true): void {
  const latest = useRef(commands);
  useEffect(() => { latest.current = commands; });
  useEffect(() => {
    if (!isActive) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const target = event.target;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && target.type === 'checkbox' && event.key !== ' ')) return;
      if (event.key === 'Enter' && target instanceof HTMLElement && /^(A|BUTTON)$/.test(target.tagName)) return;
      if (event.key === ' ' && target instanceof HTMLElement && (target.tagName === 'BUTTON' || target.closest('[role="button"], [role="menuitem"]'))) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, .ant-dropdown:not(.ant-dropdown-hidden)')) return;
      const command = latest.current[event.key];
      if (command) { event.preventDefault(); command(event); }
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [isActive]);
}
