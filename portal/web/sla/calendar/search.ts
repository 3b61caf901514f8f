/** Which version of a calendar is edited, as the address says it: `?from=2027-01-01`, or `first` for the one without a date. */
export interface CalendarSearch { from?: string }
export function parseCalendarSearch(search: Readonly<Record<string, unknown>>): CalendarSearch {
  const { from } = search;
  return typeof from === 'string' && /^(?:first|\d{4}-\d{2}-\d{2})$/.test(from) ? { from } : {};
}
