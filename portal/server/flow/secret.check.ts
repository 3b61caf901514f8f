/** Finds steps that name a secret they could not use: one that is not stored, not kept for flows, or kept for other hosts. What a run computes is judged when it runs. */
import { secretTexts } from '#domain/flow/secret.texts';
import { atNode, type FlowView } from '#domain/flow/rules/flow.view';
import type { Finding } from '#domain/flow/flow.schema';
import { mayGoTo, secretsNamedIn, type SecretFacts } from '#domain/identity/secret.schema';
import type { Json } from '#domain/values';

/** "host:port" of a written address; null for one that a run computes. */
function writtenAddress(url: Json | undefined): string | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Findings in the shape of the rules'. A missing secret is a warning: it may be stored before the step is reached, and until then the step waits with an incident. */
export function secretFindings(flow: FlowView, stored: readonly SecretFacts[]): Finding[] {
  const known = new Map(stored.map((secret) => [secret.name, secret]));
  return [...flow.nodes.values()].filter(({ kind }) => kind === 'activity').flatMap((node) => {
    const inputs = node.config['inputs'];
    const address = typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs) ? writtenAddress(inputs['url']) : null;
    return secretsNamedIn(inputs, '/inputs').flatMap(({ name, field }): Finding[] => {
      const secret = known.get(name);
      const at = (code: keyof typeof secretTexts, severity: Finding['severity'] = 'error') => [atNode(node, code, { secret: name, address }, { field, severity, path: `/nodes/${node.id}/config${field}` })];
      if (!secret) return at('secret-unknown', 'warning');
      if (secret.use !== 'flow') return at('secret-not-for-flows');
      if (address !== null && !mayGoTo(secret, address)) return at('secret-not-for-host');
      return [];
    });
  });
}
