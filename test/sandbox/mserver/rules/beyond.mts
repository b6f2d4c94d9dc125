/**
 * Elements that POHODA's schemas have and that this stand-in does not do. It refuses them instead of ignoring them: what
 * it takes has its effect, or stands in the record as it was sent.
 */
export const BEYOND: ReadonlySet<string> = new Set([
	// Raw SQL: never to be written.
	'ftr:queryFilter',
	// What EET answered: its required PKP and BKP are of the EET of 2016 to 2022. And signs of the Slovak eKasa.
	'typ:detailEET',
	'pro:eKasa',
	'pro:eKasaItem',
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
