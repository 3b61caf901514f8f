/**
 * Notes what the identity provider says about people while they are signed in, for tokens that act in their name when they are not. A person's tokens have
 * the roles its newest word named: what it takes away counts from the person's next request or refresh on.
 */
import type { AccountRepo } from '#store/identity/account.repo';
import { describe } from '../http/error-answer.ts';
import type { Log } from '../http/log.ts';
import type { TokenFacts } from './actors.ts';

export interface Accounts {
  /** Resolves when it is kept, or when that could not be done: nobody is refused for it, and the next request tries again. */
  note(person: string, facts: TokenFacts): Promise<void>;
  of(person: string): Promise<TokenFacts | null>;
}

/** The same word is kept again after this: another portal may have kept an older one meanwhile. */
const againMs = 10 * 60_000;

export function createAccounts({ accounts, log, nowMs }: { accounts: AccountRepo; log: Pick<Log, 'warn'>; nowMs: () => number }): Accounts {
  const kept = new Map<string, { words: string; at: number }>();
  return {
    async note(person, facts) {
      const { issuedAt: _issuedAt, ...said } = facts;
      const words = JSON.stringify(said);
      const last = kept.get(person);
      if (last?.words === words && nowMs() - last.at < againMs) return;
      if (kept.size > 5_000) kept.clear();
      kept.set(person, { words, at: nowMs() });
      try {
        await accounts.keep(person, facts);
      } catch (fault) {
        kept.delete(person);
        log.warn({ fault: describe(fault), person }, 'what the identity provider says about a person could not be kept');
      }
    },
    of: (person) => accounts.read(person),
  };
}
