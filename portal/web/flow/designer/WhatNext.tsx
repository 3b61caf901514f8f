/** A small list of steps where a line was dropped or a "+" pressed: type to find, Enter to take, Escape to leave. */
import { Input } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { NodeCategory } from '#domain/flow/nodes/node.kind';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { iconOf, toneOf } from '#domain/flow/drawing/drawing';
import type { Point } from '#domain/flow/drawing/geometry';
import { kindList } from '../kinds.ts';
import css from './WhatNext.module.css';

/** As a person looks for them: what people do first, ends last. */
const order: readonly NodeCategory[] = ['people', 'machine', 'decision', 'time', 'message', 'scope', 'end'];

/** `isOnLine`: something comes after it, so ends are not offered. */
export function WhatNext({ at, title, isOnLine, onChoose, onClose }: { at: Point; title: string; isOnLine: boolean; onChoose: (kind: string) => void; onClose: () => void }): ReactNode {
  const { t, say } = useTexts();
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const kinds = order.filter((category) => !(isOnLine && category === 'end')).flatMap((category) => kindList.filter((kind) => kind.category === category))
    .filter((kind) => kind.takesInput && kind.shape !== 'boundary' && say(kind.title).toLowerCase().includes(wanted.trim().toLowerCase()));
  useEffect(() => {
    const outside = (event: PointerEvent) => { if (!box.current?.contains(event.target as globalThis.Node)) onClose(); };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [onClose]);
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') { event.stopPropagation(); onClose(); }
    if (event.key === 'ArrowDown') { event.preventDefault(); setChosen((old) => Math.min(kinds.length - 1, old + 1)); }
    if (event.key === 'ArrowUp') { event.preventDefault(); setChosen((old) => Math.max(0, old - 1)); }
    if (event.key === 'Enter' && kinds[chosen]) { event.preventDefault(); onChoose(kinds[chosen].kind); }
  };
  return (
    <div ref={box} className={css.box} role="dialog" aria-label={title} style={{ left: Math.max(8, Math.min(at.x, window.innerWidth - 260)), top: Math.max(8, Math.min(at.y, window.innerHeight - 340)) }} onKeyDown={onKey}>
      <Input autoFocus size="small" value={wanted} placeholder={title} aria-label={t('flow.paletteFind')} onChange={(event) => { setWanted(event.target.value); setChosen(0); }} />
      <ul role="listbox" className={css.list}>
        {kinds.map((kind, index) => (
          <li key={kind.kind} role="option" aria-selected={index === chosen} className={css.option} data-kind={kind.kind} onMouseEnter={() => setChosen(index)} onClick={() => onChoose(kind.kind)}>
            <span className={css.icon} style={{ '--tone': `var(--sb-${toneOf(kind.category)})` } as React.CSSProperties}><Icon name={iconOf(kind.kind, kind.category)} size={16} /></span> {say(kind.title)}
          </li>
        ))}
      </ul>
    </div>
  );
}
