/** `signalbox start`: brings the stack up on the data folder, says where it is, and stays until it is told to stop. */
import { resolve } from 'node:path';
import { parseStarterSettings, type SettingSource, type StarterSettings } from '#domain/settings';
import { locateBrowser } from '#embedded/browser';
import { consoleLog } from '#embedded/console-log';
import type { Log } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { startStack } from '#embedded/stack';
import { demoAccountLines } from './demo-accounts.ts';
import { sayError } from './say-error.ts';

const help = `Usage: signalbox start

Installs and builds what is missing, starts Temporal, MongoDB, sign-in, worker, portal and the demo device, and stays.
Ctrl-C stops everything in order; a second Ctrl-C kills it. The next start finds everything as it was, on the same ports.
Data, logs, ports and secrets: SIGNALBOX_DATA (default .signalbox). All settings: docs/settings.md.
`;

/** Returns when everything is stopped. Exit codes: 0 stopped in order, 1 could not start, 2 wrong usage. */
export async function runStart(argv: string[], env: SettingSource): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  if (argv.length > 0) {
    process.stderr.write(`start takes no ${argv[0]}.\n\n${help}`);
    return 2;
  }
  const startedAt = Date.now();
  const log = consoleLog();
  const aborted = new AbortController();
  let wake: (() => void) | null = null;
  let asked = 0;
  const onSignal = () => {
    asked += 1;
    if (asked > 1) {
      log.warn('killed; the next start tidies up');
      process.exit(130);
    }
    log.info('stopping');
    aborted.abort();
    wake?.();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    const settings = parseStarterSettings(env);
    void findBrowser(settings, log);
    const stack = await startStack({ dataDir: resolve(projectFolder, settings.dataFolder), env, log, isMemorable: true, signal: aborted.signal });
    if (!aborted.signal.aborted) {
      log.info(`\nSignalbox is ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s:  ${stack.address}\n`);
      for (const line of await demoAccountLines(stack)) log.info(line);
      log.info(`Data and logs: ${stack.dataDir}. Ctrl-C stops everything.`);
      if (!aborted.signal.aborted) await new Promise<void>((resolveWait) => { wake = resolveWait; });
    }
    await stack.stop();
    log.info('stopped');
    process.exit(0);
  } catch (thrown) {
    if (aborted.signal.aborted) {
      log.info('stopped');
      process.exit(130);
    }
    sayError(thrown, log);
    process.exit(1);
  }
}

/** Found or fetched beside the start, which does not wait for it: nothing but documents as PDF needs a browser on this machine. */
async function findBrowser(settings: StarterSettings, log: Log): Promise<void> {
  try {
    await locateBrowser(settings, log);
  } catch (thrown) {
    sayError(thrown, log);
    log.info('The portal works without it: only documents as PDF need a browser here.');
  }
}
