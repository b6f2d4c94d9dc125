/** Workflow 7 in a real n8n: customers of the shop and contacts of POHODA, both ways, nothing back and forth. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopCredential, startWooCommerce, type WooCommerce } from './support/eshop.mts';
import { fill, messageOf } from './support/people.mts';
import { pohoda } from './support/oneNode.mts';
import { Stage } from './support/stage.mts';

let shop: WooCommerce;
let stage: Stage;

const run = async (what: 'Preview' | 'Send' = 'Send') => messageOf(await fill(stage, 'customers-run-now', { 'What to do': what }));
const customer = (email: string) => [...shop.state.customers.values()].find((one) => one.email === email)!;
const contacts = async () => await pohoda<{ id: string; name?: string; company?: string; city?: string; email?: string }>(stage, { resource: 'contact', operation: 'getAll', returnAll: true, simplify: true, outputAs: 'items', filters: {}, options: {} });
const contact = async (email: string) => (await contacts()).find((one) => one.email === email)!;
const change = async (email: string, fields: object) => {
	const { id } = await contact(email);
	const [result] = await pohoda<{ outcome: string }>(stage, { resource: 'contact', operation: 'update', recordSource: 'items', matchBy: 'id', options: {} }, [{ recordType: 'contact', source: 'pohoda', id, ...fields }]);
	expect(result).toMatchObject({ outcome: 'updated' });
};
const writes = () => shop.state.requests.filter(({ method }) => method !== 'GET').length + stage.mserver.state.counters.imports;

beforeAll(async () => {
	shop = await startWooCommerce();
	stage = await Stage.open({ credentials: shopCredential(shop) });
	await stage.activate('7-customers');
	shop.state.register({ email: 'zofie@example.cz', first_name: 'Žofie', last_name: 'Říhová', billing: { first_name: 'Žofie', last_name: 'Říhová', address_1: 'Údolní 53', city: 'Brno', postcode: '602 00', country: 'CZ', phone: '+420 777 123 456' } });
	shop.state.register({ email: 'prazdny@example.cz' });
	const firm = { recordType: 'contact', source: 'hand', id: '1', company: 'Kavárna U Mostu s.r.o.', name: 'Eva Malá', street: 'Nábřeží 1', city: 'Písek', zip: '397 01', email: 'kavarna@example.cz', groups: ['E-shop'] };
	const twin = (id: string) => ({ recordType: 'contact', source: 'hand', id, company: `Dvojník ${id}`, email: 'dvojnik@example.cz' });
	await pohoda(stage, { resource: 'contact', operation: 'create', recordSource: 'items', matchBy: 'externalId', options: {} }, [firm, twin('2'), twin('3')]);
	shop.state.register({ email: 'dvojnik@example.cz', billing: { first_name: 'Jan', last_name: 'Dvojník', city: 'Tábor' } });
});

afterAll(async () => {
	await stage?.close();
	await shop?.close();
});

test('a preview says what would be done and does nothing', async () => {
	const before = writes();
	expect(await run('Preview')).toContain('1 would be new in the shop, 1 would be new in POHODA');
	expect(writes()).toBe(before);
});

test('who is missing is made on the other side, once; an e-mail of two contacts is told and left alone', async () => {
	expect(await run()).toMatch(/1 new in the shop, 1 new in POHODA[\s\S]*dvojnik@example\.cz stands with 2 contacts/);
	expect(await contact('zofie@example.cz')).toMatchObject({ name: 'Žofie Říhová', city: 'Brno' });
	expect(customer('kavarna@example.cz').billing).toMatchObject({ company: 'Kavárna U Mostu s.r.o.', first_name: 'Eva', last_name: 'Malá', address_1: 'Nábřeží 1', city: 'Písek', postcode: '397 01' });
	expect(customer('dvojnik@example.cz').billing.city).toBe('Tábor');
	// The second run notes on what both agree; after that there is nothing left to write.
	await run();
	const before = writes();
	expect(await run()).toContain('Everybody agrees');
	expect(writes()).toBe(before);
	expect(await contacts()).toHaveLength(4);
});

test('a change in the shop goes to POHODA and does not come back', async () => {
	customer('zofie@example.cz').billing.city = 'Olomouc';
	expect(await run()).toContain('1 changed in POHODA');
	expect(await contact('zofie@example.cz')).toMatchObject({ city: 'Olomouc' });
	await run();
	const before = writes();
	await run();
	expect([writes() - before, customer('zofie@example.cz').billing.city]).toEqual([0, 'Olomouc']);
});

test('a change in POHODA goes to the shop, and POHODA wins where both were changed', async () => {
	await change('kavarna@example.cz', { city: 'Strakonice' });
	customer('zofie@example.cz').billing.city = 'Zlín';
	await change('zofie@example.cz', { city: 'Třebíč' });
	expect(await run()).toContain('2 changed');
	expect([customer('kavarna@example.cz').billing.city, customer('zofie@example.cz').billing.city]).toEqual(['Strakonice', 'Třebíč']);
	const before = writes();
	expect(await run()).toContain('Everybody agrees');
	expect([writes() - before, (await contact('zofie@example.cz')).city]).toEqual([0, 'Třebíč']);
});

test('a lost answer of the shop is made good by the next run', async () => {
	await change('kavarna@example.cz', { city: 'Vodňany' });
	shop.faults.add({ kind: 'drop', method: 'PUT', count: 1 });
	await run();
	shop.faults.clear();
	await run();
	expect(customer('kavarna@example.cz').billing.city).toBe('Vodňany');
	expect([...shop.state.customers.values()].filter(({ email }) => email === 'kavarna@example.cz')).toHaveLength(1);
});
