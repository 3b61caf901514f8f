import { expect, it } from 'vitest';
import { linkRelations } from '#domain/ticket/link';
import { relationNames, ticketLinkSchema } from './ticket-link.form.ts';

it.each([[{ ticket: 'INC-7' }, true], [{ ticket: 'INC-7', relation: 'causes' }, true], [{ ticket: 'INC-7', relation: 'enemy' }, false], [{ ticket: 'inc-7' }, false], [{ ticket: { $ne: '' } }, false], [{}, false]])('a link of %j', (inputs, isUsable) => expect(ticketLinkSchema.safeParse(inputs).success).toBe(isUsable));
it('every relation has its name in the form', () => expect(Object.keys(relationNames)).toEqual([...linkRelations]));
