/** Finds or fetches everything the tests need that is real: Temporal and its test server, MongoDB, a browser, Alertmanager, Keycloak. Says all that is missing at once. */
import { sayError } from '#cli/start/say-error';
import { parseStarterSettings } from '#domain/settings';
import { locateAlertmanager } from '#embedded/alertmanager';
import { locateBrowser } from '#embedded/browser';
import { consoleLog } from '#embedded/console-log';
import { locateKeycloak } from '#embedded/keycloak';
import { locateMongod } from '#embedded/mongod';
import { locateTemporal } from '#embedded/temporal';
import { locateTestServer } from '#embedded/test-server';

const log = consoleLog();
const settings = parseStarterSettings(process.env);
// One after the other: two of them may want the package archive, which is locked.
for (const locate of [locateMongod, locateBrowser, locateAlertmanager, locateTestServer, locateKeycloak, locateTemporal]) {
  try {
    await locate(settings, log);
  } catch (thrown) {
    sayError(thrown, log);
    process.exitCode = 1;
  }
}
