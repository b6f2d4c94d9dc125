import { describe, expect, test } from '@jest/globals';
import { baseUrl, commonHeaders, headerText, mServerOf } from '../../../nodes/shared/pohoda/address';
import { isWebPage, isXml, replyOfFailure, replyOfStatus } from '../../../nodes/shared/pohoda/reply';
import { readStatus } from '../../../core/pohoda/company';
import { describeUnit, icoMatches, periodOf, wrongUnit } from '../../../nodes/shared/pohoda/status';
import { encodeWindows1250 } from '../../../core/text/windows1250';

const bytes = (text: string) => encodeWindows1250(text, { missing: 'refuse' }).bytes;

describe('address', () => {
	test.each([
		['http://127.0.0.1:444', 'http://127.0.0.1:444'],
		[' http://127.0.0.1:444/ ', 'http://127.0.0.1:444'],
		['http://10.0.0.5:444/xml', 'http://10.0.0.5:444'],
		['http://10.0.0.5:444/XML/', 'http://10.0.0.5:444'],
		['https://pohoda.example/m/xml', 'https://pohoda.example/m'],
		['10.0.0.5:444/status?companyDetail', 'http://10.0.0.5:444'],
	])('%s → %s', (given, expected) => expect(baseUrl(given)).toBe(expected));

	test('header values are plain ASCII', () => {
		expect(headerText('Příliš žluťoučký\nkůň 🐎')).toBe('Prilis zlutouckykun ');
		const server = mServerOf({ url: 'x', ico: ' 12345678 ', instance: 'Brno – střed' });
		expect(server.ico).toBe('12345678');
		expect(commonHeaders(server)['STW-Instance']).toBe('Brno  stred');
		expect(commonHeaders(mServerOf({}))).not.toHaveProperty('STW-Instance');
	});

	test('the password does not leave the credential', () => {
		expect(JSON.stringify(mServerOf({ url: 'x', user: 'u', password: 'secret' }))).not.toContain('secret');
	});
});

describe('what a reply means', () => {
	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])('%s: nothing was sent', (code) => {
		expect(replyOfFailure(code, 'x').kind).toBe('unreachable');
	});

	test.each(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'SOMETHING_NEW', undefined])(
		'%s: it may have been processed',
		(code) => expect(replyOfFailure(code, 'socket hang up').kind).toBe('unclear'),
	);

	test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
		'%s: a person must act',
		(code) => expect(replyOfFailure(code, 'x')).toMatchObject({ kind: 'denied', hint: expect.stringContaining('Ignore SSL') }),
	);

	test.each([
		[200, 'ok'],
		[503, 'unreachable'],
		[429, 'unreachable'],
		[400, 'denied'],
		[413, 'denied'],
		[408, 'unclear'],
		[500, 'unclear'],
		[504, 'unclear'],
		[302, 'denied'],
		[401, 'denied'],
		[403, 'denied'],
		[404, 'denied'],
	])('HTTP %d → %s', (status, kind) => {
		expect(replyOfStatus(status, new Uint8Array()).kind).toBe(kind);
	});

	test('only a wrong address is told to check the address', () => {
		const hints = [404, 400, 413].map((status) => replyOfStatus(status, new Uint8Array())).map((reply) => (reply as { hint?: string }).hint);
		expect(hints).toEqual([expect.stringContaining('without /xml'), expect.stringContaining('proxy'), expect.stringContaining('Pack Size')]);
	});

	test('the charset of the answer', () => {
		for (const [type, charset] of [['text/xml; charset=windows-1250', 'windows-1250'], ['text/xml;charset="UTF-8"', 'UTF-8'], ['text/xml', undefined]]) {
			expect((replyOfStatus(200, new Uint8Array(), { 'content-type': type }) as { data?: { charset?: string } }).data?.charset).toBe(charset);
		}
	});

	test('web pages and XML are told apart', () => {
		expect(isWebPage(bytes('<!DOCTYPE html><html></html>'))).toBe(true);
		expect(isWebPage(bytes('\r\n <?xml version="1.0"?><!-- x --><html xmlns="…">'))).toBe(true);
		expect(isXml(bytes('<?xml version="1.0" encoding="Windows-1250"?><rsp:responsePack/>'))).toBe(true);
		expect(isXml(bytes('Přihlášení'))).toBe(false);
		expect(isXml(new Uint8Array())).toBe(false);
	});
});

describe('status of the unit', () => {
	const detail = (inner: string) =>
		bytes(`<?xml version="1.0" encoding="Windows-1250"?><mServer><name>mServer</name><status>idle</status>${inner}</mServer>`);

	test('company detail with the names that connectors report', async () => {
		const status = await readStatus(
			detail(
				'<companyDetail><company>Květinářství Šťastná</company><databaseName>StwPh_12345678_2026.mdb</databaseName><year>2026</year><period>1.1.2026 - 31.12.2026</period></companyDetail>',
			),
		);
		expect(describeUnit(status)).toBe('Květinářství Šťastná, IČO 12345678, database StwPh_12345678_2026.mdb');
		expect(periodOf(status)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
		expect(icoMatches(status, '12345678')).toBe(true);
	});

	test.each([
		[{ period: '2026-04-01 - 2027-03-31', year: '2026' }, { from: '2026-04-01', to: '2027-03-31' }],
		[{ period: 'od 1. 4. 2026 do 31. 3. 2027' }, { from: '2026-04-01', to: '2027-03-31' }],
		[{ period: '2026', year: '2026' }, { from: '2026-01-01', to: '2026-12-31' }],
		[{ database: 'StwPh_00012345_2025' }, { from: '2025-01-01', to: '2025-12-31' }],
		[{ period: '31.2.2026 - 1.3.2026' }, undefined],
		[{ database: 'Demo' }, undefined],
		[{}, undefined],
	])('period of %j', (status, period) => expect(periodOf(status)).toEqual(period));

	test('the unit is compared by IČO, leading zeros and spaces apart', () => {
		expect(icoMatches({ ico: '12345678' }, '12345678')).toBe(true);
		expect(icoMatches({ ico: '123456' }, '00 123 456')).toBe(true);
		expect(icoMatches({ ico: '12345678' }, '87654321')).toBe(false);
		expect(icoMatches({}, '12345678')).toBeUndefined();
		const { reason } = wrongUnit({ company: 'Jiná s.r.o.', ico: '87654321' }, '12345678');
		expect(reason).toContain('Jiná s.r.o., IČO 87654321');
		expect(reason).toContain('expects IČO 12345678');
	});
});
