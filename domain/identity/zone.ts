/** Whether a text names a time zone. Pure. */
import { IANAZone } from 'luxon';

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);
