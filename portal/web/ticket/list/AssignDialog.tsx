/** Asks to whom the rows are given. */
import type { ReactNode } from 'react';
import { Modal } from 'antd';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';

export function AssignDialog({ keys, onChoose, onClose }: { keys: readonly string[]; onChoose: (person: string) => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <Modal open onCancel={onClose} footer={null} destroyOnHidden width={420} title={keys.length === 1 ? t('task.assignTitle', { task: keys[0]! }) : t('bulk.assign', { count: keys.length })}>
      <label htmlFor="assign-rows" className="secondary small">{t('task.assignTo')}</label>
      <PersonSelect id="assign-rows" autoFocus defaultOpen onChoose={onChoose} />
    </Modal>
  );
}
