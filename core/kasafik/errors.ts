/** The file is no item list of KASA FIK, or damaged: what and what to do. Nothing of it may be used. */
export class ItemsCsvError extends Error {
	override readonly name = 'ItemsCsvError';
}
