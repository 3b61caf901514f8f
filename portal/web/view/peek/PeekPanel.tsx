/** What stands beside a list: a bar that says which it is, with the way to its page and out, and its parts below. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './PeekPanel.module.css';

export interface PeekLink { className: string | undefined; 'aria-label': string; title: string; children: ReactNode }
export interface PeekPanelProps {
  id: string;
  /** What people call it. */
  name: string;
  /** At the beginning of the bar: its key, its state. */
  head: ReactNode;
  /** The link to its page, with what is given. */
  link(given: PeekLink): ReactNode;
  onClose(): void;
  children: ReactNode;
}

export function PeekPanel({ id, name, head, link, onClose, children }: PeekPanelProps): ReactNode {
  const { t } = useTexts();
  const open = t('peek.open', { key: name });
  return (
    <aside className={css.peek} aria-label={t('peek.label', { key: name })} data-peek={id}>
      <div className={css.bar}>
        {head}
        <span className={css.rest} />
        {link({ className: css.open, 'aria-label': open, 'title': open, 'children': <Icon name="arrowRight" size={16} /> })}
        <Button type="text" size="small" aria-label={t('peek.close')} aria-keyshortcuts="Escape" icon={<Icon name="close" size={16} />} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}
