/** Whether Node is new enough and the packages of the lock file are installed; installs them when not. Plain JavaScript: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const oldest = [20, 19];

/** "too old", or null. */
export function nodeLack(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]) ? 'too old' : null;
}

/** Exit code: 0 when everything is there. `say` gets lines for the person. */
export function ensurePackages(project, say) {
  if (nodeLack()) {
    say(`NODE_TOO_OLD: Node ${process.versions.node} is too old; ${oldest.join('.')} or newer is needed. Install Node 24 (20.19 and 22 work too).`);
    return 1;
  }
  const lack = packagesLack(project);
  if (lack === null) return 0;
  say(lack === 'missing' ? 'Packages are installed from the lock file, once: about a minute.' : 'The lock file changed: packages are brought up to date.');
  const args = lack === 'missing' ? ['ci'] : ['install', '--no-save'];
  const npm = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: project, stdio: ['ignore', 2, 2] });
  if (npm.error) {
    say(`npm could not be started (${npm.error.message}). It comes with Node; put it on the PATH.`);
    return 1;
  }
  if (npm.status !== 0) say(`npm ${args[0]} ended with ${npm.status ?? npm.signal}. What it said stands above; mend that and run the same command again.`);
  return npm.status ?? 1;
}

/** "missing", "too old" or null: what npm wrote down about its last install, compared with the lock file, in versions of everything that is not bound to another platform. */
export function packagesLack(project) {
  const written = join(project, 'node_modules/.package-lock.json');
  if (!existsSync(written)) return 'missing';
  const wanted = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(written, 'utf8')).packages;
  const isCurrent = Object.entries(wanted).every(([path, { version, optional, link }]) => path === '' || optional || link || found[path]?.version === version);
  return isCurrent ? null : 'too old';
}
