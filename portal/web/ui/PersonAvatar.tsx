/** A person at a glance: initials on a calm tint that stays the same for the same person. Nobody and machines have shapes of their own. */
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import css from './PersonAvatar.module.css';

const tints = ['people', 'machine', 'decision', 'message', 'time'] as const;

/** Up to two first letters, by code point, of the first and last word. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').split(/\s+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const letter = (word: string | undefined): string => [...(word ?? '')].find((sign) => /\p{L}|\p{N}/u.test(sign)) ?? '';
  return words.length > 1 ? letter(words[0]) + letter(words.at(-1)) : letter(words[0]);
}
export const tintOf = (id: string): (typeof tints)[number] => tints[[...id].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 9973, 7) % tints.length]!;

export function PersonAvatar({ id, name, size = 22, kind = 'person' }: { id: string | null; name: string | null; size?: number; kind?: 'person' | 'machine' }): ReactNode {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.42) };
  if (kind === 'machine') return <span className={`${css.avatar} ${css.machine}`} style={style} aria-hidden="true"><Icon name="bolt" size={Math.round(size * 0.64)} /></span>;
  if (id === null) return <span className={`${css.avatar} ${css.nobody}`} style={style} aria-hidden="true" />;
  const tint = tintOf(id);
  return <span className={css.avatar} style={{ ...style, background: `var(--sb-${tint}-tint)`, color: `var(--sb-${tint})` }} aria-hidden="true">{initialsOf(name ?? id).toLocaleUpperCase()}</span>;
}
