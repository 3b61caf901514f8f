/** How large an image is, by its first bytes: what says nothing readable about itself is not shown on pages. Pure. */
import type { FileKindKey } from './file.kinds.ts';

export interface ImageSize { width: number; height: number }

/** Pixels; null for what is no image that is shown, or says nothing that makes sense. `head`: at least the first 64 KB, or all. */
export function imageSizeOf(kind: FileKindKey, head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = kind === 'png' ? pngSize(view) : kind === 'gif' ? gifSize(view) : kind === 'jpeg' ? jpegSize(view) : kind === 'webp' ? webpSize(view) : null;
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

const ascii = (view: DataView, at: number, length: number): string => (at + length > view.byteLength ? '' : String.fromCharCode(...Array.from({ length }, (_, step) => view.getUint8(at + step))));

const pngSize = (view: DataView): ImageSize | null => (view.byteLength >= 24 && ascii(view, 12, 4) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : null);
const gifSize = (view: DataView): ImageSize | null => (view.byteLength >= 10 && ascii(view, 0, 4) === 'GIF8' ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null);

/** The frame header is behind segments of any number: colour profiles, previews. */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xFF;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xFF) { at += 1; continue; }
    const isFrame = marker >= 0xC0 && marker <= 0xCF && ![0xC4, 0xC8, 0xCC].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpSize(view: DataView): ImageSize | null {
  if (view.byteLength < 30 || ascii(view, 8, 4) !== 'WEBP') return null;
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (ascii(view, 12, 4)) {
    case 'VP8X': return { width: three(24) + 1, height: three(27) + 1 };
    case 'VP8 ': return { width: view.getUint16(26, true) % 16_384, height: view.getUint16(28, true) % 16_384 };
    case 'VP8L': { const bits = view.getUint32(21, true); return { width: (bits % 16_384) + 1, height: (Math.floor(bits / 16_384) % 16_384) + 1 }; }
    default: return null;
  }
}
