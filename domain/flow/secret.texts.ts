/** What an installation tells about the secrets a flow names, in English by code: what is wrong and what to do. Found by the portal, which knows what is stored. */
import type { FindingText } from './finding.texts.ts';

export const secretTexts = {
  'secret-unknown': { message: '"{node}" names the secret {secret}, which is not stored.', fix: 'Have it stored in the settings under Secrets, or on the server (signalbox secret set {secret}), or correct the name.' },
  'secret-not-for-flows': { message: '"{node}" names the secret {secret}, which is not for flows.', fix: 'Name a secret that is stored for flows; signalbox secret list tells the use of each.' },
  'secret-not-for-host': { message: '"{node}" names the secret {secret}, which may not be sent to {address}.', fix: 'Call an address the secret is kept for, or have it stored with this one among its hosts, on the server: signalbox secret set {secret} --host {address}, and --host for each other.' },
} as const satisfies Record<string, FindingText>;
