/** Whether an element is on the screen or near it, for lists whose rows read and listen for more than they show: only those somebody looks at do. */
import { useEffect, useState } from 'react';

/** Pixels above and below the screen that count as near: what is scrolled to has been read by then. */
const marginPx = 600;

/** The ref goes to the element. False until the browser has looked. */
export function useIsNear<E extends Element>(): [ref: (element: E | null) => void, isNear: boolean] {
  const [element, setElement] = useState<E | null>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => setIsNear(entries.at(-1)?.isIntersecting === true), { root: document.getElementById('page'), rootMargin: `${marginPx}px 0px` });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, isNear];
}
