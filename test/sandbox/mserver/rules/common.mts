/** type.xsd: types shared by all agendas. */
import { all, choice, sequence, text, type RuleTable } from './notation.mts';

export const VAT_RATES = 'none|high|low|third|historyHigh|historyLow|historyThird';
export const ROUNDINGS = 'none|math2one|math2half|math2tenth|math5cent|up2one|up2half|up2tenth|down2one|down2half|down2tenth';
const ROUNDING_VAT = 'none|math2tenthEveryItem|math2halfEveryItem|math2intEveryItem|noneEveryRate|math2tenthEveryRate|math2halfEveryRate|math2intEveryRate|up2tenthEveryItem|up2tenthEveryRate';

export const ref = 'ref?';

export const COMMON: RuleTable = {
	ref: all('typ', { id: 'integer:1..?', ids: 'string:19?', extId: 'extId?', valueType: 'enum:nullValue?' }),
	extId: all('typ', { ids: 'string:64', exSystemName: 'string:64', exSystemText: 'string?' }),
	number: all('typ', { id: 'integer:1..?', ids: 'string:19?', numberRequested: 'numberRequested?' }),
	numberRequested: text('string:1..32', { checkDuplicity: 'boolean?' }),
	accounting: all('typ', { id: 'integer:1..?', ids: 'string:19?', accountingType: 'enum:withoutAccounting?' }),
	classificationVAT: all('typ', { id: 'integer:1..?', ids: 'string:19?', classificationVATType: 'enum:inland|nonSubsume?' }),
	paymentType: all('typ', {
		id: 'integer:1..?',
		ids: 'string:32?',
		paymentType: 'enum:draft|cash|postal|delivery|creditcard|advance|encashment|cheque|compensation?',
	}),
	account: all('typ', { id: 'integer:1..?', ids: 'string:19?', accountNo: 'string:34?', bankCode: 'string:11?', extId: 'extId?' }),
	partner: sequence('typ', { id: 'integer:1..?', extId: 'extId*', address: 'address?', shipToAddress: 'shipTo*' }),
	address: all(
		'typ',
		{
			company: 'string:255?',
			division: 'string:32?',
			name: 'string:64?',
			city: 'string:45?',
			street: 'string:64?',
			zip: 'string:15?',
			ico: 'string:15?',
			dic: 'string:18?',
			VATPayerType: 'enum:payer|non-payer|identified-person|?',
			icDph: 'string:18?',
			country: ref,
			phone: 'string:40?',
			mobilPhone: 'string:24?',
			fax: 'string:24?',
			email: 'string:98?',
		},
		{ linkToAddress: 'xsdBoolean?' },
	),
	shipTo: all('typ', {
		id: 'integer:1..?',
		extId: 'string:64?',
		company: 'string:255?',
		division: 'string:32?',
		name: 'string:64?',
		city: 'string:45?',
		street: 'string:64?',
		zip: 'string:15?',
		country: ref,
		phone: 'string:40?',
		email: 'string:98?',
		defaultShipAddress: 'boolean?',
	}),
	stockItem: all('typ', { store: ref, stockItem: 'stockRef', serialNumber: 'string:48?', serialNumberExtId: 'extId?' }),
	stockRef: all(
		'typ',
		{ id: 'integer:1..?', ids: 'string:64?', extId: 'extId?', EAN: 'string:20?', PLU: 'integer?' },
		{ insertAttachStock: 'xsdBoolean?', applyUserSettingsFilterOnTheStore: 'xsdBoolean?' },
	),
	vatRate: text(`enum:${VAT_RATES}`, { value: 'double?' }),
	vatAmount: text('double', { rate: 'double?' }),
	homeItem: all('typ', { unitPrice: 'double?', price: 'double?', priceVAT: 'double?', priceSum: 'double?~' }),
	homeSummary: all('typ', {
		priceNone: 'double?',
		priceLow: 'double?',
		priceLowVAT: 'vatAmount?',
		priceLowSum: 'double?',
		priceHigh: 'double?',
		priceHighVAT: 'vatAmount?',
		priceHighSum: 'double?',
		price3: 'double?',
		price3VAT: 'vatAmount?',
		price3Sum: 'double?',
		round: 'round?',
	}),
	round: choice('typ', [{ priceRound: 'double' }, { rateVATround: 'double', priceRoundSum: 'double', priceRoundSumVAT: 'double' }]),
	validate: all('typ', { inStock: 'boolean?' }),
	sourceItem: all('typ', { sourceItemId: 'integer:1..?', sourceItemExtId: 'extId?' }),
};

/** What prodejkaSummary and voucherSummary share. */
export const SUMMARY = {
	roundingDocument: `enum:${ROUNDINGS}?`,
	roundingVAT: `enum:${ROUNDING_VAT}?`,
	calculateVAT: 'xsdBoolean?',
	typeCalculateVATInclusivePrice: 'enum:VATNewMethod|VATOriginalMethod?',
	homeCurrency: 'homeSummary?',
} as const;

/** What prodejkaItem and voucherItem share. */
export const ITEM = {
	id: 'integer:1..?~',
	extId: 'string:64?',
	parentCompStock: 'beyond?',
	text: 'string:90?',
	quantity: 'float?',
	unit: 'string:10?',
	coefficient: 'float?',
	payVAT: 'boolean?',
	rateVAT: 'vatRate?',
	percentVAT: 'float?',
	discountPercentage: 'float:-999..999?',
	homeCurrency: 'homeItem?',
	recyclingContrib: 'beyond?',
	note: 'string:90?',
	code: 'string:64?',
	stockItem: 'stockItem?',
	linkToStock: 'beyond?',
	accounting: ref,
	centre: ref,
	activity: ref,
	contract: ref,
	EETItem: 'enum:BezTypu|CestovniSluzba|Osvobozene|Poukaz|PouziteZakladni|PouziteSnizena1|PouziteSnizena2?',
	parameters: 'beyond?',
} as const;
