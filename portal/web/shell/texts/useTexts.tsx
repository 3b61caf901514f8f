/** Hands the texts of the reader's language to components. `<Sentence>` fills the holes of a text with components. */
import { createContext, Fragment, use, type ReactNode } from 'react';
import { textsOf, type TextKey, type Texts } from './texts.ts';

export const TextsContext = createContext<Texts>(textsOf('en'));

export const useTexts = (): Texts => use(TextsContext);

/** A keyed text whose `{name}` holes are components: links, people, marks. */
export function Sentence({ of, parts, count }: { of: TextKey; parts: Readonly<Record<string, ReactNode>>; count?: number }): ReactNode {
  const { template } = useTexts();
  return template(of, count).split(/(\{\w+\})/g).map((piece, at) => <Fragment key={at}>{/^\{\w+\}$/.test(piece) ? parts[piece.slice(1, -1)] ?? '' : piece}</Fragment>);
}
