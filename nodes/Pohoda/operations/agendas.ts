/** Agendas of POHODA as resources: which operations each of them has. What differs between them is in core's tables. */
import type { AgendaName } from '../../../core/pohoda/agendas/index';
import type { Resource } from '../../shared/operation';
import { getManyOf } from '../list/agenda';
import type { WriteAction, WrittenAgenda } from '../write/entries';
import { writeOperation } from '../write/operation';

/** @param name with the Czech word in brackets */
function agenda(value: AgendaName & WrittenAgenda, name: string, description: string, operations: ReadonlyArray<WriteAction | 'getAll'>): Resource {
	const short = name.replace(/ \(.*/, '');
	const many = `${short.toLowerCase()}s`;
	const getMany = getManyOf(value, many);
	return {
		name,
		value,
		description,
		short,
		first: getMany,
		operations: operations.map((one) => (one === 'getAll' ? getMany : writeOperation(value, one, many))),
	};
}

const LIKE_CARDS = ['create', 'upsert', 'delete', 'getAll', 'update'] as const;

export const AGENDA_RESOURCES: readonly Resource[] = [
	agenda('cashDocument', 'Cash Document (Pokladní Doklad)', 'A receipt or expense of a cash register (pokladna)', ['create', 'getAll']),
	agenda('contact', 'Contact (Adresář)', 'A firm or person in the address book', LIKE_CARDS),
	agenda('goodsIssueNote', 'Goods Issue Note (Výdejka)', 'A document by which goods leave the store', ['create', 'getAll']),
	agenda('goodsReceivedNote', 'Goods Received Note (Příjemka)', 'A document by which goods come into the store', ['create', 'getAll']),
	agenda('invoice', 'Invoice (Faktura)', 'An issued or received invoice of any kind, with its state of payment', ['create', 'getAll']),
	agenda('offer', 'Offer (Nabídka)', 'An issued or received offer', ['create', 'getAll']),
	agenda('order', 'Order (Objednávka)', 'A received or issued order', ['create', 'delete', 'getAll']),
	agenda('stockItem', 'Stock Item (Zásoba)', 'A card of stock (skladová karta) with prices, quantity and what e-shops need', LIKE_CARDS),
	agenda('stockTransfer', 'Stock Transfer (Převodka)', 'A document by which goods move between stores', ['create', 'getAll']),
];
