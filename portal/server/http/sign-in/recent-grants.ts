/** Grants that were found good a moment ago: a page asks twenty things at once, and each would check the same signatures again. */
import type { Grant } from 'keycloak-connect';

export interface RecentGrants {
  /** The grant of this token; from `validate` when that has not said so a moment ago. What failed is not kept. */
  of(token: string, validate: () => Promise<Grant>): Promise<Grant>;
}
export interface RecentGrantsOf {
  nowMs(): number;
  /** Default 10,000: a key the identity provider takes back is good for so much longer. */
  keepMs?: number;
  /** Tokens kept at most. Default 1,000. */
  most?: number;
}

export function createRecentGrants({ nowMs, keepMs = 10_000, most = 1_000 }: RecentGrantsOf): RecentGrants {
  const kept = new Map<string, { grant: Grant; until: number }>();
  return {
    async of(token, validate) {
      const known = kept.get(token);
      if (known && known.until > nowMs()) return known.grant;
      kept.delete(token);
      const grant = await validate();
      // The first in is the oldest.
      const oldest = kept.keys().next();
      if (kept.size >= most && !oldest.done) kept.delete(oldest.value);
      kept.set(token, { grant, until: nowMs() + keepMs });
      return grant;
    },
  };
}
