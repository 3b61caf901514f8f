/** The events of files: that one was added to a ticket, and that one was removed. What is told stays when the bytes are gone. */
import type { ActorRef } from '../identity/identity.schema.ts';
import type { Instant } from '../values.ts';
import type { DomainEvent } from '../audit/event.schema.ts';
import type { StoredFile } from './file.schema.ts';

type Told = Pick<StoredFile, 'id' | 'name' | 'kind' | 'size' | 'sha256' | 'visibility'>;

/** The same file is added and removed once: ids are made of its own. `origin`: the request, or what else it came by. */
export function fileEvent(action: 'file.added' | 'file.removed', file: Told, { ticket, comment, by, at, origin, seq = 0 }: { ticket: string; comment: string | null; by: ActorRef; at: Instant; origin: string; seq?: number }): DomainEvent {
  const { id, name, kind, size, sha256, visibility } = file;
  return {
    id: `file/${id}/${action === 'file.added' ? 'added' : 'removed'}`, at, action, actor: by, onBehalfOf: null, refs: [{ kind: 'ticket', id: ticket }, { kind: 'file', id }, ...(comment === null ? [] : [{ kind: 'comment' as const, id: comment }])],
    data: { name, kind, size, sha256, visibility }, origin, seq, isConfirmed: true,
  };
}
