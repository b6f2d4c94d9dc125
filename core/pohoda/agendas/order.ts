/** Objednávka přijatá a vydaná (order.xsd). POHODA creates and deletes orders; it does not change them by XML. */
import { ORDER as RECORD } from '../../records/order';
import { documentList, type Agenda } from './agenda';
import { documentTable, lines, needPartner, numbering } from './documentParts';
import { cost, externalIds, labels, links, parameters, partner, payment } from './parts';
import { choice, code, day, flag, id, ref, text, told } from './table';

export const ORDER: Agenda = {
	name: 'order',
	label: 'order (objednávka)',
	prefix: 'ord',
	root: 'order',
	table: documentTable({
		prefix: 'ord',
		root: 'order',
		before: [links('links', 'links')],
		header: [
			told(id('id', 'id')),
			externalIds('extId', 1),
			choice('type', 'orderType', RECORD.type.words, { required: 'Say whether it is received or issued.' }),
			told(choice('cancelled', 'storno', ['cancelledDocument'])),
			...numbering(),
			code('customerOrderNumber', 'numberOrder', 32),
			day('date', 'date', { required: 'POHODA needs the day of the order.' }),
			day('deliveryDate', 'dateDelivery'),
			day('dateFrom', 'dateFrom'),
			day('dateTill', 'dateTo'),
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			...payment('paymentType'),
			...ref('priceLevel', 'priceLevel'),
			flag('executed', 'isExecuted'),
			told(flag('delivered', 'isDelivered')),
			flag('reserved', 'isReserved'),
			told(id('refs.shop', 'iShop/typ:id')),
			told(text('shopName', 'iShopName', 35)),
			told(day('cancelledOn', 'dateCancellation')),
			...cost(''),
			flag('permanent', 'permanentDocument'),
			text('note', 'note'),
			...ref('carrier', 'carrier', 20),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
		],
		lines: lines('ord', ['link', 'linked', 'delivered', 'coefficient', 'foreign', 'cost']),
		summary: 'foreign',
		after: [told(links('linkedTo', 'linkedDocuments'))],
		beforeWrite: needPartner,
	}),
	list: documentList('Order', 'order', { attribute: 'orderType', words: RECORD.type.words, required: true }),
	actions: ['create', 'delete'],
};
