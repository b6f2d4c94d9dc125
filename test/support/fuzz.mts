/** Sizes of random tests: those of every day find what a change breaks, FUZZ=full looks longer for what nobody has thought of. */
const FULL = process.env.FUZZ === 'full';

export const runs = (daily: number, full: number): number => (FULL ? full : daily);
