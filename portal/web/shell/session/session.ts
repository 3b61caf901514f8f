/** Who is signed in, as this page knows it, and whether the session was lost meanwhile. A lost session never throws away what is on the page. */
import { createContext, use } from 'react';
import type { Action } from '#domain/identity/identity.schema';
import type { ResponseOf } from '#api/routes';

export type Me = ResponseOf<'me.read'>;
export const MeContext = createContext<Me | null>(null);

/** The signed-in person. Only below the session door, where there is one. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe outside of the session');
  return me;
}
/** Whether the person may do this somewhere: for menus and what belongs to no thing. What may be done to a thing the thing says itself (`can` of a ticket, of a task). */
export const useMay = (): ((action: Action) => boolean) => {
  const me = useMe();
  return (action) => me.actions.includes(action);
};

/** The tab that signed in again tells the waiting ones. */
export const sessionChannel = 'signalbox.session';
export const signInAddress = (returnTo: string): string => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`;
