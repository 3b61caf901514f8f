/** `signalbox doctor`: says for each server where it comes from on this machine, or what to do when it is missing. Changes nothing. */
import { CatalogueError, errorShape } from '#domain/errors';
import { parseStarterSettings, type SettingSource } from '#domain/settings';
import { locateAlertmanager } from '#embedded/alertmanager';
import { locateBrowser } from '#embedded/browser';
import { silentLog, type Located } from '#embedded/located';
import { locateMongod } from '#embedded/mongod';
import { locateTemporal } from '#embedded/temporal';

const help = 'Usage: signalbox doctor\n\nLooks for Temporal, MongoDB, a browser and (for the tests) Alertmanager without fetching anything. Exit code 1 when one would have to be fetched.\n';

export async function runDoctor(argv: string[], env: SettingSource): Promise<number> {
  if (argv.length > 0) {
    const isHelp = argv[0] === '--help' || argv[0] === '-h';
    (isHelp ? process.stdout : process.stderr).write(help);
    return isHelp ? 0 : 2;
  }
  const settings = parseStarterSettings(env);
  const searches: [string, string, () => Promise<Located>][] = [
    ['Temporal', 'for every start', () => locateTemporal(settings, silentLog, { isDry: true })],
    ['MongoDB', 'for every start', () => locateMongod(settings, silentLog, { isDry: true })],
    ['Browser', 'for PDF and the browser tests', () => locateBrowser(settings, silentLog, { isDry: true })],
    ['Alertmanager', 'for the tests', () => locateAlertmanager(settings, silentLog, { isDry: true })],
  ];
  let missing = 0;
  for (const [name, use, search] of searches) {
    try {
      const { version, layer, path, address } = await search();
      process.stdout.write(`ok       ${name.padEnd(13)} ${version.padEnd(15)} ${layer.padEnd(8)} ${path ?? address ?? ''}\n`);
    } catch (thrown) {
      missing += 1;
      const shape = thrown instanceof CatalogueError ? errorShape(thrown.code, thrown.params) : null;
      process.stdout.write(`missing  ${name.padEnd(13)} ${use}\n         ${shape?.message ?? String(thrown)}\n         ${shape?.code === 'COMPONENT_MISSING' ? 'The next start or test fetches it where it can (docs/decisions/0030).' : shape?.hint ?? ''}\n`);
    }
  }
  return missing === 0 ? 0 : 1;
}
