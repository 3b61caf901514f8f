/** The steps that can be put onto the drawing, by category. Dragged, or added by keyboard at the end of what is selected. */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { NodeCategory } from '#domain/flow/nodes/node.kind';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { kindTransfer } from '../drawing/FlowCanvas.tsx';
import { iconOf, toneOf } from '#domain/flow/drawing/drawing';
import { kindList } from '../kinds.ts';
import css from './Palette.module.css';

const order: readonly NodeCategory[] = ['people', 'machine', 'decision', 'time', 'message', 'scope', 'start', 'end'];

export function Palette({ onAdd }: { onAdd: (kind: string) => void }): ReactNode {
  const { t, say } = useTexts();
  const [wanted, setWanted] = useState('');
  const kinds = kindList.filter((kind) => `${say(kind.title)} ${say(kind.about)}`.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <aside className={css.palette} aria-label={t('flow.palette')}>
      <Input size="small" allowClear value={wanted} onChange={(event) => setWanted(event.target.value)} placeholder={t('flow.paletteFind')} aria-label={t('flow.paletteFind')} />
      <p className="visually-hidden" id="palette-hint">{t('flow.paletteHint')}</p>
      {order.map((category) => {
        const some = kinds.filter((kind) => kind.category === category);
        return some.length === 0 ? null : (
          <section key={category}>
            <h3 className={css.heading}>{t(`flow.category.${category}`)}</h3>
            <ul>
              {some.map((kind) => (
                <li key={kind.kind}>
                  <button
                    type="button" className={css.entry} draggable title={say(kind.about)} aria-describedby="palette-hint" data-kind={kind.kind}
                    style={{ '--tone': `var(--sb-${toneOf(category)})`, '--tint': `var(--sb-${category === 'start' || category === 'end' || category === 'scope' ? 'surface-2' : `${toneOf(category)}-tint`})` } as React.CSSProperties}
                    onDragStart={(event) => { event.dataTransfer.setData(kindTransfer, kind.kind); event.dataTransfer.effectAllowed = 'copy'; }}
                    onClick={() => onAdd(kind.kind)}
                  >
                    <span className={css.icon}><Icon name={iconOf(kind.kind, category)} size={16} /></span>
                    <span className="one-line">{say(kind.title)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </aside>
  );
}
