/** What was just done to a task, or to those of several tickets, as a sentence. Pure. */
import type { TaskView } from '#api/task.api';
import type { Texts } from '../../shell/texts/texts.ts';

/** `after`: the tasks as they are now, at least one. */
export function undoText(action: string, after: readonly Pick<TaskView, 'ticket' | 'assignee' | 'assigneeName'>[], { t }: Pick<Texts, 't'>): string {
  const [first] = after;
  const key = first?.ticket.key ?? '';
  const name = first?.assigneeName ?? first?.assignee ?? '';
  const count = after.length;
  if (action === 'assign') return count > 1 ? t('undo.assignedMany', { count, name }) : t('undo.assigned', { key, name });
  if (action === 'release') return t('undo.released', { key });
  return count > 1 ? t('undo.claimedMany', { count }) : t('undo.claimed', { key });
}
