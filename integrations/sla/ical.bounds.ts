/** Looks at an iCalendar file as text before anything is made of it: its bounds, and the events in it, unfolded. What an event says is ical.ts'. */
import { CatalogueError } from '#domain/errors';

export const icalLimits = { bytes: 2 * 1024 * 1024, lineCharacters: 20_000, events: 5_000, levels: 4 } as const;

/** Properties an event is read by; everything else of it (descriptions, attachments, alarms) is left out. */
const read = /^(?:UID|SUMMARY|DTSTART|DTEND|DURATION|RRULE|EXDATE|RECURRENCE-ID|STATUS)[;:]/i;

/** Each event of the file as a text of its own. Throws ICAL_INVALID, ICAL_TOO_LARGE, ICAL_LINE_TOO_LONG, ICAL_TOO_DEEP, ICAL_TOO_MANY. */
export function eventBlocks(text: string): string[] {
  if (text.length > icalLimits.bytes) throw new CatalogueError('ICAL_TOO_LARGE', { limit: `${icalLimits.bytes / 1024 / 1024} MB` });
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 2_000))) throw new CatalogueError('ICAL_INVALID');
  const blocks: string[] = [];
  const open: string[] = [];
  let lines: string[] = [];
  for (const line of unfolded(text.replace(/^\uFEFF/, ''))) {
    const begins = /^BEGIN:([\w-]{1,50})\s*$/i.exec(line)?.[1]?.toUpperCase();
    const ends = /^END:([\w-]{1,50})\s*$/i.exec(line)?.[1]?.toUpperCase();
    if (begins !== undefined) {
      open.push(begins);
      if (open.length > icalLimits.levels) throw new CatalogueError('ICAL_TOO_DEEP', { limit: icalLimits.levels });
      if (begins === 'VEVENT') lines = [];
    } else if (ends !== undefined) {
      if (open.pop() !== ends) throw new CatalogueError('ICAL_INVALID');
      if (ends === 'VEVENT') blocks.push(['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n'));
      if (blocks.length > icalLimits.events) throw new CatalogueError('ICAL_TOO_MANY', { limit: icalLimits.events });
    } else if (open.at(-1) === 'VEVENT' && read.test(line)) lines.push(line);
  }
  if (open.length > 0) throw new CatalogueError('ICAL_INVALID');
  return blocks;
}

/** Lines with what was folded onto the next ones. Throws ICAL_LINE_TOO_LONG. */
function* unfolded(text: string): Generator<string> {
  let number = 0;
  let parts: string[] = [];
  let length = 0;
  for (let from = 0; from <= text.length;) {
    const found = text.indexOf('\n', from);
    const end = found === -1 ? text.length : found;
    if (end - from > icalLimits.lineCharacters) throw tooLong(number + 1);
    const line = text.slice(from, end).replace(/\r$/, '');
    number += 1;
    from = end + 1;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      length += line.length;
      if (length > icalLimits.lineCharacters) throw tooLong(number);
      parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield parts.join('');
    parts = [line];
    length = line.length;
  }
  if (parts.length > 0) yield parts.join('');
}

const tooLong = (line: number): CatalogueError => new CatalogueError('ICAL_LINE_TOO_LONG', { line, limit: icalLimits.lineCharacters });
