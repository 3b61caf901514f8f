/** Parts whose code is fetched when they are first shown, so that a page stands before what one may open on it. */
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';

/** `fallback` stands in its place until it is there. Default: nothing. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, fallback: ReactNode = null): (props: P) => ReactNode {
  const Part = lazy(async () => ({ default: await load() }));
  return function Later(props: P): ReactNode {
    return <Suspense fallback={fallback}><Part {...props} /></Suspense>;
  };
}

/** The same for what is opened and closed: fetched when it is opened first, and kept then, so that it closes as it does. */
export function laterOpened<P extends { isOpen: boolean }>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const Part = later(load);
  return function LaterOpened(props: P): ReactNode {
    const [wasOpen, setWasOpen] = useState(props.isOpen);
    if (props.isOpen && !wasOpen) setWasOpen(true);
    return wasOpen ? <Part {...props} /> : null;
  };
}
