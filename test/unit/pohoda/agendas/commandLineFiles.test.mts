import { describe, expect, test } from '@jest/globals';
import { batchFile, windowsName } from '../../../../core/pohoda/agendas/commandLineFiles';

describe('names for Windows, INI files and command lines', () => {
	test.each([
		['pohoda_ekasa-P1_2026-11-14.xml', 'pohoda_ekasa-P1_2026-11-14'],
		['Účtenky č. 12 (opravené).xml', 'Uctenky-c.-12-opravene'],
		['../../Windows/a.xml', 'a'],
		['C:\\x\\b.tar.xml', 'b.tar'],
		['a%PATH%&"b.xml', 'a-PATH-b'],
		['čeká na — vyřízení.xml', 'ceka-na-vyrizeni'],
		['con.xml', '_con'],
		['LPT1.a.xml', '_LPT1.a'],
		['...xml', 'pohoda'],
		['日本.xml', 'pohoda'],
		['', 'pohoda'],
		[`${'a'.repeat(300)}.xml`, 'a'.repeat(100)],
	])('%s', (given, name) => {
		expect(windowsName(given, 'pohoda')).toBe(name);
	});
});

test('a batch file fails where no answer was left', () => {
	const job = { program: 'P', arguments: [], command: '"P" /XML' };
	const text = (bytes: Uint8Array) => new TextDecoder('windows-1250').decode(bytes);
	expect(text(batchFile(job))).toBe('@echo off\r\nchcp 1250 >nul\r\n"P" /XML\r\n');
	expect(text(batchFile(job, 'C:\\Účty\\a.xml'))).toMatch(/\r\nif not exist "C:\\Účty\\a\.xml" \(\r\n {2}echo .*\r\n {2}exit \/b 1\r\n\)\r\n$/);
});
