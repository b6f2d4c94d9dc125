/**
 * Elements that POHODA's schemas have and that this stand-in does not do. It refuses them instead of ignoring them: what
 * it takes has its effect, or stands in the record as it was sent.
 */
export const BEYOND: ReadonlySet<string> = new Set([
	// Raw SQL: never to be written.
	'ftr:queryFilter',
	// Signs of the abolished EET and of the Slovak eKasa.
	'pro:EET',
	'pro:eKasa',
	'pro:eKasaItem',
	'vch:EET',
	// Files, and printing at import.
	...['adb', 'stk', 'ord', 'inv', 'ofr', 'pro', 'vch', 'vyd', 'pri', 'pre'].flatMap((prefix) => [`${prefix}:attachments`, `${prefix}:print`]),
	...['ord', 'inv', 'ofr', 'pro', 'vch', 'vyd', 'pri', 'pre'].flatMap((prefix) => [
		// Items made of the items of another document.
		`${prefix}:link`,
		`${prefix}:linkToStock`,
		`${prefix}:parentCompStock`,
		`${prefix}:recyclingContrib`,
	]),
	'vch:voucherLiquidationItem',
	'vch:foreignCurrency',
	'inv:correctiveDocument',
	'adb:GDPRItems',
	'prn:sendMail',
	'prn:isdoc',
]);
