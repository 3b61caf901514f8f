/** Types of server-code.mjs, for the TypeScript that starts processes. */
export interface ServerCode {
  worker: string;
  portal: string;
  device: string;
  cli: string;
}

export declare function serverCode(project: string, say?: (line: string) => void): Promise<ServerCode>;
