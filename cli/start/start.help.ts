/** The help text of `signalbox start`. */

export const startHelp = `Usage: signalbox start [--json]

Installs and builds what is missing, starts Temporal, MongoDB, sign-in, worker, portal and the demo device, and stays.
Ctrl-C stops everything in order; a second Ctrl-C kills it. The next start finds everything as it was, on the same ports.
Data, logs, ports and secrets: SIGNALBOX_DATA (default .signalbox). All settings: docs/settings.md.

  --json   what it says goes to the standard error; on the standard output one JSON object a line:
           {is: "ready", address, dataDir, seconds}, later {is: "stopped"}; or {is: "failed", error: {code, message, hint}}
  --help   this text

Exit code 0: stopped in order. 1: could not start. 2: wrong usage. 130: stopped before it was ready, or killed.

Examples
  signalbox start
  SIGNALBOX_DATA=/tmp/trial PORT=9000 signalbox start
`;
