/** The lock a step shares with other runs: its name, and what tells it apart once it has one. */
import type { ReactNode } from 'react';
import { changeNode } from '#domain/flow/edit/edits';
import type { FlowFile } from '#domain/flow/flow.schema';
import { lockFormOf, lockWith } from '#domain/flow/nodes/lock.form';
import { KindForm } from './KindForm.tsx';

export function LockFields({ id, file, isReadOnly, edit }: { id: string; file: FlowFile; isReadOnly: boolean; edit: (file: FlowFile, gesture?: string | null) => void }): ReactNode {
  const { lock } = file.nodes[id]!;
  return (
    <div data-lock={lock?.name ?? ''}>
      <KindForm id={`${id}-lock`} form={lockFormOf(lock)} value={{ ...lock }} isDisabled={isReadOnly} onChange={(settings) => edit(changeNode(file, id, { lock: lockWith({ ...lock, ...settings, ...('name' in settings ? {} : { name: '' }), ...(lock && !('key' in settings) ? { key: '' } : {}), ...(lock && !('limit' in settings) ? { limit: '' } : {}) }) }), `lock:${id}`)} />
    </div>
  );
}
