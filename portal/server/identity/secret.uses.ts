/** Who names which secret: steps of flows that count, alarm sources, and the mail server's account. A step that computes a name is not known of. */
import type { Json, Text } from '#domain/values';
import { secretsNamedIn, type keptUses } from '#domain/identity/secret.schema';
import { formerSecretNameOf } from '#domain/alarm/source.schema';
import type { AlarmSource } from '#domain/alarm/alarm.schema';
import type { FlowText } from '#store/flow/flow-in-force';

export interface SecretUsedBy { kind: (typeof keptUses)[number]; id: string; name: Text }
export interface SecretUsers { flows: readonly FlowText[]; sources: readonly AlarmSource[]; /** The secret of the mail server's account; null where none is asked for. */ mailSecret: string | null; nowMs: number }

/** By name of the secret; each user once. */
export function secretUsesOf({ flows, sources, mailSecret, nowMs }: SecretUsers): Map<string, SecretUsedBy[]> {
  const uses = new Map<string, SecretUsedBy[]>();
  const add = (secret: string, by: SecretUsedBy): void => {
    const known = uses.get(secret) ?? [];
    if (!known.some(({ kind, id }) => kind === by.kind && id === by.id)) uses.set(secret, [...known, by]);
  };
  for (const { key, text } of flows) {
    const { name, secrets } = readFlow(text);
    for (const secret of secrets) add(secret, { kind: 'flow', id: key, name: name ?? { en: key } });
  }
  for (const source of sources) {
    const by = { kind: 'source', id: source.id, name: { en: source.name } } as const;
    add(source.secret.secret, by);
    if (source.formerSecretUntil !== null && Date.parse(source.formerSecretUntil) > nowMs) add(formerSecretNameOf(source.id), by);
  }
  if (mailSecret !== null) add(mailSecret, { kind: 'channel', id: 'mail', name: { en: 'mail' } });
  return uses;
}

/** A draft may be anything somebody typed. */
function readFlow(text: string): { name: Text | null; secrets: string[] } {
  let file: unknown;
  try { file = JSON.parse(text); } catch { return { name: null, secrets: [] }; }
  const [name, nodes] = [member(file, 'name'), member(file, 'nodes')];
  const inputs = typeof nodes === 'object' && nodes !== null ? Object.values(nodes).map((node) => member(member(node, 'config'), 'inputs')) : [];
  return { name: typeof member(name, 'en') === 'string' ? name as Text : null, secrets: inputs.flatMap((one) => secretsNamedIn(one as Json | undefined, '/inputs').map((named) => named.name)) };
}
const member = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined);
