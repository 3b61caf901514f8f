/** Errors of writing down roles and of giving them: what would give away more than the giver has, and who was faster. */
import type { ErrorEntry } from '../errors.ts';

export const roleErrors = {
  ROLE_STALE: { family: 'conflict', status: 409, message: '{by} changed this role meanwhile.', hint: 'Look at what stands there now, then save again.' },
  ROLE_KEY_TAKEN: { family: 'conflict', status: 409, message: 'There is a role with the key {role} already.', hint: 'Choose another key.' },
  ROLE_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no role {role}.', hint: 'Choose one that is there.' },
  ROLE_SHIPPED: { family: 'invalid', status: 422, message: 'The role {role} ships with Signalbox and is not changed by hand.', hint: 'Copy it, and change the copy.' },
  ROLE_USED: { family: 'conflict', status: 409, message: 'The role is used in {count} places and cannot be removed.', hint: 'The list of its uses says where; change those first.' },
  ROLE_BEYOND_GIVER: { family: 'invalid', status: 403, message: 'You cannot give {role} to {person}: you are not allowed yourself, everywhere it would hold, to {action}.', hint: 'Give a role or a place within your own, or ask an administrator.' },
  ROLE_BEYOND_WRITER: { family: 'invalid', status: 403, message: 'You cannot let a role do more than you may everywhere yourself: {action}.', hint: 'Leave the action out, or ask an administrator.' },
  SCOPE_OBJECT_UNKNOWN: { family: 'invalid', status: 422, message: '{object} is not in the registry as a {kind}.', hint: 'Choose one that is there.' },
  SCOPE_TOO_WIDE: { family: 'invalid', status: 422, message: 'More than {limit} objects lie below what this scope names.', hint: 'Name narrower services or device groups, or leave this dimension out.' },
} satisfies Record<string, ErrorEntry>;
