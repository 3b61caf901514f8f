/** Errors of starting: settings that do not parse, programs that cannot be found, a data folder or port somebody else holds. */
import type { ErrorEntry } from './errors.ts';

export const startErrors = {
  SETTING_INVALID: { family: 'invalid', status: 500, message: 'These settings cannot be used: {names}.', hint: 'docs/settings.md lists every setting with its form and default.' },
  NODE_TOO_OLD: { family: 'invalid', status: 500, message: 'Node {found} is too old; {needed} or newer is needed.', hint: 'Install Node 24 (20.19 and 22 work too).' },
  COMPONENT_MISSING: { family: 'unavailable', status: 503, message: '{component} was not found. Tried: {tried}', hint: '{remedy}' },
  COMPONENT_GIVEN_UNUSABLE: { family: 'invalid', status: 500, message: '{setting} names a {component} that cannot be used: {reason}.', hint: 'Mend or remove the setting; without it Signalbox finds its own.' },
  COMPONENT_NOT_READY: { family: 'unavailable', status: 503, message: '{component} did not become ready: {reason}.', hint: 'Its last lines are above; the whole log is {log}.' },
  STACK_RUNNING: { family: 'conflict', status: 409, message: 'Signalbox already runs on {folder} (process {pid}, since {since}).', hint: 'Use that one, stop it with Ctrl-C, or set SIGNALBOX_DATA to another folder.' },
  PORT_TAKEN: { family: 'conflict', status: 409, message: 'Port {port}, kept for {use}, is held by another program.', hint: 'Stop that program, or set {use} to a free port in {file} (the portal also follows PORT).' },
  SEED_INVALID: { family: 'broken', status: 500, message: 'A file this installation is filled with cannot be used: {fault}', hint: 'Mend the file under seed/, or take it out, and start again. signalbox flow check says the same of a flow file.' },
  BUILD_FAILED: { family: 'broken', status: 500, message: '{what} could not be built: {reason}.', hint: 'npm run check names the place.' },
} satisfies Record<string, ErrorEntry>;
