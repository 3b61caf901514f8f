/** A search box of a list: searches 250 ms after the last key, at once on Enter; Escape gives the keys back to the page. */
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Input, type InputRef } from 'antd';
import { Icon } from './Icon.tsx';

/** Whether a search only goes on from the one before: then it takes its place in the browser's history, so that Back undoes a search and not a letter. */
export const isTypedOn = (before: string | undefined, after: string): boolean => Boolean(before) && after !== '' && (after.startsWith(before!) || before!.startsWith(after));

/** `onChange` is told whether it only goes on from what was searched before, also where the address has not followed yet. */
export function SearchInput({ value, onChange, label, className, input }: { value: string; onChange: (value: string, isTypedOn: boolean) => void; label: string; className?: string; input?: RefObject<InputRef | null> }): ReactNode {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const latest = useRef(onChange);
  useEffect(() => { latest.current = onChange; });
  const say = (next: string): void => {
    const isOn = isTypedOn(sent.current, next);
    sent.current = next;
    latest.current(next, isOn);
  };
  useEffect(() => { if (value !== sent.current) { sent.current = value; setText(value); } }, [value]);
  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => say(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      ref={input} className={className} size="small" allowClear prefix={<Icon name="search" size={15} />} placeholder={label} aria-label={label} value={text} onChange={(event) => setText(event.target.value)}
      onPressEnter={() => say(text)} onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur(); }}
    />
  );
}
