import { describe, expect, it } from 'vitest';
import { allowedAddress, carried } from './address.ts';

const strict = { allowedLoopback: [] };

describe('the addresses a flow may reach', () => {
  it.each([
    '0.0.0.0', '0.1.2.3', '127.0.0.1', '127.9.9.9', '169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::127.0.0.1', '::7f00:1', '::a9fe:a9fe', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:0:127.0.0.1', '::ffff:169.254.169.254', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1',
    '2002:7f00:1::', '2002:a9fe:a9fe::1', '2001::1', 'fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1',
  ])('leave out %s', async (address) => expect(allowedAddress(address, 80, strict)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' }));

  it.each(['10.1.2.3', '192.168.1.1', '100.64.0.1', '8.8.8.8', 'fd12:3456::1', '2001:db8::1', '64:ff9b::808:808', '::ffff:10.1.2.3'])('contain %s, reached as it is', async (address) =>
    expect(await allowedAddress(address, 80, strict)).toMatchObject({ address, family: address.includes(':') ? 6 : 4 }));

  it('contain a loopback service that a setting names, by that port only', async () => {
    const policy = { allowedLoopback: ['127.0.0.1:1180'] };
    expect(await allowedAddress('127.0.0.1', 1180, policy)).toEqual({ address: '127.0.0.1', family: 4 });
    await expect(allowedAddress('127.0.0.1', 1181, policy)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    await expect(allowedAddress('169.254.169.254', 80, { allowedLoopback: ['169.254.169.254:80'] })).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('are of the version of IP that is asked for, or of the other where that is allowed', async () => {
    const policy = { allowedLoopback: ['127.0.0.1:80', '::1:80'] };
    expect(await allowedAddress('127.0.0.1', 80, policy, { family: 6, isOnly: false })).toEqual({ address: '127.0.0.1', family: 4 });
    await expect(allowedAddress('127.0.0.1', 80, policy, { family: 6, isOnly: true })).rejects.toMatchObject({ code: 'ADDRESS_UNKNOWN' });
    expect(await allowedAddress('::1', 80, policy, { family: 6, isOnly: true })).toEqual({ address: '::1', family: 6 });
  });

  it('say that a name does not resolve', async () => expect(allowedAddress('no-such-name.invalid', 80, strict)).rejects.toMatchObject({ code: 'ADDRESS_UNKNOWN' }));

  it.each([['::ffff:1.2.3.4', '1.2.3.4'], ['::ffff:102:304', '1.2.3.4'], ['2002:102:304::9', '1.2.3.4'], ['::1', '::1'], ['fe80::1%eth0', 'fe80::1'], ['2001:db8::1.2.3.4', '2001:db8::1.2.3.4']])('judge %s as %s', (address, expected) => expect(carried(address)).toBe(expected));
});
