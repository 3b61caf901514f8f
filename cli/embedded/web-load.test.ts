import { describe, expect, it } from 'vitest';
import { filesOf } from './web-load.ts';

const manifest = {
  'index.html': { file: 'assets/index.js', css: ['assets/index.css'], imports: ['_shared.js'], dynamicImports: ['home.tsx', 'canvas.tsx'] },
  '_shared.js': { file: 'assets/shared.js', imports: ['index.html'] },
  'home.tsx': { file: 'assets/home.js', imports: ['_shared.js', '_list.js'] },
  '_list.js': { file: 'assets/list.js', css: ['assets/list.css'] },
  'canvas.tsx': { file: 'assets/canvas.js' },
};

describe('a first load', () => {
  it('is a page with all it imports at once, each once, and nothing it may ask for later', () => {
    expect(filesOf(manifest, 'index.html', 'home.tsx').sort()).toEqual(['assets/home.js', 'assets/index.css', 'assets/index.js', 'assets/list.css', 'assets/list.js', 'assets/shared.js']);
  });
  it('is refused for a page that is not in the build', () => expect(() => filesOf(manifest, 'gone.tsx')).toThrow(/no part gone/));
});
