/** Where the reader is, told by the page and shown by the top bar and the window's title. */
import { createContext, use, useEffect } from 'react';

export interface Crumb { label: string; to?: string }
export const CrumbsContext = createContext<(crumbs: readonly Crumb[]) => void>(() => undefined);

/** Sets the breadcrumb while the page is there. The last crumb is the window's title. */
export function useCrumbs(crumbs: readonly Crumb[]): void {
  const set = use(CrumbsContext);
  const key = JSON.stringify(crumbs);
  useEffect(() => {
    const list = JSON.parse(key) as Crumb[];
    set(list);
    const title = list.map((crumb) => crumb.label).reverse().join(' · ');
    document.title = title ? `${title} · Signalbox` : 'Signalbox';
  }, [key, set]);
}
