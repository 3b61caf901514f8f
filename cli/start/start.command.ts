/** `signalbox start`: brings the stack up on the data folder, says where it is, and stays until it is told to stop. */
import { resolve } from 'node:path';
import { CatalogueError, errorShape } from '#domain/errors';
import { parseStarterSettings, type SettingSource, type StarterSettings } from '#domain/settings';
import { locateBrowser } from '#embedded/browser';
import { consoleLog } from '#embedded/console-log';
import type { Log } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { startStack } from '#embedded/stack';
import { demoAccountLines } from './demo-accounts.ts';
import { sayError } from './say-error.ts';
import { startHelp } from './start.help.ts';

/** Returns when everything is stopped. Exit codes: 0 stopped in order, 1 could not start, 2 wrong usage. */
export async function runStart(argv: string[], env: SettingSource): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(startHelp);
    return 0;
  }
  const unknown = argv.find((argument) => argument !== '--json');
  if (unknown !== undefined) {
    process.stderr.write(`signalbox start takes no ${unknown}.\nTry: signalbox start --help\n`);
    return 2;
  }
  const startedAt = Date.now();
  const isJson = argv.includes('--json');
  const log = consoleLog(isJson ? process.stderr : process.stdout);
  const tell = (news: Record<string, unknown>): void => { if (isJson) process.stdout.write(`${JSON.stringify(news)}\n`); };
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
      tell({ is: 'ready', address: stack.address, dataDir: stack.dataDir, seconds: (Date.now() - startedAt) / 1000 });
      for (const line of await demoAccountLines(stack)) log.info(line);
      log.info(`Data and logs: ${stack.dataDir}. Ctrl-C stops everything.`);
      if (!aborted.signal.aborted) await new Promise<void>((resolveWait) => { wake = resolveWait; });
    }
    await stack.stop();
    log.info('stopped');
    tell({ is: 'stopped' });
    process.exit(0);
  } catch (thrown) {
    if (aborted.signal.aborted) {
      log.info('stopped');
      tell({ is: 'stopped' });
      process.exit(130);
    }
    sayError(thrown, log);
    tell({ is: 'failed', error: errorOf(thrown) });
    process.exit(1);
  }
}

/** For a program: what a person is told. */
function errorOf(thrown: unknown): { code: string; message: string; hint: string } {
  const known = thrown instanceof CatalogueError ? thrown : null;
  const { code, message, hint } = known === null ? errorShape('INTERNAL') : errorShape(known.code, known.params, known.details);
  return { code, message, hint };
}

/** Found or fetched beside the start, which does not wait for it: documents as PDF need it, and the browser tests. */
async function findBrowser(settings: StarterSettings, log: Log): Promise<void> {
  try {
    await locateBrowser(settings, log);
  } catch (thrown) {
    sayError(thrown, log);
    log.info('The portal works without it, but makes no PDF until there is a browser.');
  }
}
