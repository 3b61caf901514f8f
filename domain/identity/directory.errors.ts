/** Errors of writing down people and teams: what an edit would break, and who was faster. */
import type { ErrorEntry } from '../errors.ts';

export const directoryErrors = {
  PERSON_STALE: { family: 'conflict', status: 409, message: '{by} changed this person meanwhile.', hint: 'Look at what stands there now, then save again.' },
  PERSON_ID_TAKEN: { family: 'conflict', status: 409, message: 'There is a person with the id {person} already.', hint: 'Choose another id; somebody who has left keeps theirs.' },
  PERSON_USERNAME_TAKEN: { family: 'conflict', status: 409, message: 'The account {username} belongs to {person} already.', hint: 'Choose another account name, or change theirs first.' },
  PERSON_ZONE_UNKNOWN: { family: 'invalid', status: 422, message: 'The time zone "{zone}" is unknown.', hint: 'Write an IANA name such as Europe/Berlin, Asia/Shanghai or Etc/UTC.' },
  PERSON_MANAGER_CIRCLE: { family: 'invalid', status: 422, message: 'These would be each other\'s managers, and nothing would ever reach the top: {people}.', hint: 'Choose a manager outside of this circle, or nobody.' },
  PERSON_GONE: { family: 'invalid', status: 422, message: '{person} is not in the directory, or is switched off.', hint: 'Choose somebody who is there.' },
  PERSON_GIVE_SELF: { family: 'invalid', status: 422, message: 'What somebody holds cannot be given to themselves.', hint: 'Choose somebody else.' },
  ADMINISTRATOR_LAST: { family: 'invalid', status: 422, message: '{person} is the last administrator: nobody could let anybody in again.', hint: 'Make somebody else an administrator everywhere first.' },
  TEAM_STALE: { family: 'conflict', status: 409, message: '{by} changed this team meanwhile.', hint: 'Look at what stands there now, then save again.' },
  TEAM_ID_TAKEN: { family: 'conflict', status: 409, message: 'There is a team with the id {team} already.', hint: 'Choose another id.' },
  TEAM_UNKNOWN: { family: 'invalid', status: 422, message: 'There is no team {team}.', hint: 'Choose one that is there.' },
  TEAM_USED: { family: 'conflict', status: 409, message: 'The team is used in {count} places and cannot be removed.', hint: 'The list of its uses says where; change those first.' },
} satisfies Record<string, ErrorEntry>;
