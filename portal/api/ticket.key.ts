/** Keys of tickets in addresses: "INC-1042". */
import { z } from 'zod';

export const ticketKeySchema = z.string().regex(/^[A-Z]{2,5}-\d{1,9}$/);
