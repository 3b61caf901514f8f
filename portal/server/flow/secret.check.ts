/** Finds steps that name a secret they could not use: one that is not stored, not kept for flows, or kept for other hosts. What a run computes is judged when it runs. */
import { secretTexts } from '#domain/flow/secret.texts';
import { atNode } from '#domain/flow/rules/flow.view';
import type { Finding, FlowFile } from '#domain/flow/flow.schema';
import { mayGoTo, type SecretFacts } from '#domain/identity/secret.schema';
import type { Json } from '#domain/values';

interface NamedSecret { name: string; /** JSON pointer into the step's config. */ field: string }

/** References with a written name; a body is data and has none. */
function secretsIn(value: Json | undefined, field: string): NamedSecret[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = Array.isArray(value) ? undefined : value['secret'];
  if (typeof name === 'string') return name.startsWith('=') ? [] : [{ name, field }];
  return Object.entries(value).filter(([key]) => `${field}/${key}` !== '/inputs/body').flatMap(([key, inner]) => secretsIn(inner, `${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

/** "host:port" of a written address; null for one that a run computes. */
function writtenAddress(url: Json | undefined): string | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Findings in the shape of the rules'. A missing secret is a warning: it may be stored before the step is reached, and until then the step waits with an incident. */
export function secretFindings(file: FlowFile, stored: readonly SecretFacts[]): Finding[] {
  const known = new Map(stored.map((secret) => [secret.name, secret]));
  return Object.entries(file.nodes).filter(([, node]) => node.kind === 'activity').flatMap(([id, node]) => {
    const inputs = node.config['inputs'];
    const address = typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs) ? writtenAddress(inputs['url']) : null;
    return secretsIn(inputs, '/inputs').flatMap(({ name, field }): Finding[] => {
      const secret = known.get(name);
      const at = (code: keyof typeof secretTexts, severity: Finding['severity'] = 'error') => [atNode({ ...node, id }, code, { secret: name, address }, { field, severity, path: `/nodes/${id}/config${field}` })];
      if (!secret) return at('secret-unknown', 'warning');
      if (secret.use !== 'flow') return at('secret-not-for-flows');
      if (address !== null && !mayGoTo(secret, address)) return at('secret-not-for-host');
      return [];
    });
  });
}
