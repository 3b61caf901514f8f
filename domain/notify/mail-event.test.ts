import { expect, it } from 'vitest';
import { maskedAddress } from './mail-event.ts';

it.each([['help@supplier.example', 'h•••@supplier.example'], ['a@b', 'a•••@b'], ['أنا@example.org', 'أ•••@example.org'], ['"x@y"@example.org', '"•••@example.org'], ['@odd', '@•••'], ['', '•••']])('of the address %s is told %s', (address, told) => expect(maskedAddress(address)).toBe(told));
