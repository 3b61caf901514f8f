/**
 * How a picker takes what is typed: at once when it stands there as the field shows it, else when the field is left or Enter pressed; what is none is refused in words, and what was there before stands again.
 * The keys that step, open and close are decided here too, because the library's panel is for the pointer only.
 */
import { useRef, useState, type FocusEvent, type FormEvent, type KeyboardEvent, type RefObject } from 'react';

export type StepKey = 'ArrowUp' | 'ArrowDown' | 'PageUp' | 'PageDown';
const stepKeys: readonly string[] = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'] satisfies StepKey[];

export interface Typing {
  value: string;
  /** What somebody typed; null for what is none. */
  read: (typed: string) => string | null;
  show: (value: string) => string;
  step: (value: string, key: StepKey) => string;
  /** Where stepping begins while there is no value. */
  first: () => string;
  min?: string | undefined;
  onChange: (value: string) => void;
}
export interface Refusal { kind: 'unreadable' | 'early'; typed: string }
export interface TypedPicker {
  box: RefObject<HTMLSpanElement | null>;
  /** Changes when the field has to show again what counts. */
  round: number;
  refusal: Refusal | null;
  isOpen: boolean;
  handlers: { onInput: (event: FormEvent) => void; onKeyDownCapture: (event: KeyboardEvent) => void; onKeyDown: (event: KeyboardEvent) => void; onBlur: (event: FocusEvent) => void };
  onOpenChange: (isOpen: boolean) => void;
  /** Chosen with the pointer. */
  choose: (value: string) => void;
}

export function useTypedPicker({ value, read, show, step, first, min, onChange }: Typing): TypedPicker {
  const box = useRef<HTMLSpanElement>(null);
  const [round, setRound] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isOpen, setOpen] = useState(false);
  // The library takes the last whole text at Tab and Enter, also when more was typed after it; what keys do is decided here alone.
  const isKeyDown = useRef(false);

  const say = (next: string): void => {
    setRefusal(null);
    if (next !== value) onChange(next);
  };
  /** False when it is refused. */
  const take = (typed: string): boolean => {
    const found = typed === '' ? '' : read(typed);
    if (found === null) setRefusal({ kind: 'unreadable', typed });
    else if (found !== '' && min !== undefined && found < min) setRefusal({ kind: 'early', typed: show(found) });
    else { say(found); return true; }
    return false;
  };
  /** Nothing that is whole waits for anything: a reload would lose it. "1/1/2026" may be on its way to "1/12/2026". */
  const onInput = ({ target }: FormEvent): void => {
    if (!(target instanceof HTMLInputElement)) return;
    const typed = target.value.trim();
    const found = read(typed);
    setRefusal(null);
    if (found !== null && (typed === show(found) || typed === found) && (min === undefined || found >= min)) say(found);
  };
  const stepFrom = (typed: string, key: StepKey): void => {
    const from = read(typed) ?? value;
    const next = from === '' ? first() : step(from, key);
    say(min !== undefined && next < min ? min : next);
  };

  const onKeyDownCapture = (event: KeyboardEvent): void => {
    isKeyDown.current = true;
    const { target, key, altKey } = event;
    if (!(target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
    const typed = target.value.trim();
    const isTyped = typed !== show(value);
    if (key === 'Enter' && (isTyped || isOpen)) {
      // A form is sent by the next Enter: this one takes the day.
      event.preventDefault();
      if (!isTyped || take(typed)) setOpen(false);
    } else if (altKey && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      setOpen(key === 'ArrowDown');
    } else if (stepKeys.includes(key) && !altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      stepFrom(typed, key as StepKey);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    isKeyDown.current = false;
    if (event.key !== 'Escape' || !isOpen) return;
    // Only the calendar closes, not what it lies on.
    event.stopPropagation();
    setOpen(false);
    box.current?.querySelector('input')?.focus();
  };
  const onBlur = ({ relatedTarget: next }: FocusEvent): void => {
    if (next instanceof Element && next.closest('.ant-picker-dropdown')) return;
    const typed = box.current?.querySelector('input')?.value.trim() ?? '';
    const isWithin = next instanceof Element && box.current?.contains(next) === true;
    if (!isWithin) setOpen(false);
    if (typed === show(value)) return;
    take(typed);
    if (!isWithin) setRound(round + 1);
  };
  return {
    box, round, refusal, isOpen, handlers: { onInput, onKeyDownCapture, onKeyDown, onBlur },
    onOpenChange: (next) => { if (!next || !isKeyDown.current) setOpen(next); },
    choose: (next) => { if (!isKeyDown.current) say(next); },
  };
}
