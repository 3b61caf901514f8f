/** The API's description of itself, for machines. */
import { z } from 'zod';
import { route } from './route.ts';

export const openApiRoutes = {
  'openapi.read': route({ method: 'GET', path: '/api/openapi.json', summary: 'This description: OpenAPI 3.1', access: 'public', response: z.looseObject({ openapi: z.string() }) }),
};
