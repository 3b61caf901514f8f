/** What the start tells about signing in: the demo accounts of the directory by their role. */
import mongoose from 'mongoose';
import { byRoleKey, roleKeys } from '#domain/identity/identity.schema';
import { shippedRoles } from '#domain/identity/roles';
import { inLanguage } from '#domain/values';
import { createPersonRepo } from '#store/identity/person.repo';
import type { Stack } from '#embedded/stack';

/** Lines to print, gravest role last; none when the directory has no demo accounts or people sign in at a Keycloak of their own. */
export async function demoAccountLines(stack: Pick<Stack, 'mongoUri' | 'env'>): Promise<string[]> {
  if (stack.env['KEYCLOAK_URL']) return [];
  const connection = await mongoose.createConnection(stack.mongoUri, { serverSelectionTimeoutMS: 5_000 }).asPromise();
  try {
    const people = await createPersonRepo(connection).demoAccounts();
    const rows = people.map(({ username, name, assignments }) => ({ username, name, role: roleKeys.findLast((key) => assignments.some((assignment) => assignment.role === key)) ?? assignments[0]?.role ?? roleKeys[0] }))
      .sort((a, b) => byRoleKey(a.role, b.role) || (a.username < b.username ? -1 : 1));
    if (rows.length === 0) return [];
    const title = (key: string) => { const role = shippedRoles.find((each) => each.key === key); return role ? inLanguage(role.name, 'en') : key; };
    const width = Math.max(...rows.map(({ role }) => title(role).length));
    return ['Demo accounts, a click each on the sign-in page:', ...rows.map(({ role, username, name }) => `  ${title(role).padEnd(width)}  ${username}  (${name})`), ''];
  } finally {
    await connection.close();
  }
}
