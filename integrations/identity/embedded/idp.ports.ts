/** What the embedded identity provider needs from outside: accounts to offer, a place for its records, a signing key. */

/** Somebody who can sign in. `roles` become realm roles in the tokens. */
export interface IdpAccount {
  /** Stable subject. */
  id: string;
  username: string; name: string; email: string; locale: string;
  roles: readonly string[];
  /** For the sign-in page: heading it is listed under, and one grey line. */
  group: { key: string; title: string };
  note: string;
  /** Listed first in its group; the others are folded. */
  isMain: boolean;
}

/** `locale` picks the language of titles and notes. */
export interface IdpAccounts {
  list(locale: 'en' | 'zh' | 'ar'): Promise<IdpAccount[]>;
  find(id: string): Promise<IdpAccount | null>;
}

/** Records of one kind by id, gone when they expire. Payloads are JSON. */
export interface IdpRecords {
  upsert(kind: string, id: string, payload: Record<string, unknown>, expiresInSeconds: number | undefined): Promise<void>;
  find(kind: string, id: string): Promise<Record<string, unknown> | undefined>;
  findByUid(kind: string, uid: string): Promise<Record<string, unknown> | undefined>;
  consume(kind: string, id: string): Promise<void>;
  destroy(kind: string, id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

/** A machine that signs in with its own secret (client credentials). `audience`: whom its tokens are for. */
export interface IdpMachineClient { id: string; secret: string; roles: readonly string[]; audience: string }

export interface EmbeddedIdpOptions {
  /** Base address, as browser and portal reach it; the issuer is `<address>/realms/<realm>`. */
  address: string;
  realm: string;
  portal: { clientId: string; clientSecret: string; redirectUri: string; postLogoutRedirectUri: string; backchannelLogoutUri: string };
  machines?: readonly IdpMachineClient[];
  accounts: IdpAccounts;
  records: IdpRecords;
  /** Private RSA key as JWK with a kid. */
  signingKey: Record<string, unknown>;
  /** Signs its cookies. */
  cookieKey: string;
  /** Seconds; defaults 60 and 14 days. */
  accessTokenSeconds?: number; refreshTokenSeconds?: number;
  /** A refresh token is good for one use. Off by default: a portal killed between use and keeping the new one would sign everybody out. */
  rotatesRefreshTokens?: boolean;
  onFault?: (fault: unknown, where: string) => void;
}
