/** How the browser half is built: portal/web -> .build/web, in parts loaded when needed, fit for a strict Content-Security-Policy. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Lays a .br and a .gz beside every text file, so that the portal compresses nothing while it answers. */
const compressed: Plugin = {
  name: 'compressed', apply: 'build',
  writeBundle({ dir }) {
    const folder = `${dir}/assets`;
    for (const name of readdirSync(folder)) {
      if (!/\.(js|css|svg)$/.test(name)) continue;
      const text = readFileSync(`${folder}/${name}`);
      if (text.length < 1024) continue;
      writeFileSync(`${folder}/${name}.gz`, gzipSync(text, { level: 9 }));
      writeFileSync(`${folder}/${name}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  },
};

export default defineConfig({
  root: at('portal/web'),
  base: '/',
  cacheDir: at('.build/vite'),
  plugins: [react(), compressed],
  // The form library's test registry, which we do not use, imports a validator that makes code from text; nothing may bring that in.
  // Ant Design's own form, of which only the frame around a field is used, brings a validator that would be part of every first load.
  resolve: { alias: { '@rjsf/validator-ajv8': at('portal/web/ui/form/no-ajv.ts'), '@rc-component/async-validator': at('portal/web/ui/form/no-async-validator.ts') } },
  // The server puts a fresh nonce in place of this text in every index.html it sends; Ant Design's injected styles carry it.
  html: { cspNonce: '%CSP_NONCE%' },
  build: {
    outDir: at('.build/web'),
    emptyOutDir: true,
    // Which part imports which: cli/embedded/web-load.ts counts by it. The portal serves nothing that begins with a dot.
    manifest: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1600,
    // Few parts: each file asked for costs the browser and the portal more than the bytes in it (docs/decisions/0258).
    // Zod and the setting that forbids it to compile are one part, so that no schema of another part is built before the setting is made.
    rolldownOptions: { preserveEntrySignatures: 'allow-extension', output: { codeSplitting: { includeDependenciesRecursively: false, groups: [
      { name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-jitless/, priority: 2 },
      { name: 'shell', tags: ['$initial'], test: (id) => !id.endsWith('main.tsx') && !id.endsWith('.html'), priority: 1 },
      // What most pages beside home are made of.
      // The pickers of days, 30 KB, are fetched where one is asked for.
      { name: 'kit', test: (id) => /node_modules[\\/](antd|@rc-component|@ant-design)[\\/]|portal[\\/]web[\\/]ui[\\/][^\\/]+$/.test(id) && !/[\\/](picker|date-picker|time-picker)[\\/]/.test(id), minShareCount: 3, priority: 0.5 },
      // What lists, tickets and the inbox share. Answers of a form bring its expressions, 60 KB, and questions are few: they stay by themselves.
      { name: 'ticket', test: (id) => /portal[\\/]web[\\/](ticket|work|file|view)[\\/]/.test(id) && !/(FormAnswers|QuestionList)\.tsx$/.test(id), minShareCount: 2, priority: 0.4 },
    ] } } },
  },
});
