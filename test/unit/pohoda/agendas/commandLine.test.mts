import { describe, expect, test } from '@jest/globals';
import { buildMPohodaJob, buildXmlJob, type XmlJob } from '../../../../core/pohoda/agendas/commandLine';

const JOB: XmlJob = {
	program: 'C:\\Program Files (x86)\\STORMWARE\\POHODA',
	iniFile: 'C:\\Sync\\xml_imp.ini',
	database: 'StwPh_12345678_2026.mdb',
	input: { file: 'C:\\Sync\\Účtenky\\in.xml' },
	responseFile: 'C:\\Sync\\out.xml',
};

function reasons(change: Partial<XmlJob>): string[] {
	const job = buildXmlJob({ ...JOB, ...change });
	return job.ok ? [] : job.reasons;
}

describe('jobs for Pohoda.exe', () => {
	test('INI in windows-1250 with CRLF; the login is named, never written', () => {
		const job = buildXmlJob(JOB);
		if (!job.ok) throw new Error(job.reasons.join());
		expect(new TextDecoder('windows-1250').decode(job.ini)).toBe(
			'[XML]\r\ninput_xml=C:\\Sync\\Účtenky\\in.xml\r\nresponse_xml=C:\\Sync\\out.xml\r\ndatabase=StwPh_12345678_2026.mdb\r\ncheck_duplicity=1\r\n',
		);
		// Úč in windows-1250
		expect([...job.ini].slice(25, 27)).toEqual([0xda, 0xe8]);
		expect(job.command).toBe(
			'"C:\\Program Files (x86)\\STORMWARE\\POHODA\\Pohoda.exe" /XML "%POHODA_USER%" "%POHODA_PASSWORD%" "C:\\Sync\\xml_imp.ini"',
		);
		expect(job.arguments).toEqual(['/XML', '%POHODA_USER%', '%POHODA_PASSWORD%', 'C:\\Sync\\xml_imp.ini']);
		expect(job.program).toBe('C:\\Program Files (x86)\\STORMWARE\\POHODA\\Pohoda.exe');
	});

	test('a folder, all options', () => {
		const job = buildXmlJob({
			program: '\\\\server\\Pohoda\\Pohoda.exe',
			iniFile: 'D:\\a.ini',
			listsUnits: true,
			input: { folder: '\\\\server\\in' },
			responseFolder: 'D:\\out',
			checkDuplicity: false,
			formatOutput: true,
			xsltInput: 'D:\\a.xslt',
			xsltOutput: 'D:\\b.xslt',
		});
		if (!job.ok) throw new Error(job.reasons.join());
		expect(Buffer.from(job.ini).toString('latin1').split('\r\n')).toEqual([
			'[XML]',
			'input_dir=\\\\server\\in',
			'response_dir=D:\\out',
			'check_duplicity=0',
			'format_output=1',
			'XSLT_input=D:\\a.xslt',
			'XSLT_output=D:\\b.xslt',
			'',
		]);
		expect(job.program).toBe('\\\\server\\Pohoda\\Pohoda.exe');
	});

	test('refusals: relative paths, slashes, what cmd.exe would understand otherwise', () => {
		expect(reasons({ iniFile: './xml_imp.ini' })).toEqual([
			'INI file has forward slashes: POHODA wants backslashes, e.g. C:\\Sync\\in.xml.',
		]);
		expect(reasons({ iniFile: 'xml_imp.ini' })).toEqual([
			'INI file "xml_imp.ini" is no absolute path such as C:\\Sync\\in.xml or \\\\server\\share\\in.xml.',
		]);
		expect(reasons({ program: 'C:\\x" & del C:\\' })).toEqual([
			'program has characters that a Windows path or the command line cannot carry ( " % < > | * ? ).',
		]);
		expect(reasons({ input: { file: 'C:\\%PATH%\\in.xml' } })).toHaveLength(1);
		expect(reasons({ input: { file: 'C:\\in.xml\r\ndatabase=other' } })).toHaveLength(1);
		expect(reasons({ input: { file: 'C:\\Чеки\\in.xml' } })[0]).toBe('input has characters that Windows-1250 does not have: Ч е к и.');
		expect(reasons({ database: 'StwPh\r\n' })[0]).toMatch(/^database is "StwPh/);
		expect(reasons({ database: undefined })).toEqual([
			"database is missing: POHODA needs the name of the unit's database, e.g. StwPh_12345678_2026.mdb.",
		]);
		expect(reasons({ input: { folder: 'C:\\in' } })).toEqual([
			'A response file belongs to one input file; for a folder give a response folder.',
		]);
	});

	test('synchronisation with mPOHODA: what changed, or everything', () => {
		expect(buildMPohodaJob({ program: 'C:\\POHODA\\' })).toEqual({
			ok: true,
			program: 'C:\\POHODA\\Pohoda.exe',
			arguments: ['/mPohoda', '%POHODA_USER%', '%POHODA_PASSWORD%'],
			command: '"C:\\POHODA\\Pohoda.exe" /mPohoda "%POHODA_USER%" "%POHODA_PASSWORD%"',
		});
		expect(buildMPohodaJob({ program: 'C:\\POHODA', full: true })).toMatchObject({ command: expect.stringContaining(' /mPohoda:f ') });
		expect(buildMPohodaJob({ program: 'POHODA' })).toMatchObject({ ok: false });
	});
});
