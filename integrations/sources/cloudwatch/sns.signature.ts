/**
 * The signature on a message of Amazon SNS: which certificate may be asked for it, and whether it made the signature. Anybody with an account at Amazon can have
 * a topic sign messages to any address, so a signature proves Amazon, and the secret proves whose topic it is: both are asked for.
 */
import { createVerify, X509Certificate } from 'node:crypto';
import { isFields, textIn, type Fields } from '../payload.ts';

const notificationFields = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
const confirmationFields = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const;
const signedFields: Readonly<Record<string, readonly string[]>> = { Notification: notificationFields, SubscriptionConfirmation: confirmationFields, UnsubscribeConfirmation: confirmationFields };
const digests: Readonly<Record<string, string>> = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' };

/** Where Amazon keeps its certificates, and nowhere else: no other host, port, user, path or query. Null for every other address. */
export function certificateOf(payload: unknown): string | null {
  const address = isFields(payload) ? textIn(payload, 'SigningCertURL') : null;
  if (address === null || address.length > 500 || !URL.canParse(address)) return null;
  const { protocol, host, username, password, pathname, search, hash, href } = new URL(address);
  const isTrusted = protocol === 'https:' && /^sns\.[a-z]{2}(-[a-z]+)+-\d{1,2}\.amazonaws\.com(\.cn)?$/.test(host) && /^\/SimpleNotificationService-[0-9a-zA-Z]{1,64}\.pem$/.test(pathname);
  return isTrusted && username + password + search + hash === '' ? href : null;
}

/** What Amazon signs: the names and values of some fields, line by line; null where one is missing. */
function signedText(payload: Fields): string | null {
  const type = textIn(payload, 'Type') ?? '';
  const names = Object.hasOwn(signedFields, type) ? signedFields[type]! : null;
  if (names === null) return null;
  const lines = names.flatMap((name) => {
    const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
    return value === undefined || value === null ? [] : [typeof value === 'string' ? `${name}\n${value}\n` : null];
  });
  const isWhole = !lines.includes(null) && names.every((name) => name === 'Subject' || typeof payload[name] === 'string');
  return isWhole ? lines.join('') : null;
}

/** Whether this certificate (PEM) made the signature of the message. `atMs`: the certificate must hold then. Never throws. */
export function isSigned(payload: unknown, certificate: string, atMs: number): boolean {
  if (!isFields(payload)) return false;
  const [text, signature] = [signedText(payload), textIn(payload, 'Signature')];
  const version = textIn(payload, 'SignatureVersion') ?? '';
  const digest = Object.hasOwn(digests, version) ? digests[version] : undefined;
  if (text === null || signature === null || digest === undefined) return false;
  try {
    const { publicKey, validFrom, validTo } = new X509Certificate(certificate);
    if (publicKey.asymmetricKeyType !== 'rsa' || atMs < Date.parse(validFrom) || atMs > Date.parse(validTo)) return false;
    return createVerify(digest).update(text, 'utf8').verify(publicKey, signature, 'base64');
  } catch {
    return false;
  }
}
