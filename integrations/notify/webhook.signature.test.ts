import { describe, expect, it } from 'vitest';
import { makeWebhookSecret, signatureOf } from './webhook.signature.ts';

/** The example of the Standard Webhooks specification and its libraries. */
const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('a signature', () => {
  it('is that of the specification', () => expect(signatureOf([secret], example)).toBe(signature));
  it('stands beside that of the former secret', () => {
    const both = signatureOf([makeWebhookSecret(), secret], example).split(' ');
    expect(both).toHaveLength(2);
    expect(both[1]).toBe(signature);
  });
  it.each([{ id: 'msg_other' }, { timestamp: example.timestamp + 1 }, { body: '{"test":2432232314}' }])('is another for %o', (part) => expect(signatureOf([secret], { ...example, ...part })).not.toBe(signature));
  it('is made under 32 bytes that nobody else has', () => {
    const [one, other] = [makeWebhookSecret(), makeWebhookSecret()];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.replace('whsec_', ''), 'base64')).toHaveLength(32);
  });
});
