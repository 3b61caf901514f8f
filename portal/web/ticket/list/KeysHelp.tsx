/** The keys of the list, told on "?". */
import type { ReactNode } from 'react';
import { Modal } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import css from './KeysHelp.module.css';

const keys = [['j', 'move'], ['k', 'back'], ['Enter', 'open'], ['Space', 'peek'], ['Esc', 'close'], ['c', 'claim'], ['a', 'assign'], ['x', 'select'], ['Shift x', 'range'], ['/', 'filter'], ['Ctrl z', 'undo'], ['?', 'help']] as const;

export function KeysHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <Modal open onCancel={onClose} footer={null} width={420} title={t('keys.title')}>
      <dl className={css.keys}>
        {keys.map(([key, what]) => <div key={key}><dt><kbd dir="ltr">{key}</kbd></dt><dd>{t(`keys.${what}`)}</dd></div>)}
      </dl>
    </Modal>
  );
}
