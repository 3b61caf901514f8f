/** Types of packages.mjs. */
export declare function nodeLack(version?: string): 'too old' | null;
export declare function packagesLack(project: string): 'missing' | 'too old' | null;
export declare function ensurePackages(project: string, say: (line: string) => void): number;
