/** Where the reader is, told by the page and shown by the top bar and the window's title. */
import { createContext, use, useEffect } from 'react';

export interface Crumb { label: string; to?: string }
export const CrumbsContext = createContext<(crumbs: readonly Crumb[]) => void>(() => undefined);

/** A window's title is plain text: writing that turns around is shut in by marks of its own, so that the rest stays readable. */
const apart = (label: string): string => (/[\u202A-\u202E\u2066-\u2069]/.test(label) ? `\u2068${label}\u2069` : label);

/** Sets the breadcrumb while the page is there. The last crumb is the window's title. */
export function useCrumbs(crumbs: readonly Crumb[]): void {
  const set = use(CrumbsContext);
  const key = JSON.stringify(crumbs);
  useEffect(() => {
    const list = JSON.parse(key) as Crumb[];
    set(list);
    const title = list.map((crumb) => apart(crumb.label)).reverse().join(' · ');
    document.title = title ? `${title} · Signalbox` : 'Signalbox';
  }, [key, set]);
}
