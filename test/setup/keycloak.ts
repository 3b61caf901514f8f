/** A real Keycloak for a test file: started on a port of its own, with the realm that deploy/ ships, filled in for one portal, and the people the test needs. */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseStarterSettings } from '#domain/settings';
import { locateKeycloak, startKeycloak, type RunningKeycloak } from '#embedded/keycloak';
import { silentLog } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { freshFolder } from './fresh.ts';

export interface KeycloakAccount { username: string; firstName: string; lastName: string; roles: readonly string[]; password: string }
export interface MachineClient { id: string; secret: string; /** Whether its tokens are meant for the portal. */ isForPortal: boolean }
export interface TestRealm {
  portalAddress: string;
  clientSecret: string;
  accounts: readonly KeycloakAccount[];
  machines: readonly MachineClient[];
  /** Seconds a token is good for. Default: as the realm ships. */
  accessTokenSeconds?: number;
}

export interface TestKeycloak extends RunningKeycloak {
  realmAddress: string;
  /** Ends every session of the person, as an administrator does on Keycloak's own pages. */
  logOut(username: string): Promise<void>;
  tokenOf(machine: MachineClient): Promise<string>;
  /** Stops answering, as a machine that swaps does; `false` lets it go on. */
  freeze(isFrozen: boolean): void;
}

const realmFile = join(projectFolder, 'deploy/keycloak/signalbox-realm.json');
const shippedMachine = 'signalbox-program';

/** Throws COMPONENT_MISSING: a missing Keycloak fails the tests that need it. */
export async function startTestKeycloak(port: number, realm: TestRealm): Promise<TestKeycloak> {
  const settings = parseStarterSettings(process.env);
  const folder = freshFolder('signalbox-keycloak');
  const running = await startKeycloak(await locateKeycloak(settings, silentLog), { folder, port, password: randomBytes(12).toString('hex'), settings, log: silentLog });
  const admin = adminOf(running);
  await admin('POST', '/admin/realms', realmOf(realm));
  const realmAddress = `${running.address}/realms/signalbox`;
  return {
    ...running, realmAddress,
    async logOut(username) {
      const [person] = await admin<{ id: string }[]>('GET', `/admin/realms/signalbox/users?exact=true&username=${encodeURIComponent(username)}`);
      await admin('POST', `/admin/realms/signalbox/users/${person?.id ?? ''}/logout`, {});
    },
    async tokenOf({ id, secret }) {
      const answer = await fetch(`${realmAddress}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }) });
      return (await answer.json() as { access_token: string }).access_token;
    },
    freeze: (isFrozen) => { process.kill(-running.pid, isFrozen ? 'SIGSTOP' : 'SIGCONT'); },
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Representation = Record<string, unknown> & { clients: ({ clientId: string } & Record<string, unknown>)[]; users: Record<string, unknown>[] };

/** What ships, with its holes filled as Keycloak fills them from the environment, and what the test adds. */
function realmOf({ portalAddress, clientSecret, accounts, machines, accessTokenSeconds }: TestRealm): Representation {
  const holes: Record<string, string> = { PUBLIC_URL: portalAddress, SIGNALBOX_IDP_CLIENT_SECRET: clientSecret, SIGNALBOX_PROGRAM_SECRET: randomBytes(16).toString('hex') };
  const shipped = JSON.parse(readFileSync(realmFile, 'utf8').replace(/\$\{(\w+)\}/g, (_, name: string) => holes[name]!)) as Representation;
  const example = shipped.clients.find((client) => client.clientId === shippedMachine)!;
  return {
    ...shipped,
    ...(accessTokenSeconds === undefined ? {} : { accessTokenLifespan: accessTokenSeconds }),
    clients: [...shipped.clients, ...machines.map(({ id, secret, isForPortal }) => ({ ...example, clientId: id, name: id, secret, enabled: true, ...(isForPortal ? {} : { protocolMappers: [] }) }))],
    users: [
      ...shipped.users,
      ...machines.map(({ id }) => ({ username: `service-account-${id}`, enabled: true, serviceAccountClientId: id, realmRoles: ['processOwner'] })),
      ...accounts.map(({ password, roles, ...person }) => ({ ...person, enabled: true, email: `${person.username}@lindholm.example`, emailVerified: true, realmRoles: roles, credentials: [{ type: 'password', value: password, temporary: false }] })),
    ],
  };
}

/** Calls of Keycloak's administration, each with a token of its own: they are short-lived. Throws what it answers when that is no success. */
function adminOf({ address, admin: { username, password } }: RunningKeycloak) {
  return async <T = null>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const signIn = await fetch(`${address}/realms/master/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }) });
    const { access_token: token } = await signIn.json() as { access_token: string };
    const answer = await fetch(address + path, { method, headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text.slice(0, 500)}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  };
}
