/** `signalbox doctor`: says of everything a start or the tests need whether it is there, and what to do when it is not. Changes and fetches nothing; what is looked at is listed in doctor.checks.ts. */
import { CatalogueError, errorShape } from '#domain/errors';
import { exitCodeOf, reportOf, type DoctorRow } from './doctor.report.mjs';

export interface DoctorIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** One row a component. Throws SETTING_INVALID. */
  look(): Promise<DoctorRow[]>;
}

export const doctorHelp = `Usage: signalbox doctor [--json]

Looks for everything a start or the tests need: Node, npm packages, what is built, Temporal, MongoDB, a browser, Alertmanager, Temporal's test server, Keycloak, ports, data folder, disk space.
Fetches, installs and changes nothing. Below a row that is not well stands why, and what to do.

  --json   one JSON object instead: {ok, rows: [{component, neededBy, layer, version, state, detail, remedy}]}
  --help   this text

state    ok, missing, too old or broken
layer    where a program comes from (docs/servers.md): given, machine, vendor or registry; - where nothing is searched for

Exit code 0: everything is well. 1: at least one row is not, or a setting cannot be used. 2: wrong usage.

Examples
  signalbox doctor                                       what is there, and what to do about the rest
  signalbox doctor && npm test                           the tests only where nothing has to be fetched or built first
  SIGNALBOX_MONGOD_BIN=/opt/mongod signalbox doctor      whether this program can be used
  signalbox doctor --json | jq '.rows[] | select(.state != "ok")'
`;

/** Runs `signalbox doctor ...argv`. Returns the exit code. */
export async function runDoctor(argv: readonly string[], io: DoctorIo): Promise<number> {
  if (argv.some((argument) => ['--help', '-h', 'help'].includes(argument))) {
    io.stdout.write(doctorHelp);
    return 0;
  }
  const unknown = argv.find((argument) => argument !== '--json');
  if (unknown !== undefined) {
    io.stderr.write(`signalbox doctor takes no ${unknown}.\nTry: signalbox doctor --help\n`);
    return 2;
  }
  const isJson = argv.includes('--json');
  try {
    const rows = await io.look();
    io.stdout.write(reportOf(rows, isJson));
    return exitCodeOf(rows);
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    const error = errorShape(thrown.code, thrown.params, thrown.details);
    if (isJson) io.stdout.write(`${JSON.stringify({ ok: false, rows: [], error })}\n`);
    else io.stderr.write(`${error.code}: ${error.message}\n${error.hint}\n`);
    return 1;
  }
}
