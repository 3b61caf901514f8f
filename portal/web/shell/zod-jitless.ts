/** Imported before anything that builds a schema: zod's compiled mode probes `new Function`, which the page's policy forbids. */
import { z } from 'zod';

z.config({ jitless: true });
