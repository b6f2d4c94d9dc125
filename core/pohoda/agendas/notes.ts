/** Výdejka, příjemka, převodka, nabídka (vydejka.xsd, prijemka.xsd, prevodka.xsd, offer.xsd). */
import { DOCUMENT } from '../../records/document';
import { OFFER as RECORD } from '../../records/notes';
import { documentList, type Agenda } from './agenda';
import { documentTable, lines, needPartner, needText, numbering, STOCK_ROWS } from './documentParts';
import { cost, externalIds, itemLink, labels, links, parameters, partner, payment } from './parts';
import { choice, code, day, flag, id, number, ref, text, time, told, type Table } from './table';

const DAY = { required: 'POHODA needs the day of the document.' };
const linked = [told(links('linkedTo', 'linkedDocuments'))];

export const GOODS_ISSUE_NOTE: Agenda = {
	name: 'goodsIssueNote',
	label: 'goods issue note (výdejka)',
	prefix: 'vyd',
	root: 'vydejka',
	table: documentTable({
		prefix: 'vyd',
		root: 'vydejka',
		before: [links('links', 'links')],
		header: [
			told(id('id', 'id')),
			externalIds('extId', 1),
			told(choice('cancelled', 'storno', DOCUMENT.cancelled.words)),
			...numbering(),
			day('date', 'date', DAY),
			code('orderNumber', 'numberOrder', 32),
			day('orderDate', 'dateOrder'),
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			code('pairingSymbol', 'symPar', 20),
			...ref('priceLevel', 'priceLevel'),
			...payment('paymentType'),
			...ref('cashRegister', 'kasa', 19, { label: 'till (kasa)' }),
			told(flag('executed', 'isExecuted')),
			told(flag('delivered', 'isDelivered')),
			...cost(''),
			...ref('carrier', 'carrier', 20),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
			flag('checkStock', 'validate/typ:inStock'),
		],
		lines: lines('vyd', ['link', 'linked', 'transferred', 'coefficient', 'foreign', 'guarantee', 'cost', 'expires']),
		summary: 'foreign',
		after: linked,
		beforeWrite: needText,
	}),
	list: documentList('Vydejka', 'vydejka'),
	actions: ['create'],
};

export const GOODS_RECEIVED_NOTE: Agenda = {
	name: 'goodsReceivedNote',
	label: 'goods received note (příjemka)',
	prefix: 'pri',
	root: 'prijemka',
	table: documentTable({
		prefix: 'pri',
		root: 'prijemka',
		before: [links('links', 'links')],
		header: [
			told(id('id', 'id')),
			told(choice('cancelled', 'storno', DOCUMENT.cancelled.words)),
			...numbering(),
			day('date', 'date', DAY),
			day('receivedOn', 'dateOfReceipt'),
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			code('pairingSymbol', 'symPar', 20),
			told(flag('executed', 'isExecuted')),
			told(flag('delivered', 'isDelivered')),
			...cost(''),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
			flag('checkStock', 'validate/typ:inStock'),
		],
		lines: lines('pri', ['link', 'linked', 'coefficient', 'foreign', 'cost', 'expires']),
		summary: 'foreign',
		after: linked,
		beforeWrite: needText,
	}),
	list: documentList('Prijemka', 'prijemka'),
	actions: ['create'],
};

/** A transfer's line has no price, no text and no VAT: it moves a card. */
const TRANSFER_LINE: Table = {
	prefix: 'pre',
	rows: [
		...itemLink('link'),
		number('quantity', 'quantity', { required: 'Say how many are moved.' }),
		...STOCK_ROWS,
		text('note', 'note', 90),
		parameters('parameters'),
	],
	afterRead: (line) => {
		const card = (line.stock as Record<string, unknown> | undefined)?.code;
		if (card !== undefined) line.code = card;
	},
	beforeWrite: (line, { check, place }) => {
		if (line.stock === undefined && line.link === undefined) {
			check.refuse(`${place}stock is missing: a transfer moves cards only.`);
		}
		return {};
	},
};

export const STOCK_TRANSFER: Agenda = {
	name: 'stockTransfer',
	label: 'stock transfer (převodka)',
	prefix: 'pre',
	root: 'prevodka',
	table: documentTable({
		prefix: 'pre',
		root: 'prevodka',
		before: [links('links', 'links')],
		header: [
			told(id('id', 'id')),
			...numbering(),
			day('date', 'date', DAY),
			time('time', 'time'),
			day('receivedOn', 'dateOfReceipt'),
			time('receivedTime', 'timeOfReceipt'),
			code('pairingSymbol', 'symPar', 20),
			...ref('targetStore', 'store', 19, {
				label: 'target store (sklad)',
				required: 'Name the store that the goods go to.',
			}),
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			...ref('sourceCentre', 'centreSource', 19, { label: 'source centre (středisko)' }),
			...ref('targetCentre', 'centreDestination', 19, { label: 'target centre (středisko)' }),
			...ref('activity', 'activity', 19, { label: 'activity (činnost)' }),
			...ref('contract', 'contract', 19, { label: 'contract (zakázka)' }),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			parameters('parameters'),
			flag('checkStock', 'validate/typ:inStock'),
		],
		lines: TRANSFER_LINE,
		summary: 'none',
		beforeWrite: needText,
	}),
	list: documentList('Prevodka', 'prevodka'),
	actions: ['create'],
};

export const OFFER: Agenda = {
	name: 'offer',
	label: 'offer (nabídka)',
	prefix: 'ofr',
	root: 'offer',
	table: documentTable({
		prefix: 'ofr',
		root: 'offer',
		header: [
			told(id('id', 'id')),
			externalIds('extId', 1),
			choice('type', 'offerType', RECORD.type.words, { required: 'Say whether it is issued or received.' }),
			...numbering(),
			day('date', 'date', DAY),
			day('validTill', 'validTill'),
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			...payment('paymentType'),
			...ref('priceLevel', 'priceLevel'),
			...cost(''),
			flag('permanent', 'permanentDocument'),
			flag('executed', 'isExecuted'),
			told(flag('delivered', 'isDelivered')),
			text('details', 'details'),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
		],
		lines: lines('ofr', ['transferred', 'coefficient', 'foreign', 'cost']),
		summary: 'foreign',
		beforeWrite: needPartner,
	}),
	list: documentList('Offer', 'offer', { attribute: 'offerType', words: RECORD.type.words, required: false }),
	actions: ['create'],
};
