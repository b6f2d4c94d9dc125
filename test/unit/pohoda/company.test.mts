import { describe, expect, test } from '@jest/globals';
import { readStatus, StatusError } from '../../../core/pohoda/company';
import { XmlError } from '../../../core/xml/errors';
import { thrown } from '../xml/bytes.mts';

describe('the status of mServer', () => {
	test('with and without company detail, wherever the elements stand', async () => {
		expect(
			await readStatus('<?xml version="1.0" encoding="Windows-1250"?><mServer><status>idle</status></mServer>'),
		).toEqual({ status: 'idle' });
		const detail =
			'<mServer version="1.0"><status>working</status><companyDetail><company>Kavárna Jiřího s.r.o.</company><databaseName>StwPh_12345678_2026.mdb</databaseName><year>2026</year><period>2026-01-01</period></companyDetail></mServer>';
		const expected = {
			status: 'working',
			company: 'Kavárna Jiřího s.r.o.',
			database: 'StwPh_12345678_2026.mdb',
			year: '2026',
			period: '2026-01-01',
			ico: '12345678',
		};
		expect(await readStatus(detail)).toEqual(expected);
		expect(await readStatus(detail.replace('<companyDetail>', '').replace('</companyDetail>', ''))).toEqual(
			expected,
		);
		expect(
			await readStatus(
				detail.replace(/<(\/?)(\w)/g, '<$1m:$2').replace('<m:mServer', '<m:mServer xmlns:m="urn:stormware"'),
			),
		).toEqual(expected);
	});

	test('in Windows-1250 bytes', async () => {
		const bytes = Buffer.concat([
			Buffer.from('<?xml version="1.0" encoding="Windows-1250"?><mServer><company>'),
			Buffer.from([0x8e, 0xe1, 0x6b]),
			Buffer.from('</company></mServer>'),
		]);
		expect(await readStatus(bytes)).toEqual({ company: 'Žák' });
	});

	test('databases of SQL and foreign names', async () => {
		const named = async (name: string) =>
			(await readStatus(`<mServer><databaseName>${name}</databaseName></mServer>`)).ico;
		expect(await named('StwPh_87654321_2026')).toBe('87654321');
		expect(await named('Demo')).toBeUndefined();
	});

	test('plain text of old releases means that it is there', async () => {
		expect(await readStatus('Response from POHODA mServer')).toEqual({});
	});

	test('what is something else says so', async () => {
		expect((await thrown(readStatus('<!DOCTYPE html><html></html>'))).code).toBe('html');
		expect(await thrown(readStatus(''))).toBeInstanceOf(XmlError);
		expect(await thrown(readStatus('OK'))).toBeInstanceOf(StatusError);
		expect((await thrown(readStatus('<rss><a/></rss>'))).message).toContain('answers with <rss>');
		expect(
			(await thrown(readStatus('<rsp:responsePack xmlns:rsp="urn:x" note="Špatné heslo"/>'))).message,
		).toContain('Špatné heslo');
		expect(await thrown(readStatus('<mServer><status>idle</status>'))).toBeInstanceOf(XmlError);
	});
});
