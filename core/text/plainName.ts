/** Name or word without case, diacritics, spaces and signs: `Číselná řada` → `ciselnarada`. */
export function plainName(text: string): string {
	return text
		.normalize('NFD')
		.replace(/[^A-Za-z0-9]/g, '')
		.toLowerCase();
}
