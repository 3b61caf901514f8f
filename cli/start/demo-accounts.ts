/** What the start tells about signing in: the demo accounts by role, as the portal itself names them. */
import type { Stack } from '#embedded/stack';

interface DemoAccount {
  username: string;
  role: string;
  name?: string;
}

/** Lines to print; none when the portal has no demo accounts (a Keycloak of one's own). */
export async function demoAccountLines(stack: Stack): Promise<string[]> {
  const accounts = await demoAccounts(`http://127.0.0.1:${stack.ports.portal}/healthz`);
  if (accounts.length === 0) return [];
  const width = Math.max(...accounts.map(({ role }) => role.length));
  return ['Demo accounts, one click each on the sign-in page:', ...accounts.map(({ role, username, name }) => `  ${role.padEnd(width)}  ${username}${name ? `  (${name})` : ''}`), ''];
}

async function demoAccounts(url: string): Promise<DemoAccount[]> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  const body: unknown = await answer.json().catch(() => null);
  const list = typeof body === 'object' && body !== null && 'demoAccounts' in body && Array.isArray(body.demoAccounts) ? body.demoAccounts as unknown[] : [];
  return list.filter((each): each is DemoAccount => typeof each === 'object' && each !== null && 'username' in each && 'role' in each);
}
