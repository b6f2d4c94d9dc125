// An update that empties fields: which ones, what goes to POHODA, and what does not.
import { describe, expect, test } from '@jest/globals';
import { changesOf } from '../../../../core/pohoda/agendas/changes';
import { emptiableFields } from '../../../../core/pohoda/agendas/emptying';
import { AGENDAS } from '../../../../core/pohoda/agendas/index';
import { writeRecord } from '../../../../core/pohoda/agendas/record';
import { writeXml } from '../../../../core/xml/write';

const UPDATE = { action: 'update', filter: { id: '7' }, cutLongTexts: false, missingCharacters: 'refuse' } as const;
const UPDATED = ['stockItem', 'contact'] as const;

const xml = (agenda: (typeof UPDATED)[number], record: object, empty: readonly string[]): string => {
	const written = writeRecord(AGENDAS[agenda], record, { ...UPDATE, empty });
	if (!written.ok) throw new Error(written.reasons.join(' '));
	return writeXml(written.node);
};

test('texts and codes can be emptied, what names the record cannot', () => {
	expect(emptiableFields(AGENDAS.contact)).toEqual(expect.arrayContaining(['phone', 'email', 'note', 'street', 'vatId', 'groups', 'message']));
	expect(emptiableFields(AGENDAS.stockItem)).toEqual(expect.arrayContaining(['note', 'description', 'eans', 'producer', 'shop.availability', 'unit']));
	for (const name of ['code', 'name', 'id', 'weight', 'vatRate', 'warehouse', 'storage', 'forSale', 'centre']) expect(emptiableFields(AGENDAS.stockItem)).not.toContain(name);
	for (const name of ['dueDays', 'birthDate', 'centre', 'country', 'customer', 'paymentForm', 'number']) expect(emptiableFields(AGENDAS.contact)).not.toContain(name);
	for (const agenda of ['order', 'invoice', 'offer'] as const) expect(emptiableFields(AGENDAS[agenda])).toEqual([]);
});

test('only the root of the record is emptied, and a value wins', () => {
	const contact = { city: 'Brno', shippingAddresses: [{ company: 'Sklad', street: 'Dlouhá 1' }] };
	const written = xml('contact', contact, ['phone', 'street', 'city']);
	expect(written).toMatch(/<adb:phone(\/>|><\/adb:phone>)/);
	expect(written.match(/<typ:street(\/>|><\/typ:street>)/g)).toHaveLength(1);
	expect(written).toContain('<typ:city>Brno</typ:city>');
	expect(written).toContain('<typ:street>Dlouhá 1</typ:street>');
});

test('what cannot be emptied is a reason that names what can', () => {
	const written = writeRecord(AGENDAS.contact, {}, { ...UPDATE, empty: ['dueDays'] });
	expect(written).toMatchObject({ ok: false, reasons: [expect.stringMatching(/^dueDays cannot be emptied: .*phone/)] });
	expect(xml('stockItem', {}, ['note'])).not.toContain('stk:description');
});

describe('changes', () => {
	const existing = { id: '7', phone: '777', note: '', groups: ['VIP'], city: 'Brno' };
	const changes = (wanted: object, empty: string[]) => changesOf(AGENDAS.contact, { source: 'pohoda', ...wanted }, existing, { ...UPDATE, empty });

	test('what is there is emptied; what is empty already is no change', () => {
		expect(changes({}, ['phone', 'note', 'groups', 'web'])).toMatchObject({ ok: true, names: ['groups', 'phone'], emptied: ['phone', 'groups'], record: {} });
		expect(changes({}, ['note'])).toMatchObject({ ok: true, names: [] });
	});

	test('a value that is given is not emptied', () => {
		expect(changes({ phone: '888', groups: ['A'] }, ['phone', 'groups'])).toMatchObject({ names: ['groups', 'phone'], emptied: [], record: { phone: '888', groups: ['A'] } });
		expect(changes({ phone: '777' }, ['phone'])).toMatchObject({ names: [], emptied: [] });
	});
});
