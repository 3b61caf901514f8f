/** Errors of starting: settings that do not parse, programs that cannot be found, a data folder or port somebody else holds. */
import type { ErrorEntry } from './errors.ts';

export const startErrors = {
  SETTING_INVALID: { family: 'invalid', status: 500, message: 'These settings cannot be used: {names}.', hint: 'docs/settings.md lists every setting with its form and default.' },
  NODE_TOO_OLD: { family: 'invalid', status: 500, message: 'Node {found} is too old; {needed} or newer is needed.', hint: 'Install Node 24 (20.19 and 22 work too).' },
  COMPONENT_MISSING: { family: 'unavailable', status: 503, message: '{component} was not found. Tried: {tried}', hint: '{remedy}' },
  COMPONENT_GIVEN_UNUSABLE: { family: 'invalid', status: 500, message: '{setting} names a {component} that cannot be used: {reason}.', hint: 'Mend or remove the setting; without it Signalbox finds its own.' },
  COMPONENT_TOO_OLD: { family: 'invalid', status: 500, message: '{path} is {found}, {needed} or newer is needed', hint: 'Bring it up to date, or take it off the PATH: then Signalbox finds its own.' },
  COMPONENT_NOT_READY: { family: 'unavailable', status: 503, message: '{component} did not become ready: {reason}.', hint: 'Its last lines are above; the whole log is {log}.' },
  INSTALLATION_MISSING: { family: 'invalid', status: 500, message: 'Nothing was started on {folder} yet, so where the secrets of the installation lie is not known.', hint: 'Start it once (signalbox start), or set MONGODB_URI and SIGNALBOX_DATA_KEY to what it uses.' },
  DATABASE_AWAY: { family: 'unavailable', status: 503, message: 'MongoDB does not answer at {address}.', hint: 'Start the installation (signalbox start), or set MONGODB_URI to where its database is.' },
  STACK_RUNNING: { family: 'conflict', status: 409, message: 'Signalbox already runs on {folder} (process {pid}, since {since}).', hint: 'Use that one, stop it with Ctrl-C, or set SIGNALBOX_DATA to another folder.' },
  PORT_TAKEN: { family: 'conflict', status: 409, message: 'Port {port}, kept for {use}, is held by another program.', hint: 'Stop that program, or set {use} to a free port in {file} (the portal also follows PORT).' },
  SEED_INVALID: { family: 'broken', status: 500, message: 'A file this installation is filled with cannot be used: {fault}', hint: 'Mend the file under seed/, or take it out, and start again. signalbox flow check says the same of a flow file.' },
  SEED_COMPANY_MISSING: { family: 'invalid', status: 500, message: 'The demonstration company is not here.', hint: 'Start the installation with SIGNALBOX_DEMO=true on an empty data folder, and try again.' },
  SEED_FLOW_UNFIT: { family: 'invalid', status: 500, message: 'The incident flow as it is published now does not play the demonstration tickets: {reason}.', hint: 'Publish the shipped version of the flow again, or use an installation of its own.' },
  BUILD_FAILED: { family: 'broken', status: 500, message: '{what} could not be built: {reason}.', hint: 'npm run check names the place.' },
} satisfies Record<string, ErrorEntry>;
