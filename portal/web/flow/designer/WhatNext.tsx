/** A small list of steps where a line was dropped or a "+" pressed: type to find, Enter to take, Escape to leave. */
import { Input } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { iconOf } from '../drawing/drawing.ts';
import type { Point } from '../drawing/geometry.ts';
import { kindList } from '../kinds.ts';
import css from './WhatNext.module.css';

export function WhatNext({ at, title, onChoose, onClose }: { at: Point; title: string; onChoose: (kind: string) => void; onClose: () => void }): ReactNode {
  const { t, say } = useTexts();
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const kinds = kindList.filter((kind) => kind.takesInput && say(kind.title).toLowerCase().includes(wanted.trim().toLowerCase()));
  useEffect(() => {
    const outside = (event: PointerEvent) => { if (!box.current?.contains(event.target as globalThis.Node)) onClose(); };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [onClose]);
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'ArrowDown') { event.preventDefault(); setChosen((old) => Math.min(kinds.length - 1, old + 1)); }
    if (event.key === 'ArrowUp') { event.preventDefault(); setChosen((old) => Math.max(0, old - 1)); }
    if (event.key === 'Enter' && kinds[chosen]) onChoose(kinds[chosen].kind);
  };
  return (
    <div ref={box} className={css.box} role="dialog" aria-label={title} style={{ left: Math.max(8, Math.min(at.x, window.innerWidth - 260)), top: Math.max(8, Math.min(at.y, window.innerHeight - 340)) }} onKeyDown={onKey}>
      <Input autoFocus size="small" value={wanted} placeholder={title} aria-label={t('flow.paletteFind')} onChange={(event) => { setWanted(event.target.value); setChosen(0); }} />
      <ul role="listbox" className={css.list}>
        {kinds.map((kind, index) => (
          <li key={kind.kind} role="option" aria-selected={index === chosen} className={css.option} data-kind={kind.kind} onMouseEnter={() => setChosen(index)} onClick={() => onChoose(kind.kind)}>
            <Icon name={iconOf(kind.kind, kind.category)} size={16} /> {say(kind.title)}
          </li>
        ))}
      </ul>
    </div>
  );
}
