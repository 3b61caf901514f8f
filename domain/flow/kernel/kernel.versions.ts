/** What version a run's state has, and what behaviour of the kernel it was started with. */
/** Version of the shape of saved states; kernel.state.ts reads them back. */
export const stateVersion = 1;
/**
 * Versions of the kernel's behaviour, oldest first. A run keeps the one it started with.
 * 1.1.0: a partial join that ends its missing ways also ends who is at it already and has not been counted; a run that is too large can be worked down, and what is
 * set aside has room of its own.
 * 1.2.0: what is taken back in a part that begins by an event is also what was done in the scope it lies in.
 */
export const kernelVersions = ['1.0.0', '1.1.0', '1.2.0'] as const;
export type KernelVersion = (typeof kernelVersions)[number];
export const kernelVersion: KernelVersion = '1.2.0';
