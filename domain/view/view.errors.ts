/** What can go wrong with saved views. */
import type { ErrorEntry } from '../errors.ts';

export const viewErrors = {
  VIEW_NAME_TAKEN: { family: 'invalid', status: 422, message: 'You have a view named {name} on this list already.', hint: 'Choose another name, or save over that one.' },
  VIEW_LIMIT: { family: 'invalid', status: 422, message: 'There are {limit} views here already.', hint: 'Remove one that is no longer used.' },
  VIEW_SHARE_NOT_ALLOWED: { family: 'invalid', status: 403, message: 'Your roles do not allow you to share views with this team.', hint: 'Keep it for yourself, or ask somebody who assigns the work of the team.' },
} satisfies Record<string, ErrorEntry>;
