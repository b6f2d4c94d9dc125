import { describe, expect, test } from '@jest/globals';
import { duplicateFilter } from '../../../../core/pohoda/agendas/record';
import { EXAMPLE_CONTACT } from '../../../support/entityExamples.mts';
import { writeXml } from '../../../../core/xml/write';
import { reasons, written } from './support.mts';

const FIRM = { recordType: 'contact', key: 'k', company: 'Firma', companyId: '12345678' };

function xml(record: object, options = {}): string {
	return writeXml(written('contact', record, options));
}

describe('contacts', () => {
	test('create with the duplicate test by IČO', () => {
		const filter = duplicateFilter(EXAMPLE_CONTACT, 'companyId');
		expect(xml(EXAMPLE_CONTACT, { filter })).toBe(
			'<adb:addressbook version="2.0"><adb:actionType><adb:add><ftr:filter><ftr:ico>55967724</ftr:ico></ftr:filter></adb:add></adb:actionType><adb:addressbookHeader><adb:identity><typ:address>' +
				'<typ:company>ACO nábytkové prvky s.r.o.</typ:company><typ:name>Michal Dolejší</typ:name><typ:city>Opava 1</typ:city><typ:street>Jana Nerudy 6</typ:street><typ:zip>746 01</typ:zip><typ:ico>55967724</typ:ico>' +
				'<typ:dic>CZ55967724</typ:dic><typ:country><typ:ids>CZ</typ:ids></typ:country></typ:address><typ:shipToAddress><typ:company>ACO sklad</typ:company><typ:city>Opava</typ:city><typ:street>Skladová 2</typ:street>' +
				'<typ:zip>746 01</typ:zip><typ:defaultShipAddress>true</typ:defaultShipAddress></typ:shipToAddress></adb:identity><adb:phone>553 387 734</adb:phone><adb:email>info@aco.cz</adb:email><adb:adGroup>Obchod</adb:adGroup>' +
				'<adb:priceIDS>Sleva 1</adb:priceIDS><adb:maturity>30</adb:maturity><adb:paymentType><typ:ids>příkazem</typ:ids></adb:paymentType><adb:number><typ:numberRequested>26AD00008</typ:numberRequested></adb:number>' +
				'<adb:p1>true</adb:p1><adb:p2>true</adb:p2></adb:addressbookHeader><adb:addressbookAccount><adb:accountItem><adb:accountNumber>705-57624201</adb:accountNumber><adb:bankCode>5500</adb:bankCode>' +
				'<adb:defaultAccount>true</adb:defaultAccount></adb:accountItem></adb:addressbookAccount></adb:addressbook>',
		);
	});

	test('an update changes known shipping addresses and accounts, and adds new ones', () => {
		const text = xml(
			{ ...EXAMPLE_CONTACT, shippingAddresses: [...(EXAMPLE_CONTACT.shippingAddresses ?? []), { name: 'Nový' }] },
			{ action: 'update', filter: { companyId: '55967724' } },
		);
		expect(text).toContain(
			'<typ:shipToAddress><typ:actionType><typ:update><ftr:filter><ftr:id>1</ftr:id></ftr:filter></typ:update></typ:actionType><typ:company>ACO sklad',
		);
		expect(text).toContain('<typ:shipToAddress><typ:name>Nový</typ:name></typ:shipToAddress>');
		expect(text).toContain(
			'<adb:accountItem><adb:actionType><typ:update><ftr:filter><ftr:id>2</ftr:id></ftr:filter></typ:update></adb:actionType><adb:accountNumber>',
		);
	});

	test('duplicate test by name: the firm, else the person; none without them', () => {
		expect(duplicateFilter({ company: 'Firma', name: 'Jan' }, 'name')).toEqual({ company: 'Firma' });
		expect(duplicateFilter({ company: ' ', name: 'Jan' }, 'name')).toEqual({ name: 'Jan' });
		expect(duplicateFilter({ name: '' }, 'name')).toBeUndefined();
		expect(duplicateFilter({ name: 'Jan' }, 'companyId')).toBeUndefined();
	});

	test('refusals', () => {
		expect(
			reasons('contact', {
				...FIRM,
				company: undefined,
				groups: ['a,b'],
				dueDays: 99_999,
				email: 'a\nb',
				vatPayer: 'yes',
				bankAccounts: [{ bankCode: '0100' }],
			}),
		).toEqual([
			'The group or key "a,b" has a comma in it; POHODA would make two of it.',
			'The contact has neither a firm (company) nor a name.',
			'vatPayer is "yes"; POHODA knows payer, non-payer, identified-person.',
			'e-mail has a line break or tab in it: "a\nb".',
			'dueDays is 99999; POHODA takes -32768 to 32767.',
			'bank account 1: number of the account is missing. Give the number of the account.',
		]);
		expect(reasons('contact', FIRM, { action: 'update', filter: { name: 'x'.repeat(33) } })).toEqual([
			`filter: name has 33 characters, POHODA takes 32: "${'x'.repeat(33)}…". A code cannot be shortened.`,
		]);
		expect(reasons('contact', FIRM, { action: 'update', filter: { externalId: { id: '', system: 's' } } })).toContain(
			'filter: system of the external id needs externalId.id beside it.',
		);
		expect(reasons('contact', { recordType: 'contact', key: 'k' }, { action: 'update', filter: { id: '1' } })).toEqual([
			'There is nothing to send: the record has no field that POHODA takes.',
		]);
	});
});
