/** Whether an address belongs to this machine only. Names are not looked up: only "localhost" counts. */

/** Host without port, with or without brackets. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name) || /^::ffff:127(\.\d{1,3}){3}$/.test(name);
}

/** The host part of a Host header. */
export const hostOf = (header: string): string => header.replace(/:\d+$/, '');
